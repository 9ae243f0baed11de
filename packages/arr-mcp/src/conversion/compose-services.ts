import { parseDocument } from 'yaml';
import { z } from 'zod';

/** When a service may start after another, in the words of the compose format. */
export type DependencyCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface ComposeService {
  readonly name: string;
  readonly image?: string;
  readonly containerName?: string;
  /** `no`, `always`, `unless-stopped`, `on-failure` */
  readonly restart: string;
  /** it starts only when one of these is switched on; empty: always */
  readonly profiles: readonly string[];
  readonly hasBuild: boolean;
  /** it publishes ports, as a server does and a job that ends does not */
  readonly publishesPorts: boolean;
  readonly dependsOn: readonly { service: string; condition: DependencyCondition }[];
  /** how many containers are asked for; 0 means none on purpose */
  readonly replicas: number;
}

export interface ComposeFile {
  readonly state: 'ready';
  /** the project's name, when the file sets it */
  readonly project?: string;
  readonly services: readonly ComposeService[];
  /** further files are included: there may be services that are not in this list */
  readonly isPartial: boolean;
}

export type ComposeReading = ComposeFile | { readonly state: 'unreadable'; readonly reason: string };

// Anchors are used by the dozen; a "billion laughs" file needs thousands of aliases.
const maxAliasCount = 500;
const maxReasonLength = 200;

/** Which services a compose file declares. Never throws: what cannot be read is told as the reason. */
export function readComposeServices(text: string): ComposeReading {
  let root: unknown;
  try {
    const document = parseDocument(text, { merge: true, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined) return unreadable(error.message);
    root = document.toJS({ maxAliasCount });
  } catch (error) {
    // Too many aliases, or a nesting beyond the stack: a file of a stranger, not a bug.
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  return toComposeFile(root);
}

const Words = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const List = z.array(Words).catch([]);
const Conditions = z.enum(['service_started', 'service_healthy', 'service_completed_successfully']);
const DependsOn = z.union([
  z.array(Words).transform((names) => names.map((service) => ({ service, condition: 'service_started' as const }))),
  z.record(z.string(), z.looseObject({ condition: Conditions.catch('service_started') }).nullable()).transform((map) =>
    Object.entries(map).map(([service, dependency]) => ({
      service,
      condition: dependency?.condition ?? ('service_started' as const),
    })),
  ),
]);
const Deploy = z.looseObject({
  replicas: z.number().int().min(0).optional().catch(undefined),
  restart_policy: z.looseObject({ condition: z.string().optional() }).optional().catch(undefined),
});

const Service = z.looseObject({
  image: Words.optional().catch(undefined),
  container_name: Words.optional().catch(undefined),
  restart: Words.optional().catch(undefined),
  profiles: List.optional(),
  build: z.unknown().optional(),
  ports: z.array(z.unknown()).optional().catch(undefined),
  depends_on: DependsOn.optional().catch(undefined),
  scale: z.number().int().min(0).optional().catch(undefined),
  deploy: Deploy.optional().catch(undefined),
});
type Service = z.output<typeof Service>;

const Root = z.looseObject({
  name: z.string().optional().catch(undefined),
  services: z.record(z.string(), z.unknown()).nullish(),
  include: z.unknown().optional(),
});

function toComposeFile(root: unknown): ComposeReading {
  const parsed = Root.safeParse(root);
  if (!parsed.success) return unreadable('it is not a mapping with services');
  const { name, services, include } = parsed.data;
  const isPartial = include !== undefined && include !== null;
  const found: ComposeService[] = [];
  for (const [service, settings] of Object.entries(services ?? {})) {
    const read = Service.safeParse(settings ?? {});
    if (!read.success) return unreadable(`service ${service} is not a mapping`);
    found.push(toService(service, read.data));
  }
  if (found.length === 0 && !isPartial) return unreadable('it declares no services');
  return { state: 'ready', ...(name === undefined ? {} : { project: name }), services: found, isPartial };
}

function toService(name: string, settings: Service): ComposeService {
  return {
    name,
    ...(settings.image === undefined ? {} : { image: settings.image }),
    ...(settings.container_name === undefined ? {} : { containerName: settings.container_name }),
    restart: toRestart(settings),
    profiles: settings.profiles ?? [],
    hasBuild: settings.build !== undefined && settings.build !== null,
    publishesPorts: (settings.ports?.length ?? 0) > 0,
    dependsOn: settings.depends_on ?? [],
    replicas: settings.scale ?? settings.deploy?.replicas ?? 1,
  };
}

const deployConditions: Readonly<Record<string, string>> = { none: 'no', any: 'always', 'on-failure': 'on-failure' };

function toRestart({ restart, deploy }: Service): string {
  // `restart: no` without quotes is a boolean to YAML 1.1 tools, and `on-failure:3` has a count.
  if (restart !== undefined) return restart === 'false' ? 'no' : (restart.split(':')[0] ?? 'no');
  const condition = deploy?.restart_policy?.condition;
  return condition === undefined ? 'no' : (deployConditions[condition] ?? 'no');
}

function unreadable(reason: string): ComposeReading {
  const [firstLine = ''] = reason.split('\n', 1);
  return { state: 'unreadable', reason: firstLine.slice(0, maxReasonLength) };
}
