import type { Config } from '../config/config.ts';
import { Key } from '../config/setting-schemas.ts';
import { AppError } from '../errors.ts';
import { type ServiceName, serviceFacts } from '../services/service-catalog.ts';
import { serviceOfInstance } from '../storage/credential-store-entry.ts';
import { CredentialStore } from '../storage/credential-store.ts';
import { readAnswers } from './credentials-input.ts';
import { parseFlags } from './parse-flags.ts';
import { print } from './print.ts';
import { readConfig } from './read-config.ts';
import { textTable } from './text-table.ts';

const usage = `arr-mcp credentials: what the services are reached with, encrypted with ARR_MCP_SECRET

  arr-mcp credentials set <instance> [--url ADDRESS] [--field NAME] [--file PATH]
      stores it; the value is asked for, or read from standard input or a file, one line for each field
  arr-mcp credentials list
  arr-mcp credentials delete <instance>
  arr-mcp credentials rotate [--file PATH]
      encrypts everything with a new ARR_MCP_SECRET, which is asked for or read in the same way

An instance is named after its service: sonarr, or sonarr-4k for a second one. Fields: api_key, username and
password, token, client_id and client_secret; --field chooses where a service takes one or the other.
`;

const options = {
  url: { type: 'string' },
  field: { type: 'string' },
  file: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Flags = Readonly<Partial<Record<'url' | 'field' | 'file', string>>>;

interface Context {
  readonly store: CredentialStore;
  readonly config: Config;
  readonly flags: Flags;
}

interface Command {
  readonly flags: readonly (keyof Flags)[];
  readonly takesInstance: boolean;
  run(context: Context, instance: string): Promise<string>;
}

const commands: Readonly<Record<string, Command>> = {
  set: { flags: ['url', 'field', 'file'], takesInstance: true, run: set },
  list: { flags: [], takesInstance: false, run: list },
  delete: { flags: [], takesInstance: true, run: remove },
  rotate: { flags: ['file'], takesInstance: false, run: rotate },
};

/** `arr-mcp credentials …`. Returns the exit code; 2 = it was called wrongly. */
export async function credentials(argv: readonly string[]): Promise<number> {
  const { positionals, values } = parseFlags(argv, options, usage);
  const { help, ...flags } = values;
  const [name = '', instance = '', ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (help === true) return print(usage, 0);
  if (command === undefined || rest.length > 0 || !fits(command, instance, flags)) return print(usage, 2);
  const { config } = readConfig();
  const store = new CredentialStore({ dataDir: config.dataDir, secret: config.services.secret });
  return print(`${await command.run({ store, config, flags }, instance)}\n`, 0);
}

function fits({ flags, takesInstance }: Command, instance: string, given: Flags): boolean {
  const known: readonly string[] = flags;
  return (instance !== '') === takesInstance && Object.keys(given).every((flag) => known.includes(flag));
}

async function set({ store, config, flags: { url, field, file } }: Context, instance: string): Promise<string> {
  const fields = fieldsOf(serviceOfInstance(instance), field);
  // Before somebody types a secret in vain.
  refuseIf(store.obstacle());
  const questions = fields.map((each) => ({ words: `${each} of ${instance}`, isSecret: each !== 'username' }));
  const answers = await readAnswers(questions, file);
  const credential = Object.fromEntries(fields.map((each, index) => [each, answers[index] ?? '']));
  store.set({ instance, credential, ...(url === undefined ? {} : { url }) });
  const wins = config.services.known.some((known) => known.instance === instance);
  const stored = store.find(instance);
  return [
    `stored: ${instance}${stored?.url === undefined ? '' : ` at ${stored.url}`} (${fields.join(', ')})`,
    'A running server uses it from now on, and lists its tools after the next start.',
    ...(wins ? ['What the environment sets for it wins over what is stored.'] : []),
  ].join('\n');
}

function fieldsOf(service: ServiceName, field: string | undefined): readonly string[] {
  const { title, signIn } = serviceFacts(service);
  const ways: readonly (readonly string[])[] = signIn;
  const way = field === undefined ? ways[0] : ways.find((each) => each.includes(field));
  if (way !== undefined) return way;
  if (field === undefined) return [];
  throw new AppError('invalid_argument', `${title} takes no ${field}`, {
    hint: `It takes: ${ways.map((each) => each.join(' and ')).join(', or ') || 'only an address'}.`,
  });
}

async function list({ store }: Context): Promise<string> {
  const known = store.list();
  refuseIf(store.problem());
  if (known.length === 0) return 'nothing is stored';
  const rows = known.map(({ instance, url = '-', credential = {} }) => [
    instance,
    url,
    Object.keys(credential).join(', '),
  ]);
  return textTable(rows);
}

async function remove({ store }: Context, instance: string): Promise<string> {
  store.delete(instance);
  return `deleted: ${instance}`;
}

async function rotate({ store, flags: { file } }: Context): Promise<string> {
  refuseIf(store.obstacle());
  const isTyped = file === undefined && process.stdin.isTTY;
  const question = { words: 'the new ARR_MCP_SECRET', isSecret: true };
  const again = { words: 'the same again', isSecret: true };
  const [secret = '', repeated] = await readAnswers(isTyped ? [question, again] : [question], file);
  if (repeated !== undefined && repeated !== secret) throw new AppError('invalid_argument', 'the two are not the same');
  // As the server reads its setting.
  const key = Key.safeParse(secret.trim());
  if (!key.success) throw new AppError('invalid_argument', 'the new ARR_MCP_SECRET must be at least 16 characters');
  const count = store.rotate(key.data);
  return `encrypted anew: ${count} ${count === 1 ? 'instance' : 'instances'}\nSet ARR_MCP_SECRET to the new secret now, and start the server again.`;
}

function refuseIf(problem: AppError | undefined): void {
  if (problem !== undefined) throw problem;
}
