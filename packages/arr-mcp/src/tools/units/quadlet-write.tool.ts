import { createHash } from 'node:crypto';

import { type QuadletKind, type QuadletName } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { lineDiff } from '../../domain/line-diff.ts';
import { maskQuadletSecrets, restoreQuadletSecrets } from '../../domain/quadlet-secrets.ts';
import { AppError, unlessNotFound } from '../../errors.ts';
import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import type { ToolContext } from '../tool-context.ts';
import { quadletContent, quadletInput } from './unit-schema.ts';

export default defineDestructiveTool({
  name: 'quadlet_write',
  title: 'Write a Quadlet',
  description:
    'Writes a Quadlet file after checking it; the preview shows the difference and the old one is kept (change_revert). Then unit_reload and unit_restart apply it.',
  toolset: 'units',
  input: z.object({ ...quadletInput, content: quadletContent.describe('The whole file, at most 64 KiB.') }),
  output: z.object({
    written: z.string(),
    unit: z.string(),
    change: z.string().optional(),
    warnings: z.array(z.string()),
    next: z.string(),
  }),
  async plan({ name, kind, content: edited }, context) {
    const previous = await readPrevious({ name, kind }, context);
    const content = restore(edited, previous?.content);
    const { helper, signal } = context;
    const { valid, problems, warnings } = await helper.call(
      'quadlet_check',
      { files: [{ name, kind, content }] },
      { signal },
    );
    if (!valid) throw new AppError('invalid_argument', `${name}.${kind} would not work`, { details: { problems } });
    const diff = lineDiff(maskQuadletSecrets(previous?.content ?? ''), maskQuadletSecrets(content));
    return {
      summary: summarise(`${name}.${kind}`, { isNew: previous === undefined, isSame: previous?.content === content }),
      file: { name, kind, sha256: sha256(content), previous: previous?.sha256 ?? null },
      diff,
      warnings,
    };
  },
  async handler({ file: { name, kind, previous } }, context, { content: edited }) {
    const { helper, signal, changes } = context;
    const file = `${name}.${kind}`;
    const standing = await readPrevious({ name, kind }, context);
    const args = { name, kind, content: restore(edited, standing?.content), expected_sha256: previous };
    const { change, result } = await changes.changeQuadlet(
      file,
      previous === null ? 'created' : 'replaced',
      changedBy(context, 'quadlet_write'),
      async () => helper.call('quadlet_write', args, { signal }),
    );
    const { unit, warnings } = result;
    return {
      written: file,
      unit,
      warnings,
      ...(change === undefined ? {} : { change: change.id }),
      next: `unit_reload, then unit_restart ${unit}.`,
    };
  },
});

interface QuadletRef {
  readonly name: QuadletName;
  readonly kind: QuadletKind;
}

async function readPrevious(
  file: QuadletRef,
  { helper, signal }: ToolContext,
): Promise<{ content: string; sha256: string } | undefined> {
  return unlessNotFound(helper.call('quadlet_read', file, { signal }));
}

function restore(edited: string, previous: string | undefined): string {
  const restored = restoreQuadletSecrets(edited, previous ?? '');
  if ('content' in restored) return restored.content;
  const names = restored.missing.join(', ');
  throw new AppError('invalid_argument', `these values are masked and have no old value: ${names}`, {
    hint: 'Write the value itself, or better a Secret= reference.',
  });
}

function summarise(file: string, { isNew, isSame }: { isNew: boolean; isSame: boolean }): string {
  if (isNew) return `Writes the new Quadlet ${file}. Nothing starts by itself.`;
  return isSame ? `${file} already has this content.` : `Replaces the Quadlet ${file}; a copy of the old one is kept.`;
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
