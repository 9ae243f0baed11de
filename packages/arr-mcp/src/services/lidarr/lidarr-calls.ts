import { arrCalls, arrLibraryCalls } from '../arr/arr-calls.ts';
import { defineCalls } from '../service-call.ts';

const api = '/api/v1';

/** Which albums of a new artist are monitored. */
export const monitorOptions = ['all', 'future', 'missing', 'existing', 'latest', 'first', 'none'] as const;
export type MonitorOption = (typeof monitorOptions)[number];

const upstreamPage = {
  page: 'number',
  pageSize: 'number',
  sortKey: 'text',
  sortDirection: ['ascending', 'descending'],
} as const;

const ownCalls = defineCalls({
  listArtists: { method: 'GET', path: `${api}/artist` },
  oneArtist: { method: 'GET', path: `${api}/artist/{id}` },
  lookup: { method: 'GET', path: `${api}/artist/lookup`, query: { term: 'text' }, isSlow: true },
  addArtist: {
    method: 'POST',
    path: `${api}/artist`,
    body: {
      qualityProfileId: 'number',
      metadataProfileId: 'number',
      rootFolderPath: 'text',
      monitored: 'flag',
      monitorNewItems: ['all', 'none', 'new'],
      addOptions: 'object',
    },
    isSlow: true,
  },
  albums: { method: 'GET', path: `${api}/album`, query: { artistId: 'number' } },
  oneAlbum: { method: 'GET', path: `${api}/album/{id}` },
  metadataProfiles: { method: 'GET', path: `${api}/metadataprofile` },
  calendar: {
    method: 'GET',
    path: `${api}/calendar`,
    query: { start: 'text', end: 'text', unmonitored: 'flag', includeArtist: 'flag' },
  },
  queue: {
    method: 'GET',
    path: `${api}/queue`,
    query: { ...upstreamPage, includeUnknownArtistItems: 'flag', includeArtist: 'flag', includeAlbum: 'flag' },
  },
  missing: {
    method: 'GET',
    path: `${api}/wanted/missing`,
    query: { ...upstreamPage, monitored: 'flag', includeArtist: 'flag' },
  },
});

/** Every call that the client sends. */
export const lidarrCalls = { ...arrCalls('v1'), ...arrLibraryCalls('v1'), ...ownCalls };
