import { type HostScopes, StackName, composeFileNames } from '@arr-mcp/helper-protocol';
import { posix } from 'node:path';

import { type Ambiguity, listAmbiguities } from '../conversion/ambiguous-text.ts';
import type { LoadedProject } from '../conversion/compose/load-project.ts';
import type { ProjectFiles } from '../conversion/compose/project-files.ts';
import { AppError } from '../errors.ts';
import { maskText } from '../mask-secrets.ts';
import type { UserFiles } from '../files/file-types.ts';
import type { StackDirectory, StackFolder } from '../files/stack-directory.ts';
import { type ComposePolicyFindings, checkComposePolicy } from './compose-policy/check-compose-policy.ts';
import { toProjectFiles } from './project-files.ts';
import { type FileChanges, type ResolveLinks, type StackProject, loadStack, withChanges } from './stack-project.ts';

export interface StackCheckParts {
  readonly stacks: Pick<StackDirectory, 'list'>;
  readonly files: Pick<UserFiles, 'read' | 'roots'>;
  readonly resolveLinks: ResolveLinks;
  readonly allowHostAccess: boolean;
  /** tells all that a stack asks of the host, not only what is new */
  readonly againstNothing?: boolean;
}

/** What a change of files makes of one stack. */
export interface StackChange {
  readonly stack: StackFolder;
  /** absent for a stack that is not there yet */
  readonly before?: StackProject;
  /** absent for a stack that is not there any more */
  readonly after?: StackProject;
  readonly policy: ComposePolicyFindings;
}

/**
 * What a change of files makes of every stack that is read from one of them: a line in `.env`, an included or extended
 * file can ask for the host as well as the compose file.
 */
export async function readStackChanges(changes: FileChanges, parts: StackCheckParts): Promise<StackChange[]> {
  const standing = toProjectFiles(parts.files);
  const changed = withChanges(standing, changes, parts.resolveLinks);
  const paths = new Set([...changes.keys()].map(parts.resolveLinks));
  const [folders, scopes] = [await listFolders(changes, parts), await listScopes(parts)];
  const ambiguities = await listNewAmbiguities(changes, standing);
  const found: StackChange[] = [];
  for (const { folder, isThere } of folders) {
    const before = isThere ? await loadStack(folder, standing) : undefined;
    if (before !== undefined && !mainFiles(folder, before).some((path) => paths.has(parts.resolveLinks(path))))
      continue;
    const stack = await afterChange(folder, changed);
    const after = stack === undefined ? undefined : await loadStack(stack, changed);
    const previous = parts.againstNothing === true ? undefined : before;
    const judged = judge({ before: previous, after, scopes: scopesOf(folder, scopes) }, parts.allowHostAccess);
    const policy = after === undefined ? judged : withProblems(judged, ambiguities, parts.allowHostAccess);
    found.push({
      stack: stack ?? folder,
      policy,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }
  return found;
}

/** A compose file of a name that counts more takes the place of the one that stands there. */
function mainFiles({ path }: StackFolder, { files }: StackProject): string[] {
  return [...files, ...composeFileNames.map((name) => posix.join(path, name))];
}

async function afterChange(folder: StackFolder, changed: ProjectFiles): Promise<StackFolder | undefined> {
  for (const composeFile of composeFileNames) {
    if ((await readable(changed, posix.join(folder.path, composeFile))) !== undefined)
      return { ...folder, composeFile };
  }
  return undefined;
}

// A file that may not be read counts as there: loading it tells why it may not.
async function readable(files: ProjectFiles, path: string): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch (error) {
    if (error instanceof AppError) return '';
    throw error;
  }
}

interface ListedFolder {
  readonly folder: StackFolder;
  readonly isThere: boolean;
}

/** The stacks that are there, and those that a changed compose file makes. */
async function listFolders(
  changes: FileChanges,
  { stacks, files, resolveLinks }: StackCheckParts,
): Promise<ListedFolder[]> {
  const listed = (await stacks.list()).map((folder) => ({ folder, isThere: true }));
  const known = new Set(listed.map(({ folder }) => resolveLinks(folder.path)));
  const root = (await files.roots()).find(({ scope }) => scope === 'stacks')?.path;
  const made = [...changes].flatMap(([changedPath, text]) => {
    const path = posix.dirname(resolveLinks(changedPath));
    const composeFile = composeFileNames.find((name) => name === posix.basename(changedPath));
    const name = StackName.safeParse(posix.basename(path));
    const isNew = text !== null && composeFile !== undefined && posix.dirname(path) === root && !known.has(path);
    return isNew && name.success ? [{ folder: { name: name.data, path, composeFile }, isThere: false }] : [];
  });
  return [...listed, ...made];
}

async function listScopes({ files, resolveLinks }: StackCheckParts): Promise<Omit<HostScopes, 'stacksDirectory'>> {
  const roots = (await files.roots()).filter(({ scope }) => scope === 'stacks' || scope === 'media');
  // A directory may be a link itself, and people write the name that they gave it. What is reached through it is judged
  // without links as well, so that name opens nothing that lies elsewhere.
  return { bindDirectories: [...new Set(roots.flatMap(({ path, givenPath }) => [givenPath, path]))], resolveLinks };
}

/** The stacks directory goes by the name that its stacks are listed under, which may be a link, and by its own. */
function scopesOf({ path }: StackFolder, scopes: Omit<HostScopes, 'stacksDirectory'>): HostScopes {
  const stacksDirectory = posix.dirname(path);
  return { ...scopes, stacksDirectory, bindDirectories: [...new Set([stacksDirectory, ...scopes.bindDirectories])] };
}

interface Judged {
  readonly before: StackProject | undefined;
  readonly after: StackProject | undefined;
  readonly scopes: HostScopes;
}

function judge({ before, after, scopes }: Judged, allowHostAccess: boolean): ComposePolicyFindings {
  const findings = (after?.ways ?? []).flatMap(({ model, files }, index) => {
    if (model === undefined) return [];
    const previous = before?.ways[index]?.model;
    return [checkComposePolicy({ model, previous, scopes, files: decidingFiles({ model, files }), allowHostAccess })];
  });
  return {
    problems: [...new Set(findings.flatMap(({ problems }) => problems))],
    warnings: [...new Set(findings.flatMap(({ warnings }) => warnings))],
  };
}

/** What the compose commands would read in another way than it was judged here, and what did not stand there before. */
async function listNewAmbiguities(changes: FileChanges, standing: ProjectFiles): Promise<string[]> {
  const found: string[] = [];
  for (const [path, text] of changes) {
    if (text === null) continue;
    const now = listAmbiguities(text).map((ambiguity) => showAmbiguity(path, ambiguity));
    if (now.length === 0) continue;
    const before = listAmbiguities((await readable(standing, path)) ?? '').map((each) => showAmbiguity(path, each));
    const isMore = (shown: string): boolean => countOf(now, shown) > countOf(before, shown);
    found.push(...new Set(now.filter(isMore)));
  }
  return found;
}

function showAmbiguity(path: string, { value, reason }: Ambiguity): string {
  return `${posix.basename(path)}: ${maskText(value).slice(0, 120)} can be read in two ways: ${reason}`;
}

function countOf(texts: readonly string[], wanted: string): number {
  return texts.filter((text) => text === wanted).length;
}

function withProblems(
  { problems, warnings }: ComposePolicyFindings,
  found: readonly string[],
  allowHostAccess: boolean,
): ComposePolicyFindings {
  if (allowHostAccess) return { problems, warnings: [...warnings, ...found] };
  const refused = found.map((problem) => `${problem}; ARR_MCP_ALLOW_HOST_ACCESS=true allows it`);
  return { problems: [...problems, ...refused], warnings };
}

/** The files that say what the project is; those of variables and labels say only what is in its containers. */
function decidingFiles({ model, files }: Pick<Required<LoadedProject>, 'model' | 'files'>): string[] {
  const lines = Object.values(model.services).flatMap(({ env_file: env = [], label_file: label = [] }) => [
    ...env,
    ...label,
  ]);
  const content = new Set(lines.map(({ path }) => path));
  return files.filter((path) => !content.has(path));
}
