import { z } from 'zod';

import type { RevertStep } from '../../domain/change-types.ts';
import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { reasonInput } from './reason-input.ts';
import { diffToShow } from './restore-file.ts';
import { isComposeFile } from './writable-file.ts';

export default defineDestructiveTool({
  name: 'change_revert',
  title: 'Revert a change',
  description: 'Puts a file or Quadlet back as it was before a change of change_list; that can be reverted as well.',
  toolset: 'files',
  input: z.object({ id: z.string().max(20).describe('From change_list.'), reason: reasonInput }),
  output: z.object({ path: z.string(), change: z.string(), next: z.string().optional() }),
  async plan({ id }, { changes }) {
    const plan = await changes.planRevert(id);
    const { target, action, path, standing, texts, warnings } = plan;
    const diff = texts === undefined ? 'not all of it is text' : diffToShow(path, texts.now, texts.after);
    const about = warnings.length === 0 ? {} : { warnings };
    return { summary: effects[action](path, id), target, path, action, standing, diff, ...about };
  },
  async handler({ target, path, action, standing }, context, { id, reason }) {
    const step = { id, target, path, action, standing };
    const change = await context.changes.revert(step, changedBy(context, 'change_revert', reason));
    const next = nextStep(step);
    return { path, change: change.id, ...(next === undefined ? {} : { next }) };
  },
});

const effects: Readonly<Record<RevertStep['action'], (path: string, id: string) => string>> = {
  create: (path, id) => `Brings ${path} back as it was before ${id}.`,
  replace: (path, id) => `Puts ${path} back as it was before ${id}; what stands there now is kept.`,
  delete: (path, id) => `Deletes ${path}, which was not there before ${id}; its content is kept.`,
};

function nextStep({ target, path }: RevertStep): string | undefined {
  if (target === 'quadlet') return 'unit_reload applies it, then unit_restart.';
  return isComposeFile(path) ? 'stack_up applies it.' : undefined;
}
