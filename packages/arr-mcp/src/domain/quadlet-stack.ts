import type { QuadletInfo } from '@arr-mcp/helper-protocol';

import type { Container } from '../runtime/container.ts';
import { isOfStack, toProjectName } from './compose-stack.ts';
import type { ServiceState } from './service-state.ts';
import { checkStack } from './stack-health.ts';
import type { HostFacts, StackDraft, StackFacts } from './stack-state.ts';
import { checkUnit } from './unit-health.ts';

/** A Quadlet that runs something: by a file the helper lists, or by the label on its container. */
interface RunQuadlet {
  readonly name: string;
  readonly unit: string;
  /** the compose project that it was made from */
  readonly project?: string | undefined;
}

/**
 * The stacks whose folder is still there but which run as Quadlets now: there is no compose container of theirs, and
 * there are Quadlets made from their project, or each of their services has one named after it (`service` or
 * `stack-service`).
 */
export function findMigrated(host: HostFacts): Map<string, RunQuadlet[]> {
  const quadlets = listRunning(host);
  const migrated = new Map<string, RunQuadlet[]>();
  for (const directory of host.directories ?? []) {
    const found = findQuadletsOf(directory, quadlets);
    const hasContainers = (host.containers ?? []).some((each) => isOfStack(each, directory));
    if (found !== undefined && !hasContainers) migrated.set(directory.name, found);
  }
  return migrated;
}

/** Quadlets as stacks: those of a migrated folder, of one pod and of one project together, every other one alone. */
export function buildQuadletStacks(
  host: HostFacts,
  migrated: ReadonlyMap<string, readonly RunQuadlet[]>,
): StackDraft[] {
  const stackOf = new Map([...migrated].flatMap(([stack, own]) => own.map(({ unit }) => [unit, stack] as const)));
  const pods = new Set(filesOf(host, 'pod').map(({ name }) => name));
  const groups = Map.groupBy(listRunning(host), (quadlet) => {
    const pod = containerOf(quadlet, host)?.pod?.replace(/^systemd-/, '');
    return stackOf.get(quadlet.unit) ?? (pod !== undefined && pods.has(pod) ? pod : (quadlet.project ?? quadlet.name));
  });
  // A pod whose containers are all gone still is a stack, by its own unit.
  for (const { name, unit } of filesOf(host, 'pod')) {
    if (!groups.has(name)) groups.set(name, [{ name, unit }]);
  }
  return [...groups].map(([name, quadlets]) => toStack(name, quadlets, host));
}

function toStack(name: string, quadlets: readonly RunQuadlet[], host: HostFacts): StackDraft {
  const services = quadlets.map((quadlet) => toService(quadlet, host));
  return { name, kind: 'quadlet', ...checkStack(services), services };
}

function toService({ name, unit }: RunQuadlet, host: HostFacts): ServiceState {
  const base = { name, unit, containers: [], ports: [] };
  if (host.containers === undefined) {
    return { ...base, state: 'unknown', health: 'unknown', reason: 'the container runtime is not there' };
  }
  const container = containerOf({ unit }, host);
  const verdict = checkUnit({ unit: host.units?.find((each) => each.unit === unit), container, now: host.now });
  const isDone = container === undefined && verdict.health === 'healthy';
  const state = container?.state ?? (isDone ? 'finished' : 'missing');
  if (container === undefined) return { ...base, state, ...verdict };
  return { ...base, state, ...verdict, containers: [container.name], image: container.image, ports: container.ports };
}

function listRunning(host: HostFacts): RunQuadlet[] {
  const files = [...filesOf(host, 'container'), ...filesOf(host, 'kube')];
  const pods = new Set(filesOf(host, 'pod').map(({ unit }) => unit));
  const known = new Set(files.map(({ unit }) => unit));
  const labels = (host.containers ?? []).map(({ unit }) => unit).filter((unit) => unit !== undefined);
  const others = [...new Set(labels)].filter((unit) => !known.has(unit) && !pods.has(unit));
  return [...files, ...others.map((unit) => ({ name: unit.replace(/\.service$/, ''), unit }))];
}

function filesOf({ quadlets = [] }: HostFacts, kind: QuadletInfo['kind']): RunQuadlet[] {
  return quadlets.filter((each) => each.kind === kind).map(({ name, unit, project }) => ({ name, unit, project }));
}

function containerOf({ unit }: Pick<RunQuadlet, 'unit'>, { containers = [] }: HostFacts): Container | undefined {
  return containers.find((each) => each.unit === unit && each.compose === undefined);
}

function findQuadletsOf({ name, compose }: StackFacts, quadlets: readonly RunQuadlet[]): RunQuadlet[] | undefined {
  if (compose.state === 'unreadable') return undefined;
  const project = compose.project ?? toProjectName(name);
  const made = quadlets.filter((quadlet) => quadlet.project === project);
  if (made.length > 0) return made;
  const wanted = compose.services.filter(({ profiles }) => profiles.length === 0);
  const found = wanted.map((service) =>
    quadlets.find((each) => [service.name, `${name}-${service.name}`, service.containerName].includes(each.name)),
  );
  return found.length > 0 && found.every((each) => each !== undefined) ? found : undefined;
}
