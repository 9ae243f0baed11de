import type { DemoField, DemoProvider } from '../arr/demo-providers.ts';
import type { Resource } from '../arr/arr-state.ts';
import { categories } from './categories.ts';

interface IndexerFacts {
  readonly id: number;
  readonly name: string;
  readonly protocol: 'usenet' | 'torrent';
  readonly privacy: 'public' | 'semiPrivate' | 'private';
  readonly priority: number;
  readonly isEnabled?: boolean;
  readonly failure?: DemoProvider['failure'];
}

const key = 'demo-indexer-key';

/** Four indexers: two that answer, one that fails, one that is switched off. */
export function demoIndexers(): DemoProvider[] {
  return [
    indexer({ id: 1, name: 'Demo Usenet', protocol: 'usenet', privacy: 'private', priority: 1 }),
    indexer({ id: 2, name: 'Demo Torrents', protocol: 'torrent', privacy: 'public', priority: 25 }),
    indexer({
      id: 3,
      name: 'Quay Index',
      protocol: 'torrent',
      privacy: 'semiPrivate',
      priority: 30,
      // Prowlarr passes on what its request failed with, address and key included.
      failure: {
        propertyName: '',
        errorMessage: `Unable to connect to indexer: HTTP request failed: [403:Forbidden] [GET] at [${addressOf(3)}api?t=caps&apikey=${key}]`,
      },
    }),
    indexer({
      id: 4,
      name: 'Old Harbour',
      protocol: 'torrent',
      privacy: 'private',
      priority: 50,
      isEnabled: false,
    }),
  ];
}

export function addressOf(id: number): string {
  return `https://indexer${id}.demo.test/`;
}

function indexer({ id, name, protocol, privacy, priority, isEnabled = true, failure }: IndexerFacts): DemoProvider {
  const kind = protocol === 'usenet' ? 'Newznab' : 'Torznab';
  return {
    isEnabled,
    ...(failure === undefined ? {} : { failure }),
    resource: {
      id,
      name,
      sortName: name.toLowerCase(),
      indexerUrls: [addressOf(id)],
      legacyUrls: [],
      definitionName: name,
      description: 'An invented indexer.',
      language: 'en-US',
      encoding: 'Unicode (UTF-8)',
      enable: isEnabled,
      redirect: false,
      supportsRss: true,
      supportsSearch: true,
      supportsRedirect: true,
      supportsPagination: protocol === 'usenet',
      appProfileId: 1,
      protocol,
      privacy,
      capabilities: capabilities(),
      priority,
      downloadClientId: 0,
      added: '2025-05-04T10:00:00Z',
      implementationName: kind,
      implementation: kind,
      configContract: `${kind}Settings`,
      infoLink: `https://wiki.servarr.com/prowlarr/supported-indexers#${kind.toLowerCase()}`,
      tags: [],
      fields: [field(0, 'baseUrl', addressOf(id)), field(1, 'apiPath', '/api'), field(2, 'apiKey', key, 'apiKey')],
    },
  };
}

function capabilities(): Resource {
  return {
    limitsMax: 100,
    limitsDefault: 100,
    categories: Object.values(categories).map(({ id, name, sub }) => ({
      id,
      name,
      subCategories: [{ ...sub, description: '', subCategories: [] }],
    })),
    supportsRawSearch: false,
    searchParams: ['q'],
    tvSearchParams: ['q', 'season', 'ep'],
    movieSearchParams: ['q'],
    musicSearchParams: ['q'],
    bookSearchParams: [],
  };
}

function field(order: number, name: string, value: string, privacy: DemoField['privacy'] = 'normal'): DemoField {
  const described = { order, label: name, type: 'textbox', advanced: false, isFloat: false };
  return { ...described, name, value, privacy };
}
