import type { StagedQuadlet } from '../../domain/quadlet-order.ts';
import { AppError } from '../../errors.ts';
import { compose } from '../stacks/change-stack.ts';
import { findStack } from '../stacks/find-stack.ts';
import { toServiceRow } from '../stacks/stack-schema.ts';
import type { ToolContext } from '../tool-context.ts';
import type { InstallFacts } from './install-plan.ts';
import { listInstalled, putBack, startUnits, stopUnits, unitsOf, writeQuadlets } from './install-steps.ts';
import { getStackFolder, readStaged } from './staged-quadlets.ts';
import { watchUnits } from './watch-units.ts';

export interface MoveOutcome {
  readonly stack: string;
  readonly ok: boolean;
  /** files that were written or put back */
  readonly files: string[];
  /** units that were started or stopped */
  readonly units?: string[];
  readonly problems?: string[];
  readonly next: string;
}

/** Writes the staged files and, with `start`, changes over from compose: what runs there is taken down only now. */
export async function install(
  { stack, start, compose_containers: running }: Omit<InstallFacts, 'files'> & { readonly start: boolean },
  context: ToolContext,
): Promise<MoveOutcome> {
  const staged = await readStaged(await getStackFolder(stack, context), context);
  const files = await writeQuadlets(staged, context);
  await context.helper.call('systemd_daemon_reload', {}, { signal: context.signal });
  if (!start) {
    return { stack, ok: true, files, next: `Nothing was started. quadlets_install ${stack} with start=true moves it.` };
  }
  if (running.length > 0) await compose('stack_down', { name: stack, kind: 'compose' }, context);
  const { started, failure } = await startUnits(staged, context);
  const problems = failure === undefined ? await listUnhealthy(staged, context) : [failure];
  const way = `quadlets_install ${stack} with action=back returns to compose.`;
  if (problems.length === 0) return { stack, ok: true, files, units: started, next: `All is healthy. ${way}` };
  return { stack, ok: false, files, units: started, problems, next: `unit_logs tells why. ${way}` };
}

/** What going back would undo. */
export interface BackFacts {
  readonly stack: string;
  readonly units: readonly string[];
  readonly files: readonly string[];
}

export async function planBack(stack: string, context: ToolContext): Promise<BackFacts> {
  const staged = await readStaged(await getStackFolder(stack, context), context);
  const installed = await listInstalled(staged, context);
  if (installed.length > 0) {
    return { stack, units: unitsOf(installed), files: installed.map(({ name, kind }) => `${name}.${kind}`) };
  }
  throw new AppError('not_found', `none of the staged Quadlets of ${stack} is installed`, {
    hint: 'stack_up starts the stack from its compose file.',
  });
}

/** Stops the units, puts the Quadlet folder back to how it was before the installation, and runs compose again. */
export async function goBack(stack: string, context: ToolContext): Promise<MoveOutcome> {
  const { helper, signal } = context;
  const staged = await readStaged(await getStackFolder(stack, context), context);
  const installed = await listInstalled(staged, context);
  const units = await stopUnits(installed, context);
  const files = await putBack(installed, context);
  await helper.call('systemd_daemon_reload', {}, { signal });
  await compose('stack_up', { name: stack, kind: 'compose' }, context);
  const { services } = await findStack(stack, context);
  const problems = services.filter(({ health }) => health === 'down').map(({ name, reason }) => `${name}: ${reason}`);
  const outcome = { stack, ok: problems.length === 0, files, units, next: `stack_get ${stack} tells how it stands.` };
  return problems.length === 0 ? outcome : { ...outcome, problems };
}

async function listUnhealthy(staged: readonly StagedQuadlet[], context: ToolContext): Promise<string[]> {
  const states = await watchUnits(unitsOf(staged), context);
  return states
    .map(toServiceRow)
    .filter(({ health }) => health !== 'healthy')
    .map(({ service, health, reason = health }) => `${service}: ${reason}`);
}
