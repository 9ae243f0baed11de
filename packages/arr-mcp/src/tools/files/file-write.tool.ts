import { z } from 'zod';

import { maxKeptBytes } from '../../domain/changed-files.ts';
import { toText } from '../../domain/changed-texts.ts';
import { AppError } from '../../errors.ts';
import type { FileContent, UserFiles } from '../../files/file-types.ts';
import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { pathInput } from './file-input.ts';
import { reasonInput } from './reason-input.ts';
import { diffToShow, restoreFile } from './restore-file.ts';
import { findWritable } from './writable-file.ts';

const maxContentBytes = 1024 * 1024;

const content = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= maxContentBytes, 'at most 1 MiB')
  .refine((text) => !text.includes('\0'), 'must not contain NUL');

export default defineDestructiveTool({
  name: 'file_write',
  title: 'Write a file',
  description:
    'Writes a text file; the preview shows the difference and the old content is kept (change_revert). Values that still are masked stay as they were. Compose files: compose_write.',
  toolset: 'files',
  input: z.object({
    path: pathInput,
    content: content.describe('The whole file.'),
    reason: reasonInput,
  }),
  output: z.object({ written: z.string(), change: z.string(), size_bytes: z.int() }),
  async plan({ path, content: edited }, { files, changes }) {
    const facts = await findWritable(path, files);
    const target = facts?.path ?? path;
    const before = await files.read(target, maxKeptBytes);
    const { text, diff } = compare(target, edited, before);
    const warnings = await changes.check(target, text);
    const sizeBytes = Buffer.byteLength(text);
    return {
      summary: summarise(target, before, sizeBytes),
      path: target,
      size_bytes: sizeBytes,
      before_sha256: before?.sha256 ?? null,
      diff,
      ...(warnings.length === 0 ? {} : { warnings }),
    };
  },
  async handler({ path, before_sha256: expected }, context, { content: edited, reason }) {
    const text = await restoreFromStanding(path, edited, context.files);
    const { id } = await context.changes.write({
      path,
      content: text,
      expected,
      by: changedBy(context, 'file_write', reason),
    });
    return { written: path, change: id, size_bytes: Buffer.byteLength(text) };
  },
});

async function restoreFromStanding(path: string, edited: string, files: UserFiles): Promise<string> {
  const before = await files.read(path, maxKeptBytes);
  return restoreFile(path, edited, toText(before?.content) ?? '');
}

function compare(path: string, edited: string, before: FileContent | undefined): { text: string; diff: string } {
  const old = toText(before?.content);
  const text = restoreFile(path, edited, old ?? '');
  if (before?.content.equals(Buffer.from(text)) === true) {
    throw new AppError('invalid_argument', `${path} already has this content`);
  }
  return { text, diff: old === undefined ? 'what stands there is no text' : diffToShow(path, old, text) };
}

function summarise(path: string, before: FileContent | undefined, sizeBytes: number): string {
  if (before === undefined) return `Creates ${path} (${sizeBytes} bytes).`;
  return `Replaces ${path} (${before.content.length} bytes) by ${sizeBytes} bytes; the old content is kept.`;
}
