import { posix } from 'node:path';
import { z } from 'zod';

import { forms } from './compose-schema/forms.ts';
import { section } from './compose-schema/section.ts';
import { Text, TextOrTexts } from './compose-schema/texts.ts';
import type { TreeScope } from './compose-tree.ts';
import { absolutePath, isAddress } from './paths.ts';
import { environmentOf } from './project-environment.ts';
import { type Raw, type RawMap, isRawList, isRawMap, mapOf, withKeys } from './raw-tree.ts';
import { type ComposeDocument, parseComposeFile, sections } from './read-compose-file.ts';
import { withAbsolutePaths } from './relative-paths.ts';

const Long = section({
  path: TextOrTexts,
  env_file: TextOrTexts.exactOptional(),
  project_directory: Text.exactOptional(),
});
type Include = z.output<typeof Long>;

const Includes = z.array(
  forms('a path, or a mapping with path, is expected', {
    text: Text.transform((path): Include => ({ path: [path] })),
    map: Long,
  }),
  { error: 'a list of files is expected' },
);

const spot = { subject: 'project', attribute: 'include' };

/** Reads documents as one project; handed in, as included files may include others. */
type ComposeTree = (documents: readonly ComposeDocument[], scope: TreeScope) => Promise<RawMap>;

/** The tree with what its `include` brings; a name that both have is an error unless they mean the same. */
export async function importIncludes(tree: RawMap, scope: TreeScope, compose: ComposeTree): Promise<RawMap> {
  if (tree['include'] === undefined || tree['include'] === null) return tree;
  const includes = Includes.safeParse(tree['include']);
  for (const { path, message } of includes.error?.issues ?? []) {
    scope.journal.error({ ...spot, attribute: ['include', ...path].join('.') }, message);
  }
  let result = tree;
  for (const include of includes.data ?? []) {
    const included = await readInclude(include, scope, compose);
    if (included !== undefined) result = importSections(result, included, scope);
  }
  return result;
}

async function readInclude(include: Include, scope: TreeScope, compose: ComposeTree): Promise<RawMap | undefined> {
  const { journal, lookup } = scope;
  const remote = include.path.find((path) => isAddress(path) || path.startsWith('oci:'));
  if (remote !== undefined) {
    journal.error(spot, `${remote} is not on this host; keep a copy of it and include that.`, 'unsupported');
    return undefined;
  }
  const paths = include.path.map((path) => absolutePath(scope.directory, path));
  const circle = paths.find((path) => scope.chain.includes(path));
  if (circle !== undefined) {
    journal.error(spot, `${journal.nameOf(circle)} is included by what it includes; remove one of them.`);
    return undefined;
  }
  const own = include.project_directory;
  const directory = own === undefined ? posix.dirname(paths[0] ?? scope.directory) : absolutePath(scope.directory, own);
  const named = include.env_file?.map((path) => absolutePath(scope.directory, path));
  const variables = await environmentOf(journal, lookup, { directory, ...(named === undefined ? {} : { named }) });
  const documents = await readDocuments(paths, scope);
  const tree = await compose(documents, { journal, lookup: variables, directory, chain: [...scope.chain, ...paths] });
  return directory === scope.directory ? tree : withAbsolutePaths(tree, directory);
}

/** The documents of some files; what is missing or not sound is told. */
async function readDocuments(paths: readonly string[], { journal }: TreeScope): Promise<ComposeDocument[]> {
  const documents: ComposeDocument[] = [];
  for (const path of paths) {
    const text = await journal.read(path, spot, 'essential');
    const document = text === undefined ? undefined : parseComposeFile(text, path, journal);
    if (document !== undefined) documents.push(document);
  }
  return documents;
}

function importSections(tree: RawMap, included: RawMap, { journal }: TreeScope): RawMap {
  const changes: Record<string, Raw> = {};
  for (const name of sections) {
    const [own, theirs] = [mapOf(tree[name]), mapOf(included[name])];
    for (const key of Object.keys(theirs).filter((each) => own[each] !== undefined)) {
      if (isSame(own[key], theirs[key])) continue;
      const text = `${key} is both here and in an included file, and they differ; rename one, or change it in an override.`;
      journal.error({ subject: `${name}.${key}`, attribute: '' }, text);
    }
    if (Object.keys(theirs).length > 0) changes[name] = withKeys(theirs, own);
  }
  return withKeys(tree, changes);
}

function isSame(one: Raw | undefined, other: Raw | undefined): boolean {
  if (isRawList(one) && isRawList(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isRawMap(one) || !isRawMap(other)) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
}
