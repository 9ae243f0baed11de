import { StackName, maxComposeBytes } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { restoreComposeSecrets } from '../../conversion/secrets/compose-secrets.ts';
import { readStacks } from '../../domain/read-stacks.ts';
import type { StackCheckParts } from '../../domain/stack-change.ts';
import { AppError } from '../../errors.ts';
import type { FileContent } from '../../files/file-types.ts';
import { resolveLinks } from '../../files/resolve-links.ts';
import type { StackFolder } from '../../files/stack-directory.ts';
import type { ToolContext } from '../tool-context.ts';

export const composeContent = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= maxComposeBytes, 'at most 1 MiB')
  .refine((text) => !text.includes('\0'), 'must not contain NUL');

/** A stack's compose file, or where a new stack's will be. */
export interface ComposeTarget {
  readonly stack: StackFolder;
  /** absolute */
  readonly path: string;
  /** absent for a stack that is not there yet */
  readonly standing?: FileContent;
}

/** The compose file of a stack; `not_found` when there is none of ours. */
export async function readTarget(name: string, context: ToolContext): Promise<Required<ComposeTarget>> {
  const stack = await context.stacks.find(name);
  const target = stack === undefined ? undefined : await readFolder(stack, context);
  if (target?.standing !== undefined) return { ...target, standing: target.standing };
  const isQuadlets = await runsAsQuadlets(name, context);
  throw new AppError('not_found', `no stack with a compose file is named ${JSON.stringify(name)}`, {
    hint: isQuadlets ? `${name} runs as Quadlets: quadlet_list and quadlet_read.` : 'stack_list shows the names.',
  });
}

/** The same for a stack that may be new: then the file will be <stacks>/<name>/compose.yaml. */
export async function findTarget(name: string, context: ToolContext): Promise<ComposeTarget> {
  const stack = await context.stacks.find(name);
  if (stack !== undefined) return readFolder(stack, context);
  const valid = StackName.safeParse(name);
  if (!valid.success) {
    throw new AppError('invalid_argument', `${JSON.stringify(name)} cannot be the name of a stack`, {
      hint: 'Letters, digits, _, - and . make one.',
    });
  }
  const root = (await context.files.roots()).find(({ scope }) => scope === 'stacks');
  if (root === undefined) throw new AppError('unavailable', 'the stacks directory is not there');
  const path = `${root.path}/${valid.data}`;
  return { stack: { name: valid.data, path, composeFile: 'compose.yaml' }, path: `${path}/compose.yaml` };
}

async function readFolder(stack: StackFolder, { files }: ToolContext): Promise<ComposeTarget> {
  const path = `${stack.path}/${stack.composeFile}`;
  const standing = await files.read(path, maxComposeBytes);
  return { stack, path, ...(standing === undefined ? {} : { standing }) };
}

/** Whether the stack was moved to Quadlets, as far as the helper tells. */
export async function runsAsQuadlets(name: string, context: ToolContext): Promise<boolean> {
  const { stacks } = await readStacks(context, { signal: context.signal });
  return stacks.some((each) => each.name === name && each.kind === 'quadlet');
}

/** A text that comes back with masks, with the values that stand in the file. */
export function restoreText(edited: string, { standing }: ComposeTarget): string {
  const restored = restoreComposeSecrets(edited, standing?.content.toString('utf8') ?? '');
  if ('text' in restored) return restored.text;
  throw new AppError(
    'invalid_argument',
    `these values are masked and have no old value: ${restored.missing.join(', ')}`,
    {
      hint: 'Write the value itself, or better ${NAME} with the value in .env.',
    },
  );
}

export function checkParts({ stacks, files, allowHostAccess }: ToolContext): StackCheckParts {
  return { stacks, files, allowHostAccess, resolveLinks };
}
