import { createHash } from 'node:crypto';

import { z } from 'zod';

import { maskComposeSecrets } from '../../conversion/secrets/compose-secrets.ts';
import { type StackFilesCheck, checkStackFiles } from '../../domain/check-stack-files.ts';
import { lineDiff } from '../../domain/line-diff.ts';
import { type ServiceChanges, compareServices } from '../../domain/service-changes.ts';
import { AppError } from '../../errors.ts';
import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { reasonInput } from '../files/reason-input.ts';
import {
  type ComposeTarget,
  checkParts,
  composeContent,
  findTarget,
  restoreText,
  runsAsQuadlets,
} from './compose-file.ts';
import { stackInput } from './stack-schema.ts';

export default defineDestructiveTool({
  name: 'compose_write',
  title: 'Write a compose file',
  description:
    'Writes the compose file of a stack, or of a new one, after checking it. The preview shows the difference; the old file is kept (change_revert).',
  toolset: 'stacks',
  input: z.object({
    ...stackInput,
    content: composeContent.describe('The whole file; masked values stay as they were.'),
    reason: reasonInput,
  }),
  output: z.object({ written: z.string(), change: z.string(), warnings: z.array(z.string()), next: z.string() }),
  async plan({ stack, content: edited }, context) {
    const target = await findTarget(stack, context);
    const text = restoreText(edited, target);
    refuseSame(text, target);
    await refuseQuadlets(stack, context);
    await context.files.checkChange(target.path, Buffer.from(text));
    const check = await checkStackFiles(new Map([[target.path, text]]), checkParts(context));
    return {
      summary: summarise(target, servicesOf(target, check)),
      path: target.path,
      sha256: createHash('sha256').update(text).digest('hex'),
      before_sha256: target.standing?.sha256 ?? null,
      diff: showDiff(target, text),
      warnings: [...check.warnings],
    };
  },
  async handler({ path, before_sha256: expected, warnings }, context, { stack, content: edited, reason }) {
    const content = restoreText(edited, await findTarget(stack, context));
    const by = changedBy(context, 'compose_write', reason);
    // A new file may hold secrets; one that stands there keeps its mode.
    const { id } = await context.changes.write({ path, content, expected, mode: 0o600, by });
    return { written: path, change: id, warnings, next: `stack_up ${stack} applies it; compose_validate checks it.` };
  },
});

function refuseSame(text: string, { path, standing }: ComposeTarget): void {
  if (standing?.content.equals(Buffer.from(text)) !== true) return;
  throw new AppError('invalid_argument', `${path} already has this content`, { hint: 'stack_up applies it.' });
}

async function refuseQuadlets(stack: string, context: Parameters<typeof runsAsQuadlets>[1]): Promise<void> {
  if (!(await runsAsQuadlets(stack, context))) return;
  throw new AppError('refused', `${stack} runs as Quadlets, not from a compose file`, {
    hint: 'quadlet_write changes one; quadlets_install with action=back returns to compose.',
  });
}

function servicesOf({ stack }: ComposeTarget, { changes }: StackFilesCheck): ServiceChanges {
  const own = changes.find(({ stack: { name } }) => name === stack.name);
  return compareServices(own?.before?.project.model, own?.after?.project.model);
}

function summarise({ path, standing }: ComposeTarget, { added, removed, changed }: ServiceChanges): string {
  const start =
    standing === undefined ? `Creates the stack file ${path}.` : `Replaces ${path}; the old content is kept.`;
  const parts = [
    ['Services that disappear', removed],
    ['New services', added],
    ['Changed services', changed],
  ] as const;
  const told = parts.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${names.join(', ')}.`);
  return [start, ...(told.length === 0 ? ['No service changes.'] : told), 'Nothing starts or stops by itself.'].join(
    ' ',
  );
}

function showDiff({ standing }: ComposeTarget, text: string): string {
  const before = standing?.content.toString('utf8') ?? '';
  const diff = lineDiff(maskComposeSecrets(before), maskComposeSecrets(text));
  return diff === '' ? 'only masked values differ' : diff;
}
