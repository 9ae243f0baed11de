import { UnitName, quadletService } from '@arr-mcp/helper-protocol';

import { type StagedQuadlet, fileNameOf } from '../../domain/quadlet-order.ts';
import { AppError } from '../../errors.ts';
import { changedBy } from '../changed-by.ts';
import type { ToolContext } from '../tool-context.ts';
import { type PlannedFile, planFile, readSha } from './install-plan.ts';

const toolName = 'quadlets_install';

/** Writes the Quadlets that differ, each after what it refers to; when one fails, those written before it go back. */
export async function writeQuadlets(staged: readonly StagedQuadlet[], context: ToolContext): Promise<string[]> {
  const written: StagedQuadlet[] = [];
  try {
    for (const quadlet of staged) {
      const plan = await planFile(quadlet, context);
      if (plan.change === 'unchanged') continue;
      await writeQuadlet(quadlet, plan, context);
      written.push(quadlet);
    }
    return written.map(fileNameOf);
  } catch (error) {
    await putBack(written, context);
    throw error;
  }
}

async function writeQuadlet(quadlet: StagedQuadlet, plan: PlannedFile, context: ToolContext): Promise<void> {
  const { helper, signal, changes, progress } = context;
  progress(`writing ${plan.file}`);
  const action = plan.previous === null ? 'created' : 'replaced';
  await changes.changeQuadlet(plan.file, action, changedBy(context, toolName), async () =>
    helper.call('quadlet_write', { ...quadlet, expected_sha256: plan.previous }, { signal }),
  );
}

/** Undoes what quadlets_install did to these files, the last first; those it did not touch are left alone. */
export async function putBack(quadlets: readonly StagedQuadlet[], context: ToolContext): Promise<string[]> {
  const back: string[] = [];
  for (const file of quadlets.map(fileNameOf).toReversed()) {
    const change = findOwnChange(file, context);
    if (change === undefined) continue;
    context.progress(`putting back ${file}`);
    await context.changes.revert(await context.changes.planRevert(change), changedBy(context, toolName));
    back.push(file);
  }
  return back;
}

/** The newest change of a Quadlet, when it is an installation that was not put back since. */
function findOwnChange(file: string, { changes }: ToolContext): string | undefined {
  const newest = changes.list().find((change) => change.target === 'quadlet' && change.path === file);
  return newest?.by.tool === toolName && newest.reverts === undefined ? newest.id : undefined;
}

/** Starts the units of containers one after the other; the first that does not start ends it. */
export async function startUnits(
  staged: readonly StagedQuadlet[],
  { helper, signal, progress }: ToolContext,
): Promise<{ started: string[]; failure?: string }> {
  const started: string[] = [];
  for (const unit of unitsOf(staged)) {
    progress(`starting ${unit}`);
    try {
      await helper.call('systemd_start', { unit }, { signal, onProgress: progress });
      started.push(unit);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      return { started, failure: `${unit} did not start: ${error.message}` };
    }
  }
  return { started };
}

/** Stops the units in the opposite order; one that is not there has stopped. */
export async function stopUnits(staged: readonly StagedQuadlet[], context: ToolContext): Promise<string[]> {
  const stopped: string[] = [];
  for (const unit of unitsOf(staged).toReversed()) {
    context.progress(`stopping ${unit}`);
    try {
      await context.helper.call('systemd_stop', { unit }, { signal: context.signal });
      stopped.push(unit);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    }
  }
  return stopped;
}

/** The units that a set of Quadlets runs containers with, in its order. */
export function unitsOf(staged: readonly StagedQuadlet[]): UnitName[] {
  return staged
    .filter(({ kind }) => kind === 'container' || kind === 'kube')
    .map(({ name, kind }) => UnitName.parse(quadletService(name, kind)));
}

/** The staged files that are installed, as they are or changed since. */
export async function listInstalled(staged: readonly StagedQuadlet[], context: ToolContext): Promise<StagedQuadlet[]> {
  const found = await Promise.all(staged.map(async (quadlet) => [quadlet, await readSha(quadlet, context)] as const));
  return found.filter(([, sha256]) => sha256 !== null).map(([quadlet]) => quadlet);
}
