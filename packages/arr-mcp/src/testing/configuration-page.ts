import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Setting } from '../config/setting.ts';
import { settings } from '../config/settings.ts';
import { code, markdownPage, markdownTable } from './markdown.ts';
import { repository } from './source-files.ts';

/** docs/configuration.md: the settings of both programs. */
export function renderConfigurationPage(): string {
  return markdownPage([
    introduction,
    serverTable(),
    beforeProfileTable,
    markdownTable(['address or header', 'lists'], profiles),
    afterProfileTable,
    helperTable(),
    afterHelperTable,
  ]);
}

export const settingNames: readonly string[] = Object.values<Setting>(settings).map(({ name }) => name);
export const settingAliases: readonly string[] = Object.values<Setting>(settings).flatMap(({ aliases }) => aliases);

const introduction = `
# Configuration

<!-- Generated from the settings of both programs: change them and run \`npm run docs\`. -->

## The server

Settings are environment variables, or lines of a \`.env\` file in the working directory; the environment wins. After
\`deploy/install.sh\` they are lines of \`~/.config/arr-mcp/arr-mcp.env\`, followed by
\`systemctl --user restart arr-mcp.service\`.

- An empty variable counts as not set.
- \`<NAME>_FILE\` names a file to read the value from, as Podman and Docker secrets want it.
- All mistakes are told at once, each with an example, and the server does not start. An unknown \`ARR_MCP_*\` name is
  a warning with the nearest known name.
- \`arr-mcp config\` prints what is in effect, secrets masked, and where each value came from.
`;

const beforeProfileTable = `
### Which tools

The operator's settings are the upper bound; an address or a header can only narrow it.
`;

const profiles = [
  [code('/mcp'), `what ${code('ARR_MCP_TOOLSETS')} says`],
  [code('/mcp/x/containers,stack_list'), 'those toolsets and tools, and allows no other'],
  [code('/mcp/compact'), 'the four finder tools, which reach every allowed tool'],
  [
    `${code('/mcp/readonly')}, or ${code('X-MCP-Readonly: true')}`,
    'nothing that writes, and allows nothing that writes',
  ],
  [`${code('X-MCP-Toolsets')}, ${code('X-MCP-Tools')}`, `as ${code('/mcp/x/')}`],
  [code('X-MCP-Exclude-Tools'), 'all but those toolsets and tools'],
];

const afterProfileTable = `
With \`default\`, \`full\` or \`compact\` in \`ARR_MCP_TOOLSETS\` every tool is allowed, listed or not: the finder reaches the
rest. With names of toolsets and tools alone, those are all there is. \`READ_ONLY_MODE\` and exclusion always win.

### Further keys

\`ARR_MCP_API_KEY\` is the admin's. Further ones are no settings: \`arr-mcp key create --name laptop --scope read,write\`, \`key list\`
and \`key revoke laptop\` keep them in the state database, also while the server runs; in the container that is
\`podman exec arr-mcp node /app/main.js key list\`. \`--scope\` is \`read\` by default, \`write\` or \`admin\`; \`--toolsets\` narrows it to
some; \`--expires\` takes \`12h\`, \`90d\`, \`8w\` or a date.

## The helper

The helper takes no arguments. After \`deploy/install.sh\` its settings are lines of \`~/.config/arr-mcp/arr-helper.env\`,
followed by \`systemctl --user restart arr-helper.service\`.
`;

function serverTable(): string {
  const rows = Object.values<Setting>(settings).map(({ name, aliases, meaning, ...setting }) => [
    [name, ...aliases].map(code).join(', '),
    defaultOf(setting),
    meaning,
  ]);
  return markdownTable(['variable (other names)', 'default', 'meaning'], rows);
}

function defaultOf({ fallback, fallbackText }: Pick<Setting, 'fallback' | 'fallbackText'>): string {
  if (fallbackText !== undefined) return fallbackText;
  return fallback === undefined ? '–' : code(fallback);
}

// The helper is another program and is never imported here; these facts are read out of its text.
const helperMeanings: Readonly<Record<string, string>> = {
  HELPER_SOCKET: 'where it listens, when systemd does not pass the socket; its token file stands beside it',
  HELPER_STACKS_DIR: 'the stacks; also what Quadlets may bind into a container',
  HELPER_MEDIA_DIR: 'the media directory, which Quadlets may bind into a container',
  HELPER_QUADLET_DIR: 'where Quadlet files are read and written',
  HELPER_STATE_DIR: 'copies of replaced Quadlets, and the folder for dry runs',
  COMPOSE_COMMAND: 'the compose command and its arguments',
  HELPER_ALLOW_HOST_ACCESS: '`true` accepts Quadlets that reach the host; what would be refused becomes a warning',
  HELPER_LOG_LEVEL: 'how much is logged',
};

function helperTable(): string {
  const config = readHelperSource('config.ts');
  const help = readHelperSource('main.ts');
  const rows = [...config.matchAll(/^ {2}((?:HELPER|COMPOSE)_[A-Z_]+):/gm)].map(([, name = '']) => {
    const fallback = new RegExp(`^  ${name} +(.*)$`, 'm').exec(help)?.[1];
    const meaning = helperMeanings[name];
    if (fallback === undefined || meaning === undefined) throw new Error(`${name} of the helper is not described`);
    return [code(name), helperDefault(fallback), meaning];
  });
  return markdownTable(['variable', 'default', 'meaning'], rows);
}

function helperDefault(text: string): string {
  const [value = ''] = text.split(';', 1);
  return value.startsWith('what works') ? value : code(value);
}

const afterHelperTable = `
\`HOME\`, \`PATH\`, \`XDG_RUNTIME_DIR\`, \`XDG_CONFIG_HOME\`, \`XDG_STATE_HOME\`, \`DBUS_SESSION_BUS_ADDRESS\` and \`DOCKER_HOST\`
are read as well. The programs that the helper starts get a short fixed environment made from these, and nothing else.
`;

function readHelperSource(name: string): string {
  return readFileSync(join(repository, 'packages/arr-helper/src', name), 'utf8');
}
