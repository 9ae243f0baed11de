import type { Health } from '../domain/container-health.ts';
import type { StackState } from '../domain/stack-state.ts';
import type { DiskView } from './disk-view.ts';
import { capitalize } from './format.ts';
import { compareHealth } from './health-words.ts';
import type { Row, UnitRow } from './rows.ts';

/** Something a person should look at. */
export interface Finding {
  readonly health: Health;
  readonly title: string;
  readonly reason: string;
}

export interface Facts {
  readonly stacks: readonly StackState[];
  readonly containers: readonly Row[];
  readonly units: readonly UnitRow[];
  readonly disks: readonly DiskView[];
  /** without the runtime nobody knows how a stack does, which is told once and not for each stack */
  readonly hasRuntime: boolean;
}

/** What needs attention, the worst first. */
export function listFindings({ stacks, containers, units, disks, hasRuntime }: Facts): Finding[] {
  const findings = [
    ...stacks.flatMap((stack) => checkStack(stack, hasRuntime)),
    ...containers.flatMap(checkRow),
    ...units.filter(({ isShown }) => !isShown).flatMap(checkUnit),
    ...disks.flatMap(checkDisk),
  ];
  return findings
    .map((finding) => ({ ...finding, reason: capitalize(finding.reason) }))
    .sort((a, b) => compareHealth(a.health, b.health));
}

function checkStack({ name, health, reason, services }: StackState, hasRuntime: boolean): Finding[] {
  if (health === 'healthy') return [];
  const bad = services.filter((each) => each.health === 'down' || each.health === 'degraded');
  if (bad.length === 0) return checkVagueStack({ name, health, reason, services }, hasRuntime);
  const isWholeStack = health === 'down' && services.length > 1;
  if (isWholeStack) return [{ health, title: `The stack ${name} is not running`, reason }];
  return bad.map((service) => ({
    health: service.health,
    title: toTitle(service.name, service.health),
    reason: service.name === name ? service.reason : `${service.reason} (stack ${name})`,
  }));
}

/** A stack whose services tell nothing: its file cannot be read, all have ended, or nothing of it is switched on. */
function checkVagueStack(
  { name, health, reason, services }: Pick<StackState, 'name' | 'health' | 'reason' | 'services'>,
  hasRuntime: boolean,
): Finding[] {
  const isMeant = services.length > 0 && services.every(({ state }) => state === 'off');
  if (health === 'unknown' && (isMeant || !hasRuntime)) return [];
  const title = health === 'down' ? `The stack ${name} is not running` : `The stack ${name} needs attention`;
  return [{ health, title, reason }];
}

function checkRow({ name, badge, reason }: Row): Finding[] {
  if (badge.health === 'healthy' || badge.health === 'unknown') return [];
  return [{ health: badge.health, title: toTitle(name, badge.health), reason: reason ?? badge.word }];
}

function checkUnit({ name, badge, reason, detail }: UnitRow): Finding[] {
  if (badge.health !== 'down') return [];
  return [{ health: badge.health, title: `The unit ${name} has failed`, reason: detail ?? reason ?? badge.word }];
}

function checkDisk({ title, badge, free, used }: DiskView): Finding[] {
  if (badge.health === 'healthy') return [];
  const state = badge.health === 'down' ? 'full' : 'almost full';
  return [
    { health: badge.health, title: `The disk for ${title.toLowerCase()} is ${state}`, reason: `${free}, ${used}` },
  ];
}

function toTitle(name: string, health: Health): string {
  return `${capitalize(name)} ${health === 'down' ? 'is not running' : 'needs attention'}`;
}
