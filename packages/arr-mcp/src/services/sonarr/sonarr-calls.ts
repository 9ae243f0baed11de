import { arrCalls, arrLibraryCalls } from '../arr/arr-calls.ts';
import { defineCalls } from '../service-call.ts';

const api = '/api/v3';

const upstreamPage = {
  page: 'number',
  pageSize: 'number',
  sortKey: 'text',
  sortDirection: ['ascending', 'descending'],
} as const;

const ownCalls = defineCalls({
  listSeries: { method: 'GET', path: `${api}/series` },
  oneSeries: { method: 'GET', path: `${api}/series/{id}` },
  lookup: { method: 'GET', path: `${api}/series/lookup`, query: { term: 'text' }, isSlow: true },
  addSeries: {
    method: 'POST',
    path: `${api}/series`,
    body: {
      qualityProfileId: 'number',
      rootFolderPath: 'text',
      monitored: 'flag',
      seasonFolder: 'flag',
      seriesType: ['standard', 'daily', 'anime'],
      tags: 'list',
      addOptions: 'object',
    },
    isSlow: true,
  },
  updateSeries: {
    method: 'PUT',
    path: `${api}/series/{id}`,
    query: { moveFiles: 'flag' },
    body: {
      monitored: 'flag',
      seasons: 'list',
      qualityProfileId: 'number',
      path: 'text',
      rootFolderPath: 'text',
      seasonFolder: 'flag',
      seriesType: ['standard', 'daily', 'anime'],
      tags: 'list',
    },
  },
  deleteSeries: {
    method: 'DELETE',
    path: `${api}/series/{id}`,
    query: { deleteFiles: 'flag', addImportListExclusion: 'flag' },
    isSlow: true,
  },
  episodes: { method: 'GET', path: `${api}/episode`, query: { seriesId: 'number', seasonNumber: 'number' } },
  oneEpisode: { method: 'GET', path: `${api}/episode/{id}` },
  monitorEpisodes: {
    method: 'PUT',
    path: `${api}/episode/monitor`,
    body: { episodeIds: 'list', monitored: 'flag' },
  },
  episodeFiles: { method: 'GET', path: `${api}/episodefile`, query: { seriesId: 'number', episodeFileIds: 'list' } },
  deleteEpisodeFiles: {
    method: 'DELETE',
    path: `${api}/episodefile/bulk`,
    body: { episodeFileIds: 'list' },
    isSlow: true,
  },
  calendar: {
    method: 'GET',
    path: `${api}/calendar`,
    query: { start: 'text', end: 'text', unmonitored: 'flag', includeSeries: 'flag' },
  },
  queue: {
    method: 'GET',
    path: `${api}/queue`,
    query: { ...upstreamPage, includeUnknownSeriesItems: 'flag', includeSeries: 'flag', includeEpisode: 'flag' },
  },
  history: {
    method: 'GET',
    path: `${api}/history`,
    query: { ...upstreamPage, seriesIds: 'list', eventType: 'list', includeSeries: 'flag', includeEpisode: 'flag' },
  },
  missing: {
    method: 'GET',
    path: `${api}/wanted/missing`,
    query: { ...upstreamPage, monitored: 'flag', includeSeries: 'flag' },
  },
  releases: {
    method: 'GET',
    path: `${api}/release`,
    query: { seriesId: 'number', seasonNumber: 'number', episodeId: 'number' },
    isSlow: true,
  },
  manualImport: {
    method: 'GET',
    path: `${api}/manualimport`,
    query: { folder: 'text', downloadId: 'text', seriesId: 'number', filterExistingFiles: 'flag' },
    isSlow: true,
  },
});

/** Every call that the client sends. */
export const sonarrCalls = { ...arrCalls('v3'), ...arrLibraryCalls('v3'), ...ownCalls };
