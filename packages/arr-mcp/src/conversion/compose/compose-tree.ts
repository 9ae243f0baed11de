import { resolveExtends } from './extends.ts';
import { importIncludes } from './include.ts';
import type { Lookup } from './interpolate.ts';
import type { LoadJournal } from './load-journal.ts';
import { mergeTrees, withoutTags } from './merge-trees.ts';
import { type RawMap, emptyMap } from './raw-tree.ts';
import { type ComposeDocument, toComposeTree } from './read-compose-file.ts';

/** Where files are read for: what they are relative to, and what their variables mean. */
export interface TreeScope {
  readonly journal: LoadJournal;
  readonly lookup: Lookup;
  /** absolute; paths in the files count from here */
  readonly directory: string;
  /** absolute paths of the files that are being included, the outermost first */
  readonly chain: readonly string[];
}

/** The tree of a project: each document extended, with its includes, and merged over the ones before it. */
export async function composeTree(documents: readonly ComposeDocument[], scope: TreeScope): Promise<RawMap> {
  let result = emptyMap() as RawMap;
  for (const document of documents) {
    const tree = toComposeTree(document, scope.lookup, scope.journal);
    if (tree === undefined) continue;
    const extended = await resolveExtends(tree, document.path, scope);
    const included = await importIncludes(extended, scope, composeTree);
    result = mergeTrees(result, included);
  }
  return withoutTags(result);
}
