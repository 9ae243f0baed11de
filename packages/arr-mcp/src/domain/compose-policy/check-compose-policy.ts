import type { HostScopes } from '@arr-mcp/helper-protocol';

import type { ComposeModel, ComposeService } from '../../conversion/compose/compose-model.ts';
import { maskText } from '../../mask-secrets.ts';
import type { HostAccess, Rule, ServicePlace } from './host-access.ts';
import { serviceRules } from './service-rules.ts';

export interface ComposePolicyInput {
  readonly model: ComposeModel;
  /** what the stack is now; whatever a service of the same name has already may stay */
  readonly previous?: ComposeModel | undefined;
  readonly scopes: HostScopes;
  /** absolute paths of what the project is read from, which no container may rewrite */
  readonly files?: readonly string[] | undefined;
  /** the operator's switch: what would be refused becomes a warning */
  readonly allowHostAccess: boolean;
}

export interface ComposePolicyFindings {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Checks what a compose project asks of the host. Each finding names service, attribute, value, why, and the way out. */
export function checkComposePolicy(input: ComposePolicyInput): ComposePolicyFindings {
  const { model, previous, scopes, files = [], allowHostAccess } = input;
  const before = new Set(previous === undefined ? [] : listAccesses(previous, { scopes, files }).flatMap(identities));
  const fresh = listAccesses(model, { scopes, files }).filter((found) => !before.has(identify(found, found.value)));
  const foreign = listForeign(model).filter(
    (warning) => previous === undefined || !listForeign(previous).includes(warning),
  );
  if (allowHostAccess) return { problems: [], warnings: [...unique(fresh, 'reaches the host'), ...foreign] };
  const problems = unique(fresh, 'is not allowed').map(
    (problem) => `${problem}; ARR_MCP_ALLOW_HOST_ACCESS=true allows it`,
  );
  return { problems, warnings: foreign };
}

function unique(found: readonly FoundAccess[], verdict: string): string[] {
  return [...new Set(found.map((access) => describe(access, verdict)))];
}

interface FoundAccess extends HostAccess {
  readonly subject: string;
  readonly attribute: string;
}

function listAccesses(model: ComposeModel, rest: Pick<ServicePlace, 'scopes' | 'files'>): FoundAccess[] {
  const ofServices = Object.entries(model.services).flatMap(([name, service]) =>
    listServiceAccesses({ name, service, model, ...rest }),
  );
  return [...ofServices, ...listPodAccesses(model)];
}

function listServiceAccesses(place: ServicePlace): FoundAccess[] {
  const { name, service } = place;
  // Object.keys forgets the keys' type, which the model has.
  const keys = Object.keys(serviceRules) as (keyof ComposeService)[];
  return keys.flatMap((key) => {
    const value = service[key];
    const rule = serviceRules[key];
    if (value === undefined || rule === 'harmless') return [];
    // A rule and its value are of the same key, which the type of the table says for each key alone.
    const found = (rule as Rule<unknown>)(value, place);
    return found.map((access) => ({ ...access, subject: `services.${name}`, attribute: key }));
  });
}

// What podman-compose takes for the pod that it puts a project into.
const harmlessPodKeys: ReadonlySet<string> = new Set([
  'in_pod',
  'name_separator_compat',
  'default_net_name_compat',
  'default_net_behavior_compat',
  'docker_compose_compat',
]);

function listPodAccesses({ extensions }: ComposeModel): FoundAccess[] {
  return Object.entries(extensions)
    .filter(([key]) => /^x-podman/i.test(key))
    .flatMap(([key, value]) =>
      isMap(value) ? Object.entries(value).map(([name, each]) => [name, each] as const) : [[key, value] as const],
    )
    .filter(([name]) => !harmlessPodKeys.has(name))
    .map(([name, value]) => ({
      subject: 'project',
      attribute: 'x-podman',
      value: `${name}: ${JSON.stringify(value)}`,
      reason: 'podman-compose hands it to podman, past every check',
    }));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function identify({ subject, attribute }: FoundAccess, value: string): string {
  return JSON.stringify([subject, attribute, value]);
}

function identities(found: FoundAccess): string[] {
  return [found.value, ...(found.includes ?? [])].map((value) => identify(found, value));
}

const maxShown = 120;

function describe({ subject, attribute, value, reason }: FoundAccess, verdict: string): string {
  const text = maskText(value);
  const shown = text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
  return `${subject}: ${attribute}: ${shown} ${verdict}: ${reason}`;
}

/** Containers that no service of the project is: nothing shows here what they can do. */
function listForeign({ services }: ComposeModel): string[] {
  return Object.entries(services).flatMap(([name, { network_mode: network, pid, ipc, volumes_from: from = [] }]) =>
    [network, pid, ipc, ...from]
      .filter((value) => value?.startsWith('container:') === true)
      .map(
        (value) =>
          `services.${name} shares with ${value}, which is not of this project; what that can do is not seen here`,
      ),
  );
}
