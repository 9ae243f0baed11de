import { createHash } from 'node:crypto';

import { readQuadletMarker } from '@arr-mcp/helper-protocol';

import { AppError } from '../../errors.ts';
import { changedBy } from '../changed-by.ts';
import type { ToolContext } from '../tool-context.ts';

export interface StagedText {
  /** name in the folder */
  readonly name: string;
  readonly text: string;
  /** readable by its owner alone */
  readonly secret: boolean;
}

interface Caller {
  readonly tool: string;
  readonly context: ToolContext;
}

const maxBytes = 1024 * 1024;

/**
 * Makes a folder hold these files: writes those that differ and removes those that an earlier conversion left there.
 * What is replaced or removed is kept in the change history; files that somebody else put there stay.
 */
export async function stageFiles(directory: string, staged: readonly StagedText[], caller: Caller): Promise<void> {
  const { tool, context } = caller;
  await writeFiles(directory, staged, caller);
  for (const { path, sha256 } of await listLeftOvers(directory, staged, context)) {
    await context.changes.remove({ path, expected: sha256, by: changedBy(context, tool) });
  }
}

/** Writes those files that differ from what stands there; everything else in the folder stays. */
export async function writeFiles(
  directory: string,
  texts: readonly StagedText[],
  { tool, context }: Caller,
): Promise<void> {
  const by = changedBy(context, tool);
  for (const { name, text, secret } of texts) {
    const path = `${directory}/${name}`;
    const standing = await context.files.read(path, maxBytes);
    const sha256 = createHash('sha256').update(text).digest('hex');
    if (standing?.sha256 === sha256) continue;
    const mode = secret ? 0o600 : 0o644;
    await context.changes.write({ path, content: text, expected: standing?.sha256 ?? null, mode, by });
  }
}

/** Files of an earlier conversion that this one does not make any more. */
async function listLeftOvers(directory: string, staged: readonly StagedText[], { files }: ToolContext) {
  if ((await files.find(directory))?.type !== 'directory') return [];
  const names = new Set(staged.map(({ name }) => `${directory}/${name}`));
  const others = (await files.list(directory)).filter(({ type, path }) => type === 'file' && !names.has(path));
  const read = await Promise.all(others.map(async ({ path }) => ({ path, file: await readOrSkip(path, files) })));
  return read.flatMap(({ path, file }) => {
    const isOurs = file !== undefined && readQuadletMarker(file.content.toString('utf8')) !== undefined;
    return isOurs ? [{ path, sha256: file.sha256 }] : [];
  });
}

async function readOrSkip(path: string, files: ToolContext['files']) {
  try {
    return await files.read(path, maxBytes);
  } catch (error) {
    // Too large, or a secret: a conversion made neither.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
