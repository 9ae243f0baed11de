import type { QuadletInfo, UnitState } from '@arr-mcp/helper-protocol';

import { readComposeServices } from '../conversion/compose-services.ts';
import { AppError } from '../errors.ts';
import type { StackDirectory } from '../files/stack-directory.ts';
import type { HelperClient } from '../helper/helper-client.ts';
import type { ContainerRuntime } from '../runtime/container-runtime.ts';
import type { Container } from '../runtime/container.ts';
import { type Panel, type ReadLimits, readPanel } from './panel.ts';
import { type StackFacts, type StackState, buildStacks } from './stack-state.ts';
import { isHealthCheckUnit } from './unit-health.ts';

export interface StackSources {
  readonly runtime: Pick<ContainerRuntime, 'list'>;
  readonly helper: Pick<HelperClient, 'call'>;
  readonly stacks: Pick<StackDirectory, 'list' | 'read'>;
}

/** What was asked: the runtime, the stacks directory, and the helper for units and for Quadlets. */
export type HostPart = 'containers' | 'stacks' | 'units' | 'quadlets';

export interface PartFailure<Part extends string = HostPart> {
  readonly part: Part;
  readonly reason: string;
  readonly hint?: string;
}

/** The stacks by all that could be asked; a part that could not is undefined and named in `unavailable`. */
export interface StackReading {
  readonly stacks: readonly StackState[];
  readonly containers: readonly Container[] | undefined;
  readonly units: readonly UnitState[] | undefined;
  readonly quadlets: readonly QuadletInfo[] | undefined;
  readonly unavailable: readonly PartFailure[];
}

export interface ReadStacksOptions extends ReadLimits {
  /** Unix milliseconds; without it a restart loop between two runs is not seen */
  readonly now?: number | undefined;
}

/** Asks everything that stacks are made of at once; each part may fail alone. */
export async function readStacks(sources: StackSources, options: ReadStacksOptions = {}): Promise<StackReading> {
  const { runtime, helper } = sources;
  const [containers, directories, units, quadlets] = await Promise.all([
    readPanel(async (signal) => runtime.list({ signal }), options),
    readPanel(async () => readDirectories(sources.stacks), options),
    readPanel(async (signal) => readUnits(helper, signal), options),
    readPanel(async (signal) => (await helper.call('quadlet_list', {}, { signal })).quadlets, options),
  ]);
  const facts = { containers: dataOf(containers), units: dataOf(units), quadlets: dataOf(quadlets) };
  return {
    ...facts,
    stacks: buildStacks({ ...facts, directories: dataOf(directories), now: options.now }),
    unavailable: listFailures({ containers, stacks: directories, units, quadlets }),
  };
}

/** The panels that could not be read, in the order they are given. */
export function listFailures<Part extends string>(panels: Readonly<Record<Part, Panel<unknown>>>): PartFailure<Part>[] {
  // Object.entries forgets the keys' type, which the parameter has.
  const entries = Object.entries(panels) as [Part, Panel<unknown>][];
  return entries.flatMap(([part, panel]) => {
    if (panel.state === 'ready') return [];
    return [{ part, reason: panel.reason, ...(panel.hint === undefined ? {} : { hint: panel.hint }) }];
  });
}

function dataOf<Data>(panel: Panel<Data>): Data | undefined {
  return panel.state === 'ready' ? panel.data : undefined;
}

async function readUnits(helper: StackSources['helper'], signal: AbortSignal): Promise<UnitState[]> {
  const { units } = await helper.call('systemd_list', {}, { signal });
  return units.filter((unit) => !isHealthCheckUnit(unit));
}

async function readDirectories(stacks: StackSources['stacks']): Promise<StackFacts[]> {
  const folders = await stacks.list();
  const facts = await Promise.all(folders.map(async ({ name, path }) => readFolder(stacks, { name, path })));
  return facts.filter((each) => each !== undefined);
}

/** One folder that cannot be read costs only itself; one that is gone since it was listed is left out. */
async function readFolder(
  stacks: StackSources['stacks'],
  folder: Pick<StackFacts, 'name' | 'path'>,
): Promise<StackFacts | undefined> {
  try {
    const { text } = await stacks.read(folder.name);
    return { ...folder, compose: readComposeServices(text) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found') return undefined;
    return { ...folder, compose: { state: 'unreadable', reason: error.message } };
  }
}
