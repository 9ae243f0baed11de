import { z } from 'zod';

import type { StackState } from '../../domain/stack-state.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { changeStack, unitsOf } from './change-stack.ts';
import { findStack } from './find-stack.ts';
import { StackOutcome, stackInput } from './stack-schema.ts';

export default defineDestructiveTool({
  name: 'stack_down',
  title: 'Take a stack down',
  description: 'Stops a stack and removes its containers; volumes and files stay. stack_up brings it back.',
  toolset: 'stacks',
  starred: true,
  longRunning: true,
  input: z.object(stackInput),
  output: StackOutcome,
  async plan({ stack: name }, context) {
    const stack = await findStack(name, context);
    const containers = stack.services.flatMap((service) => service.containers);
    return { summary: summarise(stack, containers), stack: name, kind: stack.kind, containers };
  },
  handler: async ({ stack }, context) => changeStack('down', stack, context),
});

function summarise(stack: StackState, containers: readonly string[]): string {
  if (stack.kind === 'quadlet') {
    return `Stops the units of ${stack.name}: ${unitsOf(stack).join(', ')}. They may start again when the host boots.`;
  }
  if (containers.length === 0) return `Takes ${stack.name} down; no container of it is there now.`;
  const list = containers.join(', ');
  return `Stops and removes the containers of ${stack.name}: ${list}. Volumes and files stay; stack_up makes them anew.`;
}
