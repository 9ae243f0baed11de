import { readStacks } from '../../domain/read-stacks.ts';
import type { StackState } from '../../domain/stack-state.ts';
import { AppError } from '../../errors.ts';
import type { ToolContext } from '../tool-context.ts';

/** @throws AppError `not_found`; `unavailable` when what could not be asked may be why it was not found */
export async function findStack(name: string, context: ToolContext): Promise<StackState> {
  const { stacks, unavailable } = await readStacks(context, { signal: context.signal });
  const stack = stacks.find((each) => each.name === name);
  if (stack !== undefined) return stack;
  const [missing] = unavailable;
  if (missing !== undefined) {
    const message = `no stack ${name} was found, and ${missing.reason}`;
    throw new AppError('unavailable', message, missing.hint === undefined ? {} : { hint: missing.hint });
  }
  throw new AppError('not_found', `no stack is named ${JSON.stringify(name)}`, { hint: 'stack_list shows the names.' });
}
