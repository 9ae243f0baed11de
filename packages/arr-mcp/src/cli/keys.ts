import { closest } from 'fastest-levenshtein';

import { AppError } from '../errors.ts';
import { createNamedKey } from '../http/auth/named-keys.ts';
import { KeyStore, type StoredKey } from '../storage/key-store.ts';
import { type KeyFlags, parseKeyRights } from './key-options.ts';
import { parseFlags } from './parse-flags.ts';
import { print } from './print.ts';
import { withState } from './state.ts';
import { textTable, toMinute } from './text-table.ts';

const usage = `arr-mcp key: keys for single clients, beside the admin's own (ARR_MCP_API_KEY)

  arr-mcp key create --name NAME [--scope read,write] [--toolsets sonarr,radarr] [--expires 90d]
      prints the key, this once; only a hash of it is kept
  arr-mcp key list
  arr-mcp key revoke <name>
      the next request with it is refused

Scopes: read (looks at things), write (uses what is there), admin (decides what the host runs and who may do what);
each includes those before it, and docs/security.md tells which tool needs what. Without --scope a key reads, without --toolsets it reaches all,
without --expires it stays. --expires takes hours, days, weeks or a date: 12h, 90d, 8w, 2027-12-31.
`;

const options = {
  name: { type: 'string' },
  scope: { type: 'string' },
  toolsets: { type: 'string' },
  expires: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Output {
  /** the command's result, for standard output */
  readonly text: string;
  /** what a person may want to know beside it */
  readonly remark?: string;
}

interface Command {
  readonly takesFlags: boolean;
  readonly takesName: boolean;
  /** @throws AppError for what was given, before anything is opened */
  prepare(given: { flags: KeyFlags; name: string }): (store: KeyStore, path: string) => Output;
}

const commands: Readonly<Record<string, Command>> = {
  create: { takesFlags: true, takesName: false, prepare: create },
  list: { takesFlags: false, takesName: false, prepare: () => list },
  revoke: { takesFlags: false, takesName: true, prepare: revoke },
};

/** `arr-mcp key …`, also while the server runs. Returns the exit code; 2 = it was called wrongly. */
export async function keys(argv: readonly string[]): Promise<number> {
  const { positionals, values } = parseFlags(argv, options, usage);
  const { help, ...flags } = values;
  const [which = '', name = '', ...rest] = positionals;
  const command = Object.hasOwn(commands, which) ? commands[which] : undefined;
  if (help === true) return print(usage, 0);
  if (command === undefined || rest.length > 0 || !fits(command, name, flags)) return print(usage, 2);
  const run = command.prepare({ flags, name });
  const { text, remark = '' } = withState((database, path) => run(new KeyStore(database), path), command.takesFlags);
  const exitCode = print(text, 0);
  process.stderr.write(remark);
  return exitCode;
}

function fits({ takesFlags, takesName }: Command, name: string, flags: KeyFlags): boolean {
  return (name !== '') === takesName && (takesFlags ? flags.name !== undefined : Object.keys(flags).length === 0);
}

function create({ flags }: { flags: KeyFlags }): ReturnType<Command['prepare']> {
  const rights = parseKeyRights(flags, Date.now());
  return (store, path) => {
    const key = createNamedKey(store, rights);
    const { name, scopes, toolsets, expires } = rowOf({ ...rights, id: '', created: '' });
    return {
      text: `${key}\n`,
      remark: `${name}: ${scopes}; toolsets: ${toolsets}; expires: ${expires}.
It is not shown again; its hash is in ${path}.\n`,
    };
  };
}

function list(store: KeyStore): Output {
  const rows = store.list().map((key) => Object.values(rowOf(key)));
  if (rows.length === 0) return { text: "there is no key but the admin's\n" };
  return { text: `${textTable([['name', 'scopes', 'toolsets', 'created', 'expires', 'last used'], ...rows])}\n` };
}

function rowOf({ name, scopes, toolsets, created, expires, lastUsed }: StoredKey) {
  return {
    name,
    scopes: scopes.join(','),
    toolsets: toolsets?.join(',') ?? 'all',
    created: toMinute(created),
    expires:
      expires === undefined ? 'never' : `${toMinute(expires)}${Date.parse(expires) <= Date.now() ? ' (over)' : ''}`,
    lastUsed: lastUsed === undefined ? 'never' : toMinute(lastUsed),
  };
}

function revoke({ name }: { name: string }): ReturnType<Command['prepare']> {
  return (store) => {
    if (store.revoke(name, new Date().toISOString())) return { text: `revoked: ${name}\n` };
    const names = store.list().map((key) => key.name);
    throw new AppError('not_found', `no key is named ${JSON.stringify(name.slice(0, 60))}`, {
      hint: names.length === 0 ? "There is none but the admin's." : `The nearest is ${closest(name, names)}.`,
    });
  };
}
