import { posix } from 'node:path';

import { AppError } from '../../errors.ts';
import { readComposeEnvFile } from './env-file.ts';
import { type Lookup, ownValue } from './interpolate.ts';
import type { LoadJournal, Spot } from './load-journal.ts';

const dotenv: Spot = { subject: 'project', attribute: '.env' };

/** Looks a variable up in what is given, then in the `.env` of a directory, or in the env files that stand for it. */
export async function environmentOf(
  journal: LoadJournal,
  given: Lookup,
  files: { readonly directory: string; readonly named?: readonly string[] },
): Promise<Lookup> {
  const paths = files.named ?? [posix.join(files.directory, '.env')];
  const values: Record<string, string> = {};
  const lookup: Lookup = (name) => given(name) ?? ownValue(values, name);
  for (const path of paths) {
    const text = await journal.read(path, dotenv, files.named === undefined ? 'optional' : 'essential');
    if (text !== undefined) Object.assign(values, envFileValues(text, { path, lookup, spot: dotenv }, journal));
  }
  return lookup;
}

/** The variables of an env file; none, with a finding, when it cannot be read. */
export function envFileValues(
  text: string,
  { path, lookup, spot }: { readonly path: string; readonly lookup: Lookup; readonly spot: Spot },
  journal: LoadJournal,
): Record<string, string> {
  const unset = new Set<string>();
  try {
    return readComposeEnvFile(text, { lookup, unset: (name) => unset.add(name) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    journal.error(spot, `${journal.nameOf(path)}: ${error.message}. ${error.hint ?? ''}`.trimEnd());
    return {};
  } finally {
    for (const name of unset) {
      const problem = `${name} is not set and became empty in ${journal.nameOf(path)}; set it before, or write $$ for a $.`;
      journal.add('warning', 'interpolation-unset', spot, problem);
    }
  }
}

const validName = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * The name of a project: the file's, else COMPOSE_PROJECT_NAME, else the directory's. Compose lets COMPOSE_PROJECT_NAME
 * win; the file is what both compose and podman-compose agree on when there is none.
 */
export function projectName(written: string | undefined, lookup: Lookup, journal: LoadJournal): string {
  const spot = { subject: 'project', attribute: 'name' };
  const variable = lookup('COMPOSE_PROJECT_NAME');
  const name = written ?? (variable === '' ? undefined : variable);
  if (name === undefined) return nameOfDirectory(journal.source.directory, journal);
  if (!validName.test(name)) {
    journal.error(spot, `the project's name ${JSON.stringify(name)} is not usable; use a-z, 0-9, _ and -.`);
  }
  if (variable !== undefined && variable !== '' && variable !== name) {
    journal.add('info', 'approximated', spot, `COMPOSE_PROJECT_NAME is ${variable}; the file's name ${name} is used.`);
  }
  return name;
}

function nameOfDirectory(directory: string, journal: LoadJournal): string {
  const name = posix
    .basename(directory)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
  if (name !== '') return name;
  const text = `the folder ${posix.basename(directory)} gives the project no name; write name: in the file.`;
  journal.error({ subject: 'project', attribute: 'name' }, text);
  return 'project';
}
