import type { ChangeBy } from '../domain/change-types.ts';
import type { ToolContext } from './tool-context.ts';

/** Who changes something with a tool, for the change history. */
export function changedBy({ caller }: Pick<ToolContext, 'caller'>, tool: string, reason?: string): ChangeBy {
  return { caller: caller.name, tool, ...(reason === undefined ? {} : { reason }) };
}
