import type { Tool } from '../../tools/define-tool.ts';
import { loadTools } from '../../tools/load-tools.ts';
import { serviceOf } from '../../tools/toolsets.ts';

// Needs what the others have done.
const last: readonly string[] = [
  'quadlets_install',
  'stack_down',
  'change_revert',
  'audit_list',
  'job_get',
  'job_list',
];

/** Where a service has several instances, a read of all of them takes no more than its filters. */
export function withInstance({ toolset, annotations, input }: Tool, args: object): object {
  const service = serviceOf(toolset);
  if (
    service === undefined ||
    !('instance' in input.shape) ||
    (annotations.readOnlyHint && Object.keys(args).length === 0)
  )
    return args;
  return { instance: service, ...args };
}

export function toolOf(name: string): Tool {
  const tool = loadTools().find((each) => each.name === name);
  if (tool === undefined) throw new Error(`there is no tool ${name}`);
  return tool;
}

export function inOrder(tools: readonly Tool[]): Tool[] {
  return tools.toSorted((one, other) => rank(one) - rank(other));
}

function rank({ name, annotations }: Tool): number {
  if (last.includes(name)) return 10 + last.indexOf(name);
  if (annotations.readOnlyHint) return 0;
  return annotations.destructiveHint ? 2 : 1;
}
