import { z } from 'zod';

import { oauthSettings } from './oauth-settings.ts';
import { Key, List, wholeNumber } from './setting-schemas.ts';
import { setting } from './setting.ts';

const Flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const AbsolutePath = z.string().startsWith('/', 'must be an absolute path');
const PublicUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((value) => new URL(value).origin);

const switchWords = { true: true, false: false } as const;
const ReadOnlyMode = z
  .string()
  .transform((value) => (value === 'true' || value === 'false' ? switchWords[value] : List.parse(value)));

/** Every setting of arr-mcp; docs/configuration.md and .env.example are checked against this table. */
export const settings = {
  apiKey: setting('ARR_MCP_API_KEY', {
    aliases: ['MCP_AUTH_TOKEN'],
    schema: Key.optional(),
    fallbackText: 'made at first start, kept in the data directory',
    meaning: 'Bearer key of `/mcp` and `?key=` of the page. Under 16 characters: refused',
    example: 'the output of: openssl rand -hex 32',
    secret: true,
  }),
  host: setting('ARR_MCP_HOST', {
    aliases: ['MCP_HOST'],
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    fallbackText: '`127.0.0.1`; the image sets `0.0.0.0`',
    meaning: 'address to listen on',
    example: '127.0.0.1',
  }),
  port: setting('ARR_MCP_PORT', {
    aliases: ['MCP_PORT'],
    schema: wholeNumber(0, 65_535),
    fallback: '8081',
    meaning: 'port to listen on',
    example: '8081',
  }),
  publicUrl: setting('ARR_MCP_PUBLIC_URL', {
    schema: PublicUrl.optional(),
    meaning:
      'address people reach this server at, behind a proxy for instance; its host name is allowed in Host and Origin',
    example: 'https://media.example.org',
  }),
  allowedHosts: setting('ARR_MCP_ALLOWED_HOSTS', {
    schema: List,
    fallback: '',
    fallbackText: 'loopback names and the host of `ARR_MCP_PUBLIC_URL`',
    meaning: 'further host names or addresses that Host and Origin may carry, for use in the local network',
    example: 'mediahost.local,192.168.1.20',
  }),
  trustedProxies: setting('ARR_MCP_TRUSTED_PROXIES', {
    schema: List,
    fallback: '',
    fallbackText: 'none',
    meaning:
      'addresses or networks of proxies whose X-Forwarded-For is believed, so that failed logins count per caller',
    example: '10.88.0.0/16',
  }),
  rateLimit: setting('ARR_MCP_RATE_LIMIT', {
    schema: wholeNumber(1, 1_000_000),
    fallback: '50',
    meaning: 'calls per second that one key may make; short bursts of twice that pass',
    example: '50',
  }),
  dataDir: setting('ARR_MCP_DATA_DIR', {
    schema: AbsolutePath.optional(),
    fallbackText: '`$XDG_DATA_HOME/arr-mcp`; the image sets `/data`',
    meaning: 'state database and keys; a private directory',
    example: '/var/lib/arr-mcp',
  }),
  secret: setting('ARR_MCP_SECRET', {
    schema: Key.optional(),
    meaning: 'key of the credential store; without it nothing can be stored there',
    example: 'the output of: openssl rand -hex 32',
    secret: true,
  }),
  stacksDir: setting('ARR_MCP_STACKS_DIR', {
    schema: AbsolutePath,
    fallback: '/opt/stacks',
    meaning: 'where the stacks are: `<stack>/compose.yaml`',
    example: '/opt/stacks',
  }),
  mediaDir: setting('ARR_MCP_MEDIA_DIR', {
    schema: AbsolutePath,
    fallback: '/media-server',
    meaning: 'the media directory, whose disk is watched',
    example: '/media-server',
  }),
  servicesDir: setting('ARR_MCP_SERVICES_DIR', {
    schema: AbsolutePath.optional(),
    fallbackText: 'the media directory',
    meaning: 'where the services keep configuration and logs, one folder each; read only when it is set',
    example: '/opt/services',
  }),
  logDir: setting('ARR_MCP_LOG_DIR', {
    schema: AbsolutePath,
    fallback: '/var/log',
    meaning: 'a directory of further log files; read only',
    example: '/var/log/media',
  }),
  allowHostAccess: setting('ARR_MCP_ALLOW_HOST_ACCESS', {
    schema: Flag,
    fallback: 'false',
    meaning:
      'compose files may gain what gives a container the host: privileged, host namespaces, sockets, devices, further folders. For Quadlets: `HELPER_ALLOW_HOST_ACCESS`',
    example: 'true',
  }),
  caFile: setting('ARR_MCP_CA_FILE', {
    schema: AbsolutePath.optional(),
    meaning:
      "file with certificates (PEM) of authorities that sign the services' own ones; trusted beside the usual ones",
    example: '/etc/ssl/home-ca.pem',
  }),
  discover: setting('ARR_MCP_DISCOVER', {
    schema: Flag,
    fallback: 'false',
    meaning:
      'read the key of a service that is not set up from the configuration file its container mounts, where `ARR_MCP_SERVICES_DIR` holds it',
    example: 'true',
  }),
  demo: setting('ARR_MCP_DEMO', {
    schema: Flag,
    fallback: 'false',
    meaning: 'says on the page and to the assistant that everything here is invented; `npm run demo` sets it',
    example: 'true',
  }),
  runtime: setting('ARR_MCP_CONTAINER_RUNTIME', {
    schema: z.enum(['auto', 'podman', 'docker', 'none'], 'must be auto, podman, docker or none'),
    fallback: 'auto',
    meaning: 'which container runtime to use',
    example: 'podman',
  }),
  runtimeSocket: setting('ARR_MCP_SOCKET_PATH', {
    schema: AbsolutePath.optional(),
    fallbackText: 'the first that answers',
    meaning: "the runtime's socket",
    example: '/run/user/1001/podman/podman.sock',
  }),
  helperSocket: setting('ARR_MCP_HELPER_SOCKET', {
    schema: AbsolutePath,
    fallback: '/run/arr-helper/arr-helper.sock',
    meaning: "the helper's socket; its token file stands beside it",
    example: '/run/user/1001/arr-helper/arr-helper.sock',
  }),
  toolsets: setting('ARR_MCP_TOOLSETS', {
    schema: List.refine((list) => list.length > 0, 'must name at least one toolset'),
    fallback: 'default',
    meaning:
      'tools that `/mcp` lists: `default`, `full`, `compact`, or a comma list of toolsets and tools, which then are all there is',
    example: 'containers,stacks,unit_logs',
  }),
  readOnly: setting('READ_ONLY_MODE', {
    schema: ReadOnlyMode,
    fallback: 'plex',
    meaning: '`true`, `false`, or a comma list of toolsets and tools whose writing is off',
    example: 'true',
  }),
  dashboardPublic: setting('DASHBOARD_PUBLIC', {
    schema: Flag,
    fallback: 'false',
    meaning: 'the page without a key, for a trusted network; `/mcp` is never public',
    example: 'true',
  }),
  legacySse: setting('ARR_MCP_LEGACY_SSE', {
    schema: Flag,
    fallback: 'false',
    meaning: 'the deprecated HTTP+SSE transport at `/sse` and `/messages`',
    example: 'true',
  }),
  ...oauthSettings,
  logLevel: setting('LOG_LEVEL', {
    aliases: ['ARR_MCP_LOG_LEVEL'],
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    fallback: 'info',
    meaning: 'how much is logged',
    example: 'debug',
  }),
} as const;

export type SettingKey = keyof typeof settings;
export type SettingValues = { readonly [Key in SettingKey]: z.output<(typeof settings)[Key]['schema']> };
