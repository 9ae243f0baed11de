import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  DemoServers,
  createLidarrStandIn,
  createProwlarrStandIn,
  createQBittorrentStandIn,
  createRadarrStandIn,
  createSabnzbdStandIn,
  createSonarrStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';

import { CredentialStore } from '../../storage/credential-store.ts';
import { type TestApp, createTestApp } from '../test-app.ts';
import { selfSignedPlexTv } from '../tls.fixtures.ts';
import { startHost } from './canary-host.ts';
import { type Media, startMedia } from './canary-media.ts';
import type { Canaries } from './canaries.ts';
import { houseFiles } from './house-files.fixtures.ts';
import type { Leak } from './leaky-answers.ts';
import type { HouseMood } from './house-mood.ts';
import { leakyService } from './leaky-service.ts';
import { toForm } from './secret-forms.ts';

export interface House {
  readonly folder: string;
  readonly app: TestApp;
  readonly address: string;
  /** of arr-mcp itself */
  readonly key: string;
  /** how all services are from now on */
  readonly mood: HouseMood;
  /** ends the access tokens that Trakt gave, as time does */
  expireTokens(): void;
  /** ends the services, the runtime and the helper, but not arr-mcp */
  leave(): Promise<void>;
  close(): Promise<void>;
}

const world = createWorld();

/** The services by their instances; each is signed in with a secret of its own. */
const creators = {
  sonarr: createSonarrStandIn,
  'sonarr-4k': createSonarrStandIn,
  radarr: createRadarrStandIn,
  lidarr: createLidarrStandIn,
  prowlarr: createProwlarrStandIn,
  sabnzbd: createSabnzbdStandIn,
  qbittorrent: createQBittorrentStandIn,
  'sabnzbd-stored': createSabnzbdStandIn,
  'qbittorrent-stored': createQBittorrentStandIn,
} as const;
type Instance = keyof typeof creators;

/** A whole host with a secret in every place where one can be, and arr-mcp as main.ts builds it. */
export async function openHouse(canaries: Canaries): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-mcp-canary-'));
  const servers = new DemoServers();
  const mood: HouseMood = { form: toForm(canaries, 'apikey of a query') };
  const ports = await startServices(servers, canaries, mood);
  const media = await startMedia(servers, { canaries, world, mood });
  writeFiles(folder, canaries, ports);
  await startHost(servers, canaries, { folder, prowlarrPort: ports.prowlarr });
  storeCredentials(folder, { canaries, ports, media });
  const key = canaries.at('environment: ARR_MCP_API_KEY');
  const env = { ...environment(folder, canaries, ports), ...media.environment };
  const proxy = { https: media.cloud.address, none: '127.0.0.1' };
  const app = await createTestApp(env, { apiKey: key, logLevel: 'trace', proxy });
  const leave = async (): Promise<void> => {
    await Promise.all([servers.close(), media.cloud.close()]);
  };

  return {
    folder,
    app,
    address: await app.listen(),
    key,
    mood,
    expireTokens: () => media.trakt.tokens.expireAll(),
    leave,
    async close() {
      await app.close();
      await leave();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a service is signed in with. */
function credentialOf(canaries: Canaries, instance: string): string {
  return canaries.at(instance.endsWith('-stored') ? `store: ${instance}` : `environment: ${instance}`);
}

type Ports = Readonly<Record<Instance, number>>;

async function startServices(servers: DemoServers, canaries: Canaries, mood: HouseMood): Promise<Ports> {
  const entries = await Promise.all(
    Object.entries(creators).map(async ([instance, create]) => {
      const [service = ''] = instance.split('-');
      const leak = (): Leak => ({ service, canaries, form: mood.form });
      const standIn = create({ world, apiKey: credentialOf(canaries, instance) });
      return [instance, await servers.onPort(leakyService(standIn, leak, mood))] as const;
    }),
  );
  // Every instance has its entry.
  return Object.fromEntries(entries) as Ports;
}

function writeFiles(folder: string, canaries: Canaries, ports: Ports): void {
  const prowlarr = `<Config><Port>${ports.prowlarr}</Port><ApiKey>${credentialOf(canaries, 'prowlarr')}</ApiKey></Config>`;
  const files = {
    ...houseFiles(canaries),
    'services/prowlarr/config.xml': prowlarr,
    'authority.pem': selfSignedPlexTv.cert,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

interface StoredParts {
  readonly canaries: Canaries;
  readonly ports: Ports;
  readonly media: Media;
}

function storeCredentials(folder: string, { canaries, ports, media }: StoredParts): void {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o700);
  const store = new CredentialStore({ dataDir, secret: canaries.at('environment: ARR_MCP_SECRET') });
  const url = (instance: Instance): string => `http://127.0.0.1:${ports[instance]}`;
  store.set({
    instance: 'sabnzbd-stored',
    url: url('sabnzbd-stored'),
    credential: { api_key: credentialOf(canaries, 'sabnzbd-stored') },
  });
  store.set({
    instance: 'qbittorrent-stored',
    url: url('qbittorrent-stored'),
    credential: { username: 'admin', password: credentialOf(canaries, 'qbittorrent-stored') },
  });
  media.store(store);
}

// Prowlarr's key is not among them: it is found in the file that the container mounts.
function environment(folder: string, canaries: Canaries, ports: Ports): Record<string, string> {
  const service = (instance: Instance): Record<string, string> => {
    const name = instance.toUpperCase().replaceAll('-', '_');
    return {
      [`${name}_URL`]: `http://127.0.0.1:${ports[instance]}`,
      [`${name}_${instance === 'qbittorrent' ? 'PASSWORD' : 'API_KEY'}`]: credentialOf(canaries, instance),
    };
  };
  return {
    ...service('sonarr'),
    ...service('sonarr-4k'),
    ...service('radarr'),
    ...service('lidarr'),
    ...service('sabnzbd'),
    ...service('qbittorrent'),
    PROWLARR_URL: `http://127.0.0.1:${ports.prowlarr}`,
    QBITTORRENT_USERNAME: 'admin',
    ARR_MCP_API_KEY: canaries.at('environment: ARR_MCP_API_KEY'),
    ARR_MCP_SECRET: canaries.at('environment: ARR_MCP_SECRET'),
    ARR_MCP_DATA_DIR: join(folder, 'data'),
    ARR_MCP_STACKS_DIR: join(folder, 'stacks'),
    ARR_MCP_SERVICES_DIR: join(folder, 'services'),
    ARR_MCP_MEDIA_DIR: join(folder, 'media'),
    ARR_MCP_LOG_DIR: join(folder, 'logs'),
    ARR_MCP_HELPER_SOCKET: join(folder, 'helper.sock'),
    ARR_MCP_CONTAINER_RUNTIME: 'podman',
    ARR_MCP_CA_FILE: join(folder, 'authority.pem'),
    ARR_MCP_SOCKET_PATH: join(folder, 'podman.sock'),
    ARR_MCP_TOOLSETS: 'full',
    READ_ONLY_MODE: 'false',
    ARR_MCP_DISCOVER: 'true',
    ARR_MCP_RATE_LIMIT: '100000',
  };
}
