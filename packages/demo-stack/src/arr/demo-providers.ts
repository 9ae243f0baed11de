import type { ArrName } from './arr-app.ts';
import type { ProviderPath, Resource } from './arr-state.ts';

/** A download client, indexer or notification, and what its test finds. */
export interface DemoProvider {
  /** as the API has it; secrets stand in it, and are masked when it is answered */
  readonly resource: Resource & { readonly id: number; readonly name: string; readonly fields: readonly DemoField[] };
  readonly isEnabled: boolean;
  /** why its test fails; absent: it passes */
  readonly failure?: { readonly propertyName: string; readonly errorMessage: string };
}

export interface DemoField {
  readonly name: string;
  readonly value: unknown;
  readonly privacy: 'normal' | 'password' | 'apiKey' | 'userName';
}

/** Two download clients, two indexers (one of them switched off) and a notification. */
export function defaultProviders(app: ArrName): Record<ProviderPath, DemoProvider[]> {
  return { downloadclient: downloadClients(app), indexer: indexers(app), notification: [notification] };
}

function downloadClients(app: ArrName): DemoProvider[] {
  const clean = app === 'Prowlarr' ? { categories: [], supportsCategories: true } : afterDownload;
  return [
    {
      isEnabled: true,
      resource: {
        ...implementation(1, 'SABnzbd', 'Sabnzbd'),
        ...clean,
        enable: true,
        protocol: 'usenet',
        priority: 1,
        fields: [
          field('host', 'sabnzbd'),
          field('port', 8080),
          field('apiKey', 'demo-sabnzbd-key', 'apiKey'),
          field('username', '', 'userName'),
          field('password', '', 'password'),
        ],
      },
    },
    {
      isEnabled: true,
      resource: {
        ...implementation(2, 'qBittorrent', 'QBittorrent'),
        ...clean,
        enable: true,
        protocol: 'torrent',
        priority: 1,
        fields: [
          field('host', 'qbittorrent'),
          field('port', 8080),
          field('username', 'demo', 'userName'),
          field('password', 'demo-password', 'password'),
        ],
      },
    },
  ];
}

const afterDownload = { removeCompletedDownloads: true, removeFailedDownloads: true };

// Prowlarr's indexers are of another shape, and its stand-in's own business.
function indexers(app: ArrName): DemoProvider[] {
  if (app === 'Prowlarr') return [];
  return [
    { isEnabled: true, resource: indexer(1, 'Demo Usenet', true) },
    { isEnabled: false, resource: indexer(2, 'Demo Torrents', false) },
  ];
}

function indexer(id: number, name: string, isEnabled: boolean): DemoProvider['resource'] {
  return {
    ...implementation(id, name, isEnabled ? 'Newznab' : 'Torznab'),
    enableRss: isEnabled,
    enableAutomaticSearch: isEnabled,
    enableInteractiveSearch: isEnabled,
    supportsRss: true,
    supportsSearch: true,
    priority: 25,
    downloadClientId: 0,
    protocol: isEnabled ? 'usenet' : 'torrent',
    fields: [
      field('baseUrl', `http://prowlarr:9696/${id}/`),
      field('apiPath', '/api'),
      field('apiKey', 'demo-indexer-key', 'apiKey'),
    ],
  };
}

const notification: DemoProvider = {
  isEnabled: true,
  resource: {
    ...implementation(1, 'Household chat', 'Webhook'),
    onGrab: true,
    onHealthIssue: true,
    includeHealthWarnings: false,
    fields: [field('url', 'http://chat.demo.test/hook'), field('password', 'demo-hook-password', 'password')],
  },
};

function implementation(id: number, name: string, kind: string) {
  return {
    id,
    name,
    implementationName: kind,
    implementation: kind,
    configContract: `${kind}Settings`,
    infoLink: `https://wiki.servarr.com/supported#${kind.toLowerCase()}`,
    tags: [],
  };
}

function field(name: string, value: unknown, privacy: DemoField['privacy'] = 'normal'): DemoField & Resource {
  const type = privacy === 'password' ? 'password' : 'textbox';
  return { order: 0, name, label: name, value, type, advanced: false, privacy, isFloat: false };
}
