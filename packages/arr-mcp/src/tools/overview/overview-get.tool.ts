import { z } from 'zod';

import { type Status, collectStatus } from '../../domain/collect-status.ts';
import { type Panel, readPanel } from '../../domain/panel.ts';
import type { Disk } from '../../files/disk-usage.ts';
import type { Container } from '../../runtime/container.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { type DownloadsReading, hasDownloadServices, readDownloads } from './read-downloads.ts';
import { StackRow, toStackRow } from '../stacks/stack-schema.ts';

const maxListed = 15;

export default defineTool({
  name: 'overview_get',
  title: 'How things stand',
  description:
    'Shows the whole host in one small answer: what is not well and why, stacks, units, disks, downloads, jobs. Start here.',
  toolset: 'overview',
  starred: true,
  annotations: READ,
  input: z.object({}),
  output: z.object({
    runtime: z.string().optional(),
    stacks: z.record(z.string(), z.int()).describe('How many, by health.'),
    attention: z.array(StackRow),
    containers: z.object({ total: z.int(), running: z.int(), unhealthy: z.array(z.string()).optional() }).optional(),
    failed_units: z.array(z.string()).optional(),
    disks: z.array(z.object({ path: z.string(), use: z.string(), free_bytes: z.number(), used_percent: z.number() })),
    downloads: z.object({ total: z.int(), stuck: z.array(z.string()).optional() }).optional(),
    jobs_running: z.int(),
    unavailable: z.array(z.object({ part: z.string(), reason: z.string(), hint: z.string().optional() })).optional(),
  }),
  async handler(_input, context) {
    const [status, downloads] = await Promise.all([
      collectStatus(context, { now: Date.now() }),
      readPanel(async (signal) => readDownloads({ services: context.services, signal }), context),
    ]);
    const containers = dataOf(status.containers);
    return {
      ...describeRuntime(status),
      ...describeStacks(status),
      ...(containers === undefined ? {} : { containers: countContainers(containers) }),
      ...describeUnits(status),
      disks: (dataOf(status.disks) ?? []).map(toDiskRow),
      ...(hasDownloadServices(context) ? describeDownloads(downloads) : {}),
      jobs_running: context.jobs.runningCount,
      ...describeUnavailable([...status.unavailable, ...silentServices(downloads)]),
    };
  },
});

function dataOf<Data>(panel: Panel<Data>): Data | undefined {
  return panel.state === 'ready' ? panel.data : undefined;
}

function describeRuntime({ runtime }: Status) {
  if (runtime.state === 'unavailable') return {};
  const { kind, version, rootless } = runtime.data;
  return { runtime: `${rootless ? 'rootless ' : ''}${kind} ${version}` };
}

function describeStacks(status: Status) {
  const stacks = dataOf(status.stacks) ?? [];
  const counts: Record<string, number> = {};
  for (const { health } of stacks) counts[health] = (counts[health] ?? 0) + 1;
  const attention = stacks.filter(({ health }) => health !== 'healthy').slice(0, maxListed);
  return { stacks: counts, attention: attention.map(toStackRow) };
}

function countContainers(containers: readonly Container[]) {
  const unhealthy = containers.filter(({ health }) => health === 'unhealthy').map(({ name }) => name);
  return {
    total: containers.length,
    running: containers.filter(({ state }) => state === 'running').length,
    ...(unhealthy.length === 0 ? {} : { unhealthy: unhealthy.slice(0, maxListed) }),
  };
}

function describeUnits(status: Status) {
  const failed = (dataOf(status.units) ?? []).filter(({ active }) => active === 'failed').map(({ unit }) => unit);
  return failed.length === 0 ? {} : { failed_units: failed.slice(0, maxListed) };
}

function toDiskRow({ path, use, freeBytes, usedPercent }: Disk) {
  return { path, use: use.join(', '), free_bytes: freeBytes, used_percent: Math.round(usedPercent) };
}

function describeDownloads(panel: Panel<DownloadsReading>) {
  if (panel.state === 'unavailable') return {};
  const { downloads } = panel.data;
  const stuck = downloads.filter(({ isStuck }) => isStuck).map(({ title, state }) => `${title}: ${state}`);
  return {
    downloads: { total: downloads.length, ...(stuck.length === 0 ? {} : { stuck: stuck.slice(0, maxListed) }) },
  };
}

interface Silent {
  readonly part: string;
  readonly reason: string;
  readonly hint?: string;
}

function silentServices(panel: Panel<DownloadsReading>): Silent[] {
  if (panel.state === 'unavailable') return [{ ...panel, part: 'downloads' }];
  return panel.data.unavailable.map(({ instance, ...why }) => ({ part: instance, ...why }));
}

// A helper that is not there fails three parts for one reason, and an absent runtime two: each is told once.
function describeUnavailable(unavailable: readonly Silent[]) {
  const byReason = [...Map.groupBy(unavailable, ({ reason }) => reason)];
  if (byReason.length === 0) return {};
  const rows = byReason.map(([reason, group]) => {
    const parts = group.map(({ part }) => part);
    const hint = group.find((each) => each.hint !== undefined)?.hint;
    return { part: parts.join(', '), reason, ...(hint === undefined ? {} : { hint }) };
  });
  return { unavailable: rows };
}
