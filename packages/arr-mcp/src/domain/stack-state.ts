import type { QuadletInfo, UnitState } from '@arr-mcp/helper-protocol';

import type { ComposeReading } from '../conversion/compose-services.ts';
import type { Container } from '../runtime/container.ts';
import { buildComposeStack, isOfStack } from './compose-stack.ts';
import type { Health } from './container-health.ts';
import { buildQuadletStacks, findMigrated } from './quadlet-stack.ts';
import { type ServiceState, toServiceState } from './service-state.ts';
import { checkStack } from './stack-health.ts';

export interface StackState {
  readonly name: string;
  /** `orphan`: a compose project without a folder in the stacks directory; `pod`: made by hand */
  readonly kind: 'compose' | 'quadlet' | 'pod' | 'orphan';
  readonly health: Health;
  readonly reason: string;
  readonly services: readonly ServiceState[];
  readonly counts: { readonly total: number; readonly running: number };
}

/** A folder of the stacks directory with what its compose file says. */
export interface StackFacts {
  readonly name: string;
  readonly path: string;
  readonly compose: ComposeReading;
}

/** Each part is undefined when it could not be asked: no stacks directory, no runtime, no helper. */
export interface HostFacts {
  readonly directories: readonly StackFacts[] | undefined;
  readonly containers: readonly Container[] | undefined;
  readonly units: readonly UnitState[] | undefined;
  readonly quadlets: readonly QuadletInfo[] | undefined;
  /** Unix milliseconds */
  readonly now?: number | undefined;
}

/** A stack before its numbers are counted. */
export type StackDraft = Omit<StackState, 'counts'>;

/** All stacks of the host, sorted by name: compose projects, Quadlets, pods, and projects whose folder is gone. */
export function buildStacks(facts: HostFacts): StackState[] {
  // Pause containers of pods and what `compose run` made are nobody's service.
  const containers = facts.containers?.filter((each) => !each.isInfra && each.compose?.oneOff !== true);
  const host: HostFacts = { ...facts, containers };
  const migrated = findMigrated(host);
  const drafts = [
    ...(host.directories ?? []).filter((each) => !migrated.has(each.name)).map((each) => buildComposeStack(each, host)),
    ...buildQuadletStacks(host, migrated),
    ...buildProjects(host),
    ...buildPods(host),
  ];
  return drafts.map(withCounts).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Which stack a container belongs to; undefined for one that stands alone. */
export function findOwner(stacks: readonly StackState[], container: Container): StackState | undefined {
  return stacks.find(({ services }) => services.some(({ containers }) => containers.includes(container.name)));
}

function withCounts(draft: StackDraft): StackState {
  const expected = draft.services.filter(({ state }) => state !== 'off');
  const running = expected.filter(({ state }) => state === 'running' || state === 'partial').length;
  return { ...draft, counts: { total: expected.length, running } };
}

/** Compose projects without a folder; without a stacks directory that holds for all, and tells nothing. */
function buildProjects({ directories, containers = [], now }: HostFacts): StackDraft[] {
  const homeless = containers.filter(
    (each) => each.compose !== undefined && !(directories ?? []).some((directory) => isOfStack(each, directory)),
  );
  const projects = Map.groupBy(homeless, (each) => each.compose?.project ?? '');
  return [...projects].map(([name, members]) => buildProject(name, members, { directories, now }));
}

function buildProject(name: string, members: Container[], host: Pick<HostFacts, 'directories' | 'now'>): StackDraft {
  const services = members.map((each) => toServiceState(each.compose?.service ?? each.name, each, host.now));
  const { health, reason } = checkStack(services);
  if (host.directories === undefined) return { name, kind: 'compose', health, reason, services };
  return { name, kind: 'orphan', health, reason: `${reason}; its folder is gone`, services };
}

function buildPods({ containers = [], now }: HostFacts): StackDraft[] {
  const members = containers.filter((each) => each.pod !== undefined && !each.compose && each.unit === undefined);
  return [...Map.groupBy(members, (each) => each.pod ?? '')].map(([name, inPod]) => {
    const services = inPod.map((each) => toServiceState(each.name, each, now));
    const { health, reason } = checkStack(services);
    return { name, kind: 'pod', health, reason, services };
  });
}
