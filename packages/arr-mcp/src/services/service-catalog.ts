/** How a service's own configuration file is written. */
export type ConfigFormat = 'xml' | 'ini' | 'yaml' | 'json' | 'conf' | 'preferences';

/** What there is to know of a service before one has been asked. */
export interface ServiceFacts {
  readonly title: string;
  readonly defaultPort: number;
  /** where it is unless somebody says otherwise: of a service in the internet */
  readonly defaultUrl?: string;
  /** last path segment of the images it comes in: `lscr.io/linuxserver/sonarr` → `sonarr`; empty: it does not run here */
  readonly images: readonly string[];
  /** in the service's configuration folder; absent: there is none here */
  readonly configFile?: { readonly name: string; readonly format: ConfigFormat };
  readonly logFolder?: string;
  /** answers without a credential or with little work; below the service's base */
  readonly healthPath: string;
  /** of the *arr family: `/api/<version>` */
  readonly apiVersion?: 'v1' | 'v3';
  /** ways to sign in, each with the fields it needs; a field is a setting's suffix in capitals. Empty: no client for it */
  readonly signIn: readonly (readonly CredentialField[])[];
}

export type CredentialField =
  | 'api_key'
  | 'username'
  | 'password'
  | 'token'
  | 'client_id'
  | 'client_secret'
  | 'access_token'
  | 'refresh_token';

/** Sources: the services' own documentation and API descriptions. */
export const serviceCatalog = {
  sonarr: {
    title: 'Sonarr',
    defaultPort: 8989,
    images: ['sonarr'],
    configFile: { name: 'config.xml', format: 'xml' },
    logFolder: 'logs',
    healthPath: '/ping',
    apiVersion: 'v3',
    signIn: [['api_key']],
  },
  radarr: {
    title: 'Radarr',
    defaultPort: 7878,
    images: ['radarr'],
    configFile: { name: 'config.xml', format: 'xml' },
    logFolder: 'logs',
    healthPath: '/ping',
    apiVersion: 'v3',
    signIn: [['api_key']],
  },
  lidarr: {
    title: 'Lidarr',
    defaultPort: 8686,
    images: ['lidarr'],
    configFile: { name: 'config.xml', format: 'xml' },
    logFolder: 'logs',
    healthPath: '/ping',
    apiVersion: 'v1',
    signIn: [['api_key']],
  },
  prowlarr: {
    title: 'Prowlarr',
    defaultPort: 9696,
    images: ['prowlarr'],
    configFile: { name: 'config.xml', format: 'xml' },
    logFolder: 'logs',
    healthPath: '/ping',
    apiVersion: 'v1',
    signIn: [['api_key']],
  },
  sabnzbd: {
    title: 'SABnzbd',
    defaultPort: 8080,
    images: ['sabnzbd'],
    configFile: { name: 'sabnzbd.ini', format: 'ini' },
    logFolder: 'logs',
    healthPath: '/api?mode=version&output=json',
    signIn: [['api_key']],
  },
  qbittorrent: {
    title: 'qBittorrent',
    defaultPort: 8080,
    images: ['qbittorrent', 'qbittorrent-nox'],
    configFile: { name: 'qBittorrent.conf', format: 'conf' },
    logFolder: 'logs',
    healthPath: '/api/v2/app/webapiVersion',
    signIn: [['username', 'password'], ['api_key']],
  },
  plex: {
    title: 'Plex',
    defaultPort: 32_400,
    images: ['plex', 'pms-docker'],
    configFile: { name: 'Preferences.xml', format: 'preferences' },
    logFolder: 'Logs',
    healthPath: '/identity',
    signIn: [['token']],
  },
  trakt: {
    title: 'Trakt',
    defaultPort: 443,
    defaultUrl: 'https://api.trakt.tv',
    images: [],
    // Nothing there answers whom it does not know, so that a refusal is what shows it.
    healthPath: '/genres/shows',
    signIn: [
      ['client_id', 'client_secret'],
      // Enough to search and to see what is trending.
      ['client_id'],
      ['client_id', 'access_token'],
      ['client_id', 'client_secret', 'access_token'],
      ['client_id', 'client_secret', 'access_token', 'refresh_token'],
    ],
  },
  readarr: {
    title: 'Readarr',
    defaultPort: 8787,
    images: ['readarr'],
    configFile: { name: 'config.xml', format: 'xml' },
    logFolder: 'logs',
    healthPath: '/ping',
    apiVersion: 'v1',
    signIn: [],
  },
  bazarr: {
    title: 'Bazarr',
    defaultPort: 6767,
    images: ['bazarr'],
    configFile: { name: 'config.yaml', format: 'yaml' },
    logFolder: 'log',
    healthPath: '/api/system/ping',
    signIn: [],
  },
  nzbget: {
    title: 'NZBGet',
    defaultPort: 6789,
    images: ['nzbget'],
    configFile: { name: 'nzbget.conf', format: 'conf' },
    logFolder: 'logs',
    healthPath: '/',
    signIn: [],
  },
  jellyfin: {
    title: 'Jellyfin',
    defaultPort: 8096,
    images: ['jellyfin'],
    configFile: { name: 'system.xml', format: 'xml' },
    logFolder: 'log',
    healthPath: '/health',
    signIn: [],
  },
  seerr: {
    title: 'Seerr',
    defaultPort: 5055,
    images: ['overseerr', 'jellyseerr', 'seerr'],
    configFile: { name: 'settings.json', format: 'json' },
    logFolder: 'logs',
    healthPath: '/api/v1/status',
    signIn: [],
  },
  tautulli: {
    title: 'Tautulli',
    defaultPort: 8181,
    images: ['tautulli'],
    configFile: { name: 'config.ini', format: 'ini' },
    logFolder: 'logs',
    healthPath: '/status',
    signIn: [],
  },
} as const satisfies Readonly<Record<string, ServiceFacts>>;

export type ServiceName = keyof typeof serviceCatalog;

export const serviceNames = Object.keys(serviceCatalog) as readonly ServiceName[];

export function serviceFacts(service: ServiceName): ServiceFacts {
  return serviceCatalog[service];
}

/** An address as one of this service may look. */
export function exampleUrl(service: ServiceName): string {
  const { defaultUrl, defaultPort } = serviceFacts(service);
  return defaultUrl ?? `http://${service}:${defaultPort}`;
}

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(serviceCatalog, name);
}
