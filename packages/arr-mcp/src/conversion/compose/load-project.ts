import { AppError } from '../../errors.ts';
import type { Finding } from '../findings.ts';
import type { ComposeModel } from './compose-model.ts';
import { composeTree } from './compose-tree.ts';
import { finishProject } from './finish-project.ts';
import { type Lookup, interpolate, ownValue } from './interpolate.ts';
import { LoadJournal } from './load-journal.ts';
import { readMainFiles } from './main-files.ts';
import { profilesIn } from './profiles.ts';
import { environmentOf, projectName } from './project-environment.ts';
import type { ProjectSource } from './project-files.ts';
import { type RawMap, mapOf } from './raw-tree.ts';
import { type ComposeDocument, nameIn, sections } from './read-compose-file.ts';
import { readProject } from './read-project.ts';

export interface LoadedProject {
  /** absent when a finding of level `error` leaves none */
  readonly model?: ComposeModel;
  readonly findings: readonly Finding[];
  /** every file that was read or looked for, absolute */
  readonly files: readonly string[];
  /** the keys that each subject declares after merging, `x-` keys as well; by `services.sonarr`, `project` */
  readonly declared: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads a compose project with all the files that it refers to. What is wrong with one of them is a finding, never an
 * exception.
 */
export async function loadComposeProject(source: ProjectSource): Promise<LoadedProject> {
  const journal = new LoadJournal(source);
  const { directory } = source;
  const given: Lookup = (name) => ownValue(source.environment ?? {}, name);
  const variables = await environmentOf(journal, given, { directory });
  const documents = await readMainFiles(journal, variables);
  const project = projectName(writtenName(documents, variables), variables, journal);
  const lookup: Lookup = (name) => variables(name) ?? (name === 'COMPOSE_PROJECT_NAME' ? project : undefined);
  const chain = documents.map(({ path }) => path);
  const tree = await composeTree(documents, { journal, lookup, directory, chain });
  const written = readProject(tree, journal);
  const profiles = [...(source.profiles ?? []), ...profilesIn(lookup('COMPOSE_PROFILES'))];
  const model = await finishProject(written, tree, { journal, lookup, directory, project, profiles });
  const { findings, files } = journal;
  return { ...(journal.isBroken ? {} : { model }), findings, files: [...files], declared: declaredKeys(tree) };
}

/** The name that the last of the documents gives, with its variables in place. */
function writtenName(documents: readonly ComposeDocument[], lookup: Lookup): string | undefined {
  const name = documents.map((document) => nameIn(document)).findLast((each) => each !== undefined);
  try {
    return name === undefined ? undefined : interpolate(name, { lookup, unset: () => undefined });
  } catch (error) {
    // It is told with its place when the document is read.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function declaredKeys(tree: RawMap): ReadonlyMap<string, readonly string[]> {
  const declared = new Map<string, readonly string[]>([['project', Object.keys(tree)]]);
  for (const section of sections) {
    for (const [name, value] of Object.entries(mapOf(tree[section]))) {
      declared.set(`${section}.${name}`, Object.keys(mapOf(value)));
    }
  }
  return declared;
}
