import type { Status, StatusPart } from '../domain/collect-status.ts';
import type { Panel } from '../domain/panel.ts';
import type { StackState } from '../domain/stack-state.ts';
import { type Finding, listFindings } from './attention.ts';
import { type DiskView, toDiskView } from './disk-view.ts';
import { capitalize, formatClock, joinWords, plural } from './format.ts';
import { type Headline, toHeadline } from './headline.ts';
import { type Badge, compareHealth, toBadge } from './health-words.ts';
import { type Row, type RowFacts, type UnitRow, listLooseRows, toServiceRow, toUnitRow } from './rows.ts';

export interface StackView {
  readonly name: string;
  readonly badge: Badge;
  /** only where something is to be explained that its services do not say */
  readonly reason?: string;
  /** its kind, and how many of its services run */
  readonly detail: string;
  readonly services: readonly Row[];
}

/** What could not be asked, why, and what helps. */
export interface Gap {
  readonly title: string;
  readonly reason: string;
  readonly hint?: string;
}

/** The page as strings; the templates only print it. */
export interface StatusView {
  readonly title: string;
  readonly headline: Headline;
  /** a few figures under the headline */
  readonly figures: readonly string[];
  readonly findings: readonly Finding[];
  /** the findings that the headline does not tell already */
  readonly listedFindings: readonly Finding[];
  readonly stacks: readonly StackView[];
  /** stands in place of the stacks when there are none */
  readonly noStacks: string | undefined;
  readonly containers: readonly Row[];
  readonly disks: readonly DiskView[];
  readonly units: readonly UnitRow[];
  readonly gaps: readonly Gap[];
  readonly updated: { readonly iso: string; readonly text: string };
  readonly programs: string;
}

/** @param version of this server */
export function toStatusView(status: Status, version: string): StatusView {
  const now = Date.parse(status.generatedAt);
  const stacks = dataOf(status.stacks) ?? [];
  const facts: RowFacts = { containers: dataOf(status.containers) ?? [], now };
  const containers = listLooseRows(stacks, facts);
  const units = (dataOf(status.units) ?? []).map((unit) => toUnitRow(unit, stacks));
  const disks = (dataOf(status.disks) ?? []).map(toDiskView);
  const hasRuntime = status.containers.state === 'ready';
  const findings = listFindings({ stacks, containers, units, disks, hasRuntime });
  const isEmpty = stacks.length === 0 && containers.length === 0;
  const headline = toHeadline({ findings, hasRuntime, hasGaps: status.unavailable.length > 0, isEmpty });
  return {
    title: headline.text,
    headline,
    figures: listFigures(stacks, facts),
    findings,
    listedFindings: findings.length > 1 || !hasRuntime ? findings : [],
    stacks: stacks.map((stack) => toStackView(stack, facts)).sort(worstFirst),
    noStacks: stacks.length === 0 ? sayNoStacks(status.stacks) : undefined,
    containers: [...containers].sort(worstFirst),
    disks,
    units: [...units].sort(worstFirst),
    gaps: listGaps(status),
    updated: { iso: status.generatedAt, text: formatClock(status.generatedAt) },
    programs: namePrograms(status, version),
  };
}

function dataOf<Data>(panel: Panel<Data>): Data | undefined {
  return panel.state === 'ready' ? panel.data : undefined;
}

function worstFirst(a: { readonly badge: Badge }, b: { readonly badge: Badge }): number {
  return compareHealth(a.badge.health, b.badge.health);
}

const kinds: Readonly<Record<StackState['kind'], string>> = {
  compose: 'Compose stack',
  quadlet: 'Quadlet',
  pod: 'Pod',
  orphan: 'Without a folder',
};

function toStackView({ name, kind, health, reason, services }: StackState, facts: RowFacts): StackView {
  const isExplained = services.some((each) => each.health === 'down' || each.health === 'degraded');
  return {
    name,
    detail: [kinds[kind], ...countRunning(services)].join(' · '),
    badge: toBadge(health),
    ...(health === 'healthy' || isExplained ? {} : { reason: capitalize(reason) }),
    services: services.map((service) => toServiceRow(service, facts)),
  };
}

/** A service that is done or switched off is not expected to run. */
function countRunning(services: StackState['services']): string[] {
  const expected = services.filter(({ state }) => state !== 'off' && state !== 'finished');
  const running = expected.filter(({ state }) => state === 'running' || state === 'partial');
  return expected.length === 0 ? [] : [`${running.length} of ${expected.length} running`];
}

function listFigures(stacks: readonly StackState[], { containers }: RowFacts): string[] {
  const running = containers.filter(({ state }) => state === 'running').length;
  return [
    ...(stacks.length > 0 ? [plural(stacks.length, 'stack')] : []),
    ...(containers.length > 0 ? [`${running} of ${plural(containers.length, 'container')} running`] : []),
  ];
}

function sayNoStacks(panel: Panel<unknown>): string {
  if (panel.state === 'unavailable') return 'The stacks cannot be seen right now.';
  return 'There are no stacks yet. A folder with a compose file in the stacks directory makes one.';
}

const partTitles: Readonly<Record<StatusPart, string>> = {
  containers: 'containers',
  stacks: 'the stacks directory',
  units: 'units',
  quadlets: 'Quadlets',
  disks: 'disks',
  runtime: 'the container runtime',
  helper: 'the helper',
};

/** One cause makes several parts fail; it is told once. */
function listGaps({ unavailable }: Status): Gap[] {
  return [...Map.groupBy(unavailable, ({ reason }) => reason)].map(([reason, failures]) => {
    const hint = failures.find((each) => each.hint !== undefined)?.hint;
    return {
      title: capitalize(joinWords(failures.map(({ part }) => partTitles[part]))),
      reason: `${capitalize(reason)}.`,
      ...(hint === undefined ? {} : { hint: capitalize(hint) }),
    };
  });
}

const runtimeNames = { podman: 'Podman', docker: 'Docker' } as const;

function namePrograms({ runtime, helper }: Status, version: string): string {
  const names = [`arr-mcp ${version}`];
  if (runtime.state === 'ready') {
    names.push(
      `${runtimeNames[runtime.data.kind]} ${runtime.data.version}${runtime.data.rootless ? ', rootless' : ''}`,
    );
  }
  if (helper.state === 'ready') names.push(`helper ${helper.data.version}`);
  return names.join(' · ');
}
