import { type OperationName, StackName, UnitName } from '@arr-mcp/helper-protocol';
import type { z } from 'zod';

import type { StackState } from '../../domain/stack-state.ts';
import { maskText } from '../../mask-secrets.ts';
import { AppError } from '../../errors.ts';
import type { ToolContext } from '../tool-context.ts';
import { findStack } from './find-stack.ts';
import { type StackOutcome, toServiceRow, toStackRow } from './stack-schema.ts';

export type StackAction = 'up' | 'down' | 'restart';

const unitOperations = { up: 'systemd_start', down: 'systemd_stop', restart: 'systemd_restart' } as const;
const shownOutput = 1500;

/** Brings a stack up or down, by compose or, when it runs as Quadlets, unit by unit; tells how it stands then. */
export async function changeStack(
  action: StackAction,
  name: string,
  context: ToolContext,
): Promise<z.input<typeof StackOutcome>> {
  const stack = await findStack(name, context);
  const output =
    stack.kind === 'quadlet'
      ? await changeUnits(action, stack, context)
      : await compose(`stack_${action}`, stack, context);
  return tellOutcome(name, output, context);
}

/** Runs a compose operation of the helper on a stack that has its folder. */
export async function compose(
  operation: Extract<OperationName, 'stack_up' | 'stack_down' | 'stack_pull' | 'stack_restart'>,
  { name, kind }: Pick<StackState, 'name' | 'kind'>,
  { helper, signal, progress }: Pick<ToolContext, 'helper' | 'signal' | 'progress'>,
): Promise<string> {
  const stack = StackName.safeParse(name);
  if (kind !== 'compose' || !stack.success) throw notCompose(name, kind);
  const { output } = await helper.call(operation, { stack: stack.data }, { signal, onProgress: progress });
  return output;
}

async function changeUnits(action: StackAction, stack: StackState, context: ToolContext): Promise<string> {
  const { helper, signal, progress } = context;
  const outputs: string[] = [];
  for (const unit of unitsOf(stack)) {
    progress(`${action} ${unit}`);
    const { output } = await helper.call(unitOperations[action], { unit }, { signal });
    outputs.push(output);
  }
  return outputs.filter((text) => text !== '').join('\n');
}

/** The units of a stack that runs as Quadlets, in the order in which it lists them. */
export function unitsOf({ services }: StackState): UnitName[] {
  const units = new Set(services.flatMap(({ unit }) => (unit === undefined ? [] : [unit])));
  return [...units].map((unit) => UnitName.parse(unit));
}

async function tellOutcome(name: string, output: string, context: ToolContext): Promise<z.input<typeof StackOutcome>> {
  const after = await findStack(name, context);
  const problems = after.services
    .filter(({ health }) => health !== 'healthy')
    .slice(0, 10)
    .map(toServiceRow);
  return {
    ...toStackRow(after),
    ...(problems.length === 0 ? {} : { problems }),
    ...(output === '' ? {} : { output: maskText(output.slice(-shownOutput)) }),
  };
}

function notCompose(name: string, kind: StackState['kind']): AppError {
  if (kind === 'quadlet') {
    return new AppError('refused', `${name} runs as Quadlets, not from a compose file`, {
      hint: 'unit_restart restarts one; a Quadlet with Pull= fetches its image when it starts.',
    });
  }
  return new AppError('refused', `${name} has no folder with a compose file in the stacks directory`, {
    hint: 'Its containers can be changed one by one: container_start, container_stop, container_remove.',
  });
}
