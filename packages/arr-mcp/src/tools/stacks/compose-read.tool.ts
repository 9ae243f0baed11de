import { posix } from 'node:path';
import { z } from 'zod';

import { maskComposeSecrets } from '../../conversion/secrets/compose-secrets.ts';
import { toProjectFiles } from '../../domain/project-files.ts';
import { loadStack } from '../../domain/stack-project.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { sliceText } from '../files/file-part.ts';
import type { ToolContext } from '../tool-context.ts';
import { type ComposeTarget, readTarget, runsAsQuadlets } from './compose-file.ts';
import { stackInput } from './stack-schema.ts';

export default defineTool({
  name: 'compose_read',
  title: 'Read a compose file',
  description: 'Reads the compose file of a stack. Secrets are masked; compose_write keeps what is still masked.',
  toolset: 'stacks',
  starred: true,
  annotations: READ,
  input: z.object({ ...stackInput, offset: z.int().min(0).default(0).describe('next_offset of the part before.') }),
  output: z.object({
    file: z.string(),
    content: z.string().optional(),
    sha256: z.string(),
    next_offset: z.int().optional(),
    also_read: z.array(z.string()).optional(),
    note: z.string().optional(),
  }),
  async handler({ stack, offset }, context) {
    const target = await readTarget(stack, context);
    const { content, sha256 } = target.standing;
    const also = offset === 0 ? await listOthers(target, context) : [];
    return {
      file: target.path,
      ...sliceText(maskComposeSecrets(content.toString('utf8')), offset),
      sha256,
      ...(also.length === 0 ? {} : { also_read: also }),
      ...((await runsAsQuadlets(stack, context)) ? { note: quadlets(stack) } : {}),
    };
  },
});

function quadlets(stack: string): string {
  return `${stack} runs as Quadlets, which this file says nothing about: quadlet_list, quadlet_read.`;
}

const maxListed = 20;

/** What else the project is read from, by its path from the stack's folder. */
async function listOthers({ stack, path }: ComposeTarget, { files }: ToolContext): Promise<string[]> {
  const project = await loadStack(stack, toProjectFiles(files));
  const others: string[] = [];
  for (const other of project.files) {
    if (other !== path && (await files.find(other)) !== undefined) others.push(posix.relative(stack.path, other));
  }
  return others.slice(0, maxListed);
}
