import type { ComposeModel } from '../compose/compose-model.ts';
import type { Dependency } from '../compose/service-parts.ts';

/** The service that `service:x` or `container:name` means; undefined when the project has none such. */
export function referencedService(model: ComposeModel, reference: string | undefined): string | undefined {
  const [, kind, name = ''] = /^(service|container):(.*)$/s.exec(reference ?? '') ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'service') return Object.hasOwn(model.services, name) ? name : undefined;
  return Object.entries(model.services).find(
    ([key, service]) => (service.container_name ?? `${model.name}-${key}`) === name,
  )?.[0];
}

/** The service whose network a service really uses: the end of the chain of `network_mode: service:`. */
export function networkOwner(model: ComposeModel, key: string): string {
  let owner = key;
  for (const seen = new Set<string>(); !seen.has(owner);) {
    seen.add(owner);
    owner = referencedService(model, model.services[owner]?.network_mode) ?? owner;
  }
  return owner;
}

/** The services that use the network of this one, without itself. */
export function networkGuests(model: ComposeModel, key: string): string[] {
  return Object.keys(model.services)
    .filter((other) => other !== key && networkOwner(model, other) === key)
    .toSorted();
}

/** Whether an active service waits for this one in that way. */
export function isWaitedFor(model: ComposeModel, key: string, condition: Dependency['condition']): boolean {
  return Object.values(model.services).some((other) => other.depends_on?.[key]?.condition === condition);
}

/** `service:alias` of `links`, and `service[:ro]` of `volumes_from`, in two. */
export function splitReference(text: string): { readonly name: string; readonly rest: string | undefined } {
  const [, name = text, rest] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  return { name, rest };
}

/** Further names that other services have for this one through `links`. */
export function linkedAliases(model: ComposeModel, key: string): string[] {
  return Object.values(model.services).flatMap(({ links = [] }) =>
    links.flatMap((link) => {
      const { name, rest } = splitReference(link);
      return name === key && rest !== undefined && rest !== key ? [rest] : [];
    }),
  );
}

/** Every service that must run before this one, whichever key says so. */
export function requiredServices(model: ComposeModel, key: string): string[] {
  const service = model.services[key];
  if (service === undefined) return [];
  const shared = [service.network_mode, service.ipc, service.pid].map((mode) => referencedService(model, mode));
  const named = [
    ...Object.keys(service.depends_on ?? {}),
    ...(service.links ?? []).map((link) => splitReference(link).name),
    ...(service.volumes_from ?? []).map((from) => volumesFromService(model, from)),
    ...shared,
  ];
  return [...new Set(named)].filter((name) => name !== undefined && Object.hasOwn(model.services, name)).filter(isText);
}

/** The service of an entry of `volumes_from`; undefined for a container of elsewhere. */
export function volumesFromService(model: ComposeModel, entry: string): string | undefined {
  const container = /^(container:[^:]*)/.exec(entry)?.[1];
  return referencedService(model, container ?? `service:${splitReference(entry).name}`);
}

/** The services of a circle of dependencies, its first one twice; undefined when there is none. */
export function findCycle(model: ComposeModel): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (key: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    if (done.has(key)) return undefined;
    for (const next of requiredServices(model, key)) {
      const cycle = visit(next, [...path, key]);
      if (cycle !== undefined) return cycle;
    }
    done.add(key);
    return undefined;
  };
  for (const key of Object.keys(model.services)) {
    const cycle = visit(key, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
