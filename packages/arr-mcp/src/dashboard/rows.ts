import type { UnitState } from '@arr-mcp/helper-protocol';

import { type Health, checkContainer } from '../domain/container-health.ts';
import type { ServiceState } from '../domain/service-state.ts';
import { type StackState, findOwner } from '../domain/stack-state.ts';
import type { Container } from '../runtime/container.ts';
import { capitalize, formatRelative, formatUptime } from './format.ts';
import { type Badge, toBadge } from './health-words.ts';

/** One line of a list: a service, a container, a unit. */
export interface Row {
  readonly name: string;
  readonly badge: Badge;
  /** only where something is to be explained */
  readonly reason?: string;
  /** what it is, in small print */
  readonly detail?: string;
  /** `3 days`; only while it runs */
  readonly uptime?: string;
}

export interface UnitRow extends Row {
  /** a service of a stack runs in it, which the page shows already */
  readonly isShown: boolean;
}

export interface RowFacts {
  readonly containers: readonly Container[];
  /** Unix milliseconds */
  readonly now: number;
}

export function toServiceRow(service: ServiceState, { containers, now }: RowFacts): Row {
  const own = containers.find(({ name }) => service.containers.includes(name));
  return {
    name: service.name,
    badge: sayStarting(toBadge(service.health, service.state), own),
    ...explain(service.health, service.reason),
    ...small(shortImage(service.image)),
    ...times(own, now),
  };
}

/** The containers that stand alone. */
export function listLooseRows(stacks: readonly StackState[], { containers, now }: RowFacts): Row[] {
  const loose = containers.filter((each) => findOwner(stacks, each) === undefined && !isOverOneOff(each));
  return loose.map((container) => {
    const { health, reason } = checkContainer(container, { now });
    return {
      name: container.name,
      badge: sayStarting(toBadge(health, container.state), container),
      ...explain(health, reason),
      ...small(shortImage(container.image)),
      ...times(container, now),
    };
  });
}

/** What `compose run` made is done when it has ended. */
function isOverOneOff({ compose, state }: Container): boolean {
  return compose?.oneOff === true && state !== 'running';
}

/** A unit in systemd's words, translated. */
export function toUnitRow(unit: UnitState, stacks: readonly StackState[]): UnitRow {
  const service = stacks.flatMap(({ services }) => services).find((each) => each.unit === unit.unit);
  const health = unitHealth[unit.active] ?? 'unknown';
  return {
    name: unit.unit,
    badge: { health, word: unitWords[unit.active] ?? capitalize(unit.active) },
    ...(health === 'down' ? { reason: 'Its last run ended with an error' } : {}),
    ...small(unit.description === unit.unit ? undefined : unit.description),
    isShown: service !== undefined,
  };
}

const unitHealth: Readonly<Record<string, Health>> = {
  active: 'healthy',
  reloading: 'healthy',
  activating: 'degraded',
  failed: 'down',
};

const unitWords: Readonly<Record<string, string>> = {
  active: 'Running',
  activating: 'Starting',
  deactivating: 'Stopping',
  failed: 'Failed',
  inactive: 'Stopped',
};

/** A container that was started a moment ago is no fault yet. */
function sayStarting(badge: Badge, container: Container | undefined): Badge {
  const isStarting = badge.health === 'degraded' && container?.health === 'starting' && container.state === 'running';
  return isStarting ? { ...badge, word: 'Starting' } : badge;
}

function explain(health: Health, reason: string): Pick<Row, 'reason'> {
  return health === 'healthy' ? {} : { reason: capitalize(reason) };
}

function small(detail: string | undefined): Pick<Row, 'detail'> {
  return detail === undefined ? {} : { detail };
}

function times(container: Container | undefined, now: number): Pick<Row, 'uptime'> {
  if (container?.state === 'running') {
    const uptime = formatUptime(container.startedAt, now);
    return uptime === undefined ? {} : { uptime: `for ${uptime}` };
  }
  return container?.finishedAt === undefined ? {} : { uptime: formatRelative(container.finishedAt, now) };
}

/** `lscr.io/linuxserver/sonarr:4.0.14@sha256:…` is `sonarr:4.0.14` to a person. */
function shortImage(image: string | undefined): string | undefined {
  return image
    ?.replace(/@sha256:.*$/, '')
    .split('/')
    .at(-1);
}
