import { AppError } from '../errors.ts';
import { type Grant, GrantStore } from '../storage/grant-store.ts';
import { print } from './print.ts';
import { withState } from './state.ts';
import { textTable, toMinute } from './text-table.ts';

const usage = `arr-mcp grant: remote assistants that were let in by OAuth

  arr-mcp grant list
  arr-mcp grant revoke <id>
      the next request under it is refused; the beginning of the id is enough, where it is the only one
`;

const shownIdLength = 8;

/** `arr-mcp grant …`, also while the server runs. Returns the exit code; 2 = it was called wrongly. */
export async function grants(argv: readonly string[]): Promise<number> {
  // Not by parseArgs: an id may start with a dash.
  const [command = '', id = '', ...rest] = argv;
  if (command === '--help' || command === '-h') return print(usage, 0);
  const isList = command === 'list' && id === '';
  const isRevoke = command === 'revoke' && id !== '';
  if (!(isList || isRevoke) || rest.length > 0) return print(usage, 2);
  return withState((database) => {
    const store = new GrantStore(database);
    return print(isList ? list(store) : revoke(store, id), 0);
  });
}

function list(store: GrantStore): string {
  const rows = store.list().map(toRow);
  if (rows.length === 0) return 'no remote assistant was let in\n';
  return `${textTable([['id', 'calls itself', 'answer went to', 'scopes', 'since', 'last used'], ...rows])}\n`;
}

function toRow({ id, clientName, redirect, scopes, created, lastUsed }: Grant): string[] {
  const last = lastUsed === undefined ? 'never' : toMinute(lastUsed);
  return [id.slice(0, shownIdLength), clientName, redirect, scopes.join(','), toMinute(created), last];
}

function revoke(store: GrantStore, start: string): string {
  const [found, ...others] = store.list().filter(({ id }) => id.startsWith(start));
  if (found !== undefined && others.length === 0 && store.revoke(found.id)) return `revoked: ${found.clientName}\n`;
  const count = found === undefined ? 'no grant has' : 'several grants have';
  throw new AppError('not_found', `${count} an id that starts with ${JSON.stringify(start.slice(0, 60))}`, {
    hint: 'arr-mcp grant list shows them.',
  });
}
