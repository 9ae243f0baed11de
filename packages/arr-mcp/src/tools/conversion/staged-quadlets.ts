import { QuadletKind, QuadletName, maxQuadletBytes } from '@arr-mcp/helper-protocol';

import { type StagedQuadlet, orderQuadlets } from '../../domain/quadlet-order.ts';
import { AppError } from '../../errors.ts';
import type { StackFolder } from '../../files/stack-directory.ts';
import type { ToolContext } from '../tool-context.ts';

/** The folder in a stack's own in which its Quadlets wait for being installed. */
export function stagingFolder({ path }: Pick<StackFolder, 'path'>): string {
  return `${path}/quadlets`;
}

/** The stack's folder; `not_found` when there is none of ours. */
export async function getStackFolder(name: string, { stacks }: Pick<ToolContext, 'stacks'>): Promise<StackFolder> {
  const folder = await stacks.find(name);
  if (folder !== undefined) return folder;
  throw new AppError('not_found', `no folder with a compose file is named ${JSON.stringify(name)}`, {
    hint: 'stack_list shows the stacks.',
  });
}

/** The staged Quadlets in the order in which they can be installed; `not_found` when there are none. */
export async function readStaged(
  folder: Pick<StackFolder, 'name' | 'path'>,
  { files }: Pick<ToolContext, 'files'>,
): Promise<StagedQuadlet[]> {
  const directory = stagingFolder(folder);
  const entries = (await files.find(directory))?.type === 'directory' ? await files.list(directory) : [];
  const staged = await Promise.all(entries.map(async ({ path }) => readQuadlet(path, files)));
  const found = staged.filter((each) => each !== undefined);
  if (found.length > 0) return orderQuadlets(found);
  throw new AppError('not_found', `no Quadlets are staged in ${directory}`, {
    hint: `compose_to_quadlets makes them from the compose file of ${folder.name}.`,
  });
}

async function readQuadlet(path: string, files: ToolContext['files']): Promise<StagedQuadlet | undefined> {
  const [, base = '', extension = ''] = /([^/.]+)\.([a-z]+)$/.exec(path) ?? [];
  const kind = QuadletKind.safeParse(extension);
  const name = QuadletName.safeParse(base);
  if (!kind.success || !name.success || !path.endsWith(`/${base}.${extension}`)) return undefined;
  const file = await files.read(path, maxQuadletBytes);
  return file === undefined ? undefined : { name: name.data, kind: kind.data, content: file.content.toString('utf8') };
}
