import type { Container, ContainerState, Port } from '../runtime/container.ts';
import { type Health, type HealthVerdict, checkContainer, isFinished } from './container-health.ts';

/**
 * What a service of a stack is doing: its container's state, or `finished` (a job that is done), `missing` (no
 * container), `off` (its profile is not switched on, or no replica is wanted), `partial` (its containers differ).
 */
export type ServiceActivity = ContainerState | 'finished' | 'missing' | 'off' | 'partial';

export interface ServiceState {
  readonly name: string;
  readonly state: ServiceActivity;
  readonly health: Health;
  readonly reason: string;
  /** names; several for a scaled service, none for one that is missing */
  readonly containers: readonly string[];
  readonly unit?: string;
  readonly image?: string;
  readonly ports: readonly Port[];
  /** a container of a service that the compose file does not have (any more) */
  readonly isLeftOver?: boolean;
}

/** What a compose file says of a service, as far as its state depends on it. */
export interface ExpectedService {
  readonly name: string;
  readonly image?: string;
  readonly restart: string;
  readonly profiles: readonly string[];
  readonly publishesPorts: boolean;
  readonly replicas: number;
}

interface ServiceFacts {
  readonly service: ExpectedService;
  readonly containers: readonly Container[];
  /** another service waits for it to end with 0 */
  readonly isAwaited: boolean;
  readonly now?: number | undefined;
}

/** How a service of a compose file does. */
export function checkService({ service, containers, isAwaited, now }: ServiceFacts): ServiceState {
  const base = { name: service.name, ...(service.image === undefined ? {} : { image: service.image }), ports: [] };
  if (containers.length === 0) {
    const isOff = service.profiles.length > 0 || service.replicas === 0;
    return isOff
      ? { ...base, state: 'off', health: 'healthy', reason: 'not switched on', containers: [] }
      : { ...base, state: 'missing', health: 'down', reason: 'has no container', containers: [] };
  }
  const purpose = isAwaited || canEnd(service) ? 'ends' : 'keeps_running';
  const verdicts = containers.map((container) => checkContainer(container, { purpose, now }));
  return {
    ...describe(service.name, containers),
    ...join(verdicts, service.replicas),
    state: stateOf(containers, purpose),
  };
}

/** How a container does of which nothing is known but itself. */
export function toServiceState(name: string, container: Container, now?: number): ServiceState {
  return { ...describe(name, [container]), ...checkContainer(container, { now }), state: container.state };
}

// A policy that restarts it after an end with 0, or a published port, tell a server from a job.
function canEnd({ restart, publishesPorts }: ExpectedService): boolean {
  return (restart === 'no' || restart === 'on-failure') && !publishesPorts;
}

function describe(
  name: string,
  containers: readonly Container[],
): Pick<ServiceState, 'name' | 'containers' | 'ports' | 'image'> {
  const [first] = containers;
  return {
    name,
    containers: containers.map((container) => container.name),
    ports: containers.flatMap((container) => container.ports),
    ...(first === undefined ? {} : { image: first.image }),
  };
}

function stateOf(containers: readonly Container[], purpose: 'ends' | 'keeps_running'): ServiceActivity {
  const states = new Set(
    containers.map((each): ServiceActivity => (purpose === 'ends' && isFinished(each) ? 'finished' : each.state)),
  );
  const [only = 'unknown'] = states;
  return states.size === 1 ? only : 'partial';
}

function join(verdicts: readonly HealthVerdict[], replicas: number): HealthVerdict {
  const bad = verdicts.filter(({ health }) => health !== 'healthy');
  const good = verdicts.length - bad.length;
  const [first] = bad;
  if (first === undefined) {
    if (verdicts.length >= replicas) return verdicts[0] ?? { health: 'unknown', reason: 'nothing is known of it' };
    return { health: 'degraded', reason: `${good} of ${replicas} containers are there` };
  }
  if (good > 0)
    return { health: 'degraded', reason: `${good} of ${Math.max(replicas, verdicts.length)} run; ${first.reason}` };
  return bad.every(({ health }) => health === first.health) ? first : { health: 'degraded', reason: first.reason };
}
