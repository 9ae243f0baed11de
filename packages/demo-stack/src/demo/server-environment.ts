import type { Places } from './places.ts';
import { type DemoServiceName, keyOf } from './stand-ins.ts';

type Environment = Readonly<Record<string, string | undefined>>;

// What whoever tries the demo may set. Nothing else of theirs is passed on: a real service never gets into the demo.
const ownChoices = [
  'PATH',
  'TZ',
  'LANG',
  'LOG_LEVEL',
  'READ_ONLY_MODE',
  'ARR_MCP_HOST',
  'ARR_MCP_PORT',
  'ARR_MCP_API_KEY',
  'ARR_MCP_PUBLIC_URL',
  'ARR_MCP_ALLOWED_HOSTS',
  'ARR_MCP_TOOLSETS',
] as const;

export interface DemoSettings {
  readonly places: Places;
  readonly ports: Readonly<Record<DemoServiceName, number>>;
  /** where the server listens unless its user says otherwise */
  readonly port: number;
}

/** The whole environment of the server in the demo. */
export function serverEnvironment({ places, ports, port }: DemoSettings, env: Environment): Record<string, string> {
  const chosen = ownChoices.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return {
    ARR_MCP_PORT: String(port),
    // A long-running server's log is for its operator; here it would push the address out of sight.
    LOG_LEVEL: 'warn',
    // The tools of all services may write here.
    READ_ONLY_MODE: 'false',
    ...Object.fromEntries(chosen),
    ARR_MCP_DEMO: 'true',
    ARR_MCP_DATA_DIR: places.state,
    ARR_MCP_SECRET: keyOf('arr-mcp'),
    ARR_MCP_STACKS_DIR: places.stacks,
    ARR_MCP_MEDIA_DIR: places.data,
    ARR_MCP_SERVICES_DIR: places.services,
    ARR_MCP_LOG_DIR: places.logs,
    ARR_MCP_SOCKET_PATH: places.runtimeSocket,
    ARR_MCP_HELPER_SOCKET: places.helperSocket,
    ...withKeys(ports, ['sonarr', 'sonarr-4k', 'radarr', 'lidarr', 'prowlarr', 'sabnzbd']),
    PLEX_URL: addressOf(ports.plex),
    PLEX_TOKEN: keyOf('plex'),
    SEERR_URL: addressOf(ports.seerr),
    TRAKT_URL: addressOf(ports.trakt),
    TRAKT_CLIENT_ID: keyOf('trakt'),
    TRAKT_CLIENT_SECRET: keyOf('trakt'),
    TRAKT_ACCESS_TOKEN: `access-${keyOf('trakt')}`,
    TRAKT_REFRESH_TOKEN: `refresh-${keyOf('trakt')}`,
    QBITTORRENT_URL: addressOf(ports.qbittorrent),
    QBITTORRENT_USERNAME: 'admin',
    QBITTORRENT_PASSWORD: keyOf('qbittorrent'),
  };
}

function withKeys(ports: DemoSettings['ports'], names: readonly DemoServiceName[]): Record<string, string> {
  const entries = names.flatMap((name) => {
    const prefix = name.toUpperCase().replace('-', '_');
    return [
      [`${prefix}_URL`, addressOf(ports[name])],
      [`${prefix}_API_KEY`, keyOf(name)],
    ] as const;
  });
  return Object.fromEntries(entries);
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
