import { basename, dirname } from 'node:path';

import { composeFileNames } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { FileFacts } from '../../files/file-types.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import type { ToolContext } from '../tool-context.ts';
import { nothingThere, pathInput } from './file-input.ts';
import { binaryKind } from './file-kind.ts';
import { type FilePart, readPart, sliceText } from './file-part.ts';
import { textToShow } from './text-to-show.ts';

// Up to here a file is read at once, so that all of it is masked together and has a hash.
const maxWholeBytes = 1024 * 1024;

export default defineTool({
  name: 'file_read',
  title: 'Read a file',
  description:
    'Reads a text file in parts. Passwords and keys in it are masked, in .env files every value; files that are nothing but secrets are refused. Binary files are described.',
  toolset: 'files',
  annotations: READ,
  input: z.object({
    path: pathInput,
    offset: z.int().min(0).default(0).describe('next_offset of the part before.'),
  }),
  output: z.object({
    path: z.string(),
    size_bytes: z.int(),
    modified: z.string(),
    binary: z.string().optional(),
    content: z.string().optional(),
    sha256: z.string().optional(),
    next_offset: z.int().optional(),
  }),
  async handler({ path, offset }, context) {
    const facts = await context.files.find(path);
    if (facts === undefined) throw nothingThere();
    await refuseComposeFile(facts, context);
    const about = { path: facts.path, size_bytes: facts.sizeBytes, modified: facts.modified.toISOString() };
    const isWhole = facts.type === 'directory' || facts.sizeBytes <= maxWholeBytes;
    const content = isWhole
      ? await readWhole(facts.path, offset, context)
      : await readLarge(facts.path, offset, context);
    return { ...about, ...content };
  },
});

interface Content extends FilePart {
  readonly binary?: string;
  readonly sha256?: string;
}

async function readWhole(path: string, offset: number, { files }: ToolContext): Promise<Content> {
  const file = await files.read(path, maxWholeBytes);
  if (file === undefined) throw nothingThere();
  const { content, sha256 } = file;
  const binary = binaryKind(content);
  return binary === undefined ? { ...sliceText(textToShow(path, content), offset), sha256 } : { binary, sha256 };
}

async function readLarge(path: string, offset: number, { files }: ToolContext): Promise<Content> {
  await using file = await files.open(path);
  const beginning = Buffer.alloc(4096);
  const binary = binaryKind(beginning.subarray(0, await file.read(beginning, 0)));
  return binary === undefined ? readPart(file, offset, (bytes) => textToShow(path, bytes)) : { binary };
}

/** Compose files have a tool of their own, which knows which of their values are secrets. */
async function refuseComposeFile({ path, scope }: FileFacts, { stacks }: ToolContext): Promise<void> {
  const [file, folder] = [basename(path), basename(dirname(path))];
  if (scope !== 'stacks' || !composeFileNames.some((name) => name === file)) return;
  const stack = await stacks.find(folder);
  if (stack?.composeFile !== file) return;
  throw new AppError('refused', `${file} is the compose file of the stack ${stack.name}`, {
    hint: `compose_read with stack ${stack.name} shows it.`,
  });
}
