import { posix } from 'node:path';

import type { Lookup } from './interpolate.ts';
import type { LoadJournal } from './load-journal.ts';
import { type ComposeDocument, parseComposeFile } from './read-compose-file.ts';

const mainNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const overrideNames = mainNames.map((name) => name.replace('.y', '.override.y'));
const spot = { subject: 'project', attribute: '' };

interface MainFile {
  readonly path: string;
  readonly text: string;
}

/** The documents of the main file and of the override file beside it. */
export async function readMainFiles(journal: LoadJournal, lookup: Lookup): Promise<ComposeDocument[]> {
  const { directory, file } = journal.source;
  const path = posix.join(directory, file);
  const text = await journal.read(path, spot, 'essential');
  const override = await findOverride(journal, lookup);
  return [...(text === undefined ? [] : [{ path, text }]), ...override].flatMap((each) => {
    const document = parseComposeFile(each.text, each.path, journal);
    return document === undefined ? [] : [document];
  });
}

/** As compose does: only beside a file of one of the usual names, and not when COMPOSE_FILE names the files. */
async function findOverride(journal: LoadJournal, lookup: Lookup): Promise<MainFile[]> {
  const { directory, file } = journal.source;
  const named = lookup('COMPOSE_FILE');
  if (named !== undefined) {
    const text = `COMPOSE_FILE is ${named}; ${file} alone is read here, without an override file.`;
    journal.add('info', 'approximated', spot, text);
  }
  if (named !== undefined || !mainNames.includes(file)) return [];
  for (const name of overrideNames) {
    const path = posix.join(directory, name);
    const text = await journal.read(path, { subject: 'project', attribute: name }, 'optional');
    if (text !== undefined) return [{ path, text }];
  }
  return [];
}
