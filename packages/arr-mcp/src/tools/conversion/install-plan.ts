import { createHash } from 'node:crypto';

import { readQuadletMarker } from '@arr-mcp/helper-protocol';

import { type StagedQuadlet, fileNameOf } from '../../domain/quadlet-order.ts';
import { AppError, unlessNotFound } from '../../errors.ts';
import type { StackFolder } from '../../files/stack-directory.ts';
import { findStack } from '../stacks/find-stack.ts';
import type { ToolContext } from '../tool-context.ts';
import { getStackFolder, readStaged } from './staged-quadlets.ts';

export interface PlannedFile {
  /** `sonarr.container` */
  readonly file: string;
  readonly change: 'new' | 'replaced' | 'unchanged';
  readonly sha256: string;
  /** of what stands there; null when nothing does */
  readonly previous: string | null;
}

/** What installing the staged Quadlets of a stack would do. */
export interface InstallFacts {
  readonly stack: string;
  readonly files: readonly PlannedFile[];
  /** containers that compose runs now and that would be taken down */
  readonly compose_containers: readonly string[];
  readonly warnings: readonly string[];
}

/** Looks at all that an installation would touch; `invalid_argument` or `refused` when the set cannot be installed. */
export async function planInstall(name: string, context: ToolContext): Promise<InstallFacts> {
  const folder = await getStackFolder(name, context);
  const staged = await readStaged(folder, context);
  const { valid, problems, warnings } = await context.helper.call(
    'quadlet_check',
    { files: staged },
    { signal: context.signal },
  );
  if (!valid) {
    throw new AppError('invalid_argument', `the staged Quadlets of ${name} cannot be installed`, {
      hint: 'Change the compose file and convert it anew, or edit the staged files with file_write.',
      details: { problems },
    });
  }
  const files = await Promise.all(staged.map(async (quadlet) => planFile(quadlet, context)));
  return {
    stack: folder.name,
    files,
    compose_containers: await listComposeContainers(folder, context),
    warnings: [...warnings, ...(await listLeftInstalled(staged, context))],
  };
}

/** What an earlier installation of the project left, which the staged set does not replace: it goes on running. */
async function listLeftInstalled(staged: readonly StagedQuadlet[], { helper, signal }: ToolContext): Promise<string[]> {
  const own = new Set(staged.map(fileNameOf));
  const projects = new Set(staged.map(({ content }) => readQuadletMarker(content)?.project));
  const { quadlets } = await helper.call('quadlet_list', {}, { signal });
  return quadlets
    .filter(({ project }) => project !== undefined && projects.has(project))
    .map(({ name, kind }) => `${name}.${kind}`)
    .filter((file) => !own.has(file))
    .map((file) => `${file} is installed, and the conversion makes it no more: quadlet_delete takes it away`);
}

/** What installing one Quadlet would change. */
export async function planFile(quadlet: StagedQuadlet, { helper, signal }: ToolContext): Promise<PlannedFile> {
  const sha256 = createHash('sha256').update(quadlet.content).digest('hex');
  const previous = await readSha(quadlet, { helper, signal });
  const change = previous === null ? 'new' : previous === sha256 ? 'unchanged' : 'replaced';
  return { file: fileNameOf(quadlet), change, sha256, previous };
}

/** SHA-256 of an installed Quadlet, null when there is none of this name. */
export async function readSha(
  { name, kind }: Pick<StagedQuadlet, 'name' | 'kind'>,
  { helper, signal }: Pick<ToolContext, 'helper' | 'signal'>,
): Promise<string | null> {
  const installed = await unlessNotFound(helper.call('quadlet_read', { name, kind }, { signal }));
  return installed?.sha256 ?? null;
}

async function listComposeContainers({ name }: StackFolder, context: ToolContext): Promise<string[]> {
  const stack = await findStack(name, context);
  return stack.kind === 'compose' ? stack.services.flatMap(({ containers }) => containers) : [];
}
