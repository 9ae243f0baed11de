import type { HelperHealth, UnitState } from '@arr-mcp/helper-protocol';

import type { Disk } from '../files/disk-usage.ts';
import type { HelperClient } from '../helper/helper-client.ts';
import type { ContainerRuntime, RuntimeInfo } from '../runtime/container-runtime.ts';
import type { Container } from '../runtime/container.ts';
import { type Panel, type ReadLimits, readPanel } from './panel.ts';
import { type PartFailure, type StackReading, type StackSources, listFailures, readStacks } from './read-stacks.ts';
import type { StackState } from './stack-state.ts';

export interface StatusSources extends StackSources {
  readonly runtime: Pick<ContainerRuntime, 'list' | 'info'>;
  readonly helper: Pick<HelperClient, 'call' | 'health'>;
  readonly disks: { list(): Promise<Disk[]> };
}

export type StatusPart = PartFailure['part'] | 'disks' | 'runtime' | 'helper';

/** How things stand on the host, as far as each part could be asked. */
export interface Status {
  /** ISO 8601 UTC */
  readonly generatedAt: string;
  readonly stacks: Panel<readonly StackState[]>;
  /** without the pause containers of pods */
  readonly containers: Panel<readonly Container[]>;
  /** those that run a Quadlet and those that failed; not systemd's own plumbing */
  readonly units: Panel<readonly UnitState[]>;
  readonly disks: Panel<readonly Disk[]>;
  readonly runtime: Panel<RuntimeInfo>;
  readonly helper: Panel<HelperHealth>;
  /** every part that could not be asked, also one whose panel is filled from the others */
  readonly unavailable: readonly PartFailure<StatusPart>[];
}

export interface CollectOptions extends ReadLimits {
  /** Unix milliseconds */
  readonly now: number;
}

/** Asks all parts at once, each within its own time limit; never waits longer than that for any. */
export async function collectStatus(sources: StatusSources, options: CollectOptions): Promise<Status> {
  const [reading, disks, runtime, helper] = await Promise.all([
    readStacks(sources, options),
    readPanel(async () => sources.disks.list(), options),
    readPanel(async (signal) => sources.runtime.info({ signal }), options),
    readPanel(async (signal) => sources.helper.health(signal), options),
  ]);
  return {
    generatedAt: new Date(options.now).toISOString(),
    ...toPanels(reading),
    disks,
    runtime,
    helper,
    unavailable: [...reading.unavailable, ...listFailures({ disks, runtime, helper })],
  };
}

function toPanels(reading: StackReading): Pick<Status, 'stacks' | 'containers' | 'units'> {
  const { containers, quadlets = [], stacks, units, unavailable } = reading;
  const failed = (part: PartFailure['part']): Panel<never> => {
    const { reason, hint } = unavailable.find((each) => each.part === part) ?? { reason: 'not asked' };
    return { state: 'unavailable', reason, ...(hint === undefined ? {} : { hint }) };
  };
  const missing = new Set(unavailable.map(({ part }) => part));
  // Any one of the three shows stacks; the names of the others are in `unavailable`.
  const hasNoSource = missing.has('stacks') && missing.has('containers') && missing.has('quadlets');
  const visible = containers?.filter(({ isInfra }) => !isInfra);
  const running = new Set(quadlets.filter(({ kind }) => runningKinds.has(kind)).map(({ unit }) => unit));
  return {
    stacks: hasNoSource ? failed('stacks') : ready(stacks),
    containers: visible === undefined ? failed('containers') : ready(visible),
    units:
      units === undefined
        ? failed('units')
        : ready(units.filter(({ unit, active }) => active === 'failed' || running.has(unit))),
  };
}

// A network or a volume has done its work once it was made; only its failure is worth a line.
const runningKinds: ReadonlySet<string> = new Set(['container', 'kube', 'pod']);

function ready<Data>(data: Data): Panel<Data> {
  return { state: 'ready', data };
}
