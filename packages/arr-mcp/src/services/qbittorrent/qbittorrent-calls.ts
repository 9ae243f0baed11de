import { defineCalls } from '../service-call.ts';

const api = '/api/v2';

const ofTorrents = { hashes: 'text' } as const;

const readCalls = defineCalls({
  version: { method: 'GET', path: `${api}/app/version` },
  webApiVersion: { method: 'GET', path: `${api}/app/webapiVersion` },
  mainData: { method: 'GET', path: `${api}/sync/maindata` },
  transfer: { method: 'GET', path: `${api}/transfer/info` },
  limitsMode: { method: 'GET', path: `${api}/transfer/speedLimitsMode` },
  torrents: {
    method: 'GET',
    path: `${api}/torrents/info`,
    query: {
      filter: ['downloading', 'seeding', 'completed', 'stopped', 'paused', 'stalled', 'errored'],
      category: 'text',
      tag: 'text',
      sort: ['name', 'added_on', 'progress', 'size', 'dlspeed', 'upspeed', 'ratio'],
      reverse: 'flag',
      limit: 'number',
      offset: 'number',
      hashes: 'text',
    },
  },
  properties: { method: 'GET', path: `${api}/torrents/properties`, query: { hash: 'text' } },
  files: { method: 'GET', path: `${api}/torrents/files`, query: { hash: 'text' } },
  trackers: { method: 'GET', path: `${api}/torrents/trackers`, query: { hash: 'text' } },
  categories: { method: 'GET', path: `${api}/torrents/categories` },
  tags: { method: 'GET', path: `${api}/torrents/tags` },
});

const writeCalls = defineCalls({
  login: { method: 'POST', path: `${api}/auth/login`, body: { username: 'text', password: 'text' } },
  add: {
    method: 'POST',
    path: `${api}/torrents/add`,
    body: {
      urls: 'text',
      torrents: 'object',
      category: 'text',
      tags: 'text',
      savepath: 'text',
      autoTMM: 'flag',
      // The name of version 4, and the one of version 5.
      paused: 'flag',
      stopped: 'flag',
    },
    isSlow: true,
  },
  start: { method: 'POST', path: `${api}/torrents/start`, body: ofTorrents },
  stop: { method: 'POST', path: `${api}/torrents/stop`, body: ofTorrents },
  recheck: { method: 'POST', path: `${api}/torrents/recheck`, body: ofTorrents },
  reannounce: { method: 'POST', path: `${api}/torrents/reannounce`, body: ofTorrents },
  setCategory: { method: 'POST', path: `${api}/torrents/setCategory`, body: { ...ofTorrents, category: 'text' } },
  createCategory: {
    method: 'POST',
    path: `${api}/torrents/createCategory`,
    body: { category: 'text', savePath: 'text' },
  },
  addTags: { method: 'POST', path: `${api}/torrents/addTags`, body: { ...ofTorrents, tags: 'text' } },
  removeTags: { method: 'POST', path: `${api}/torrents/removeTags`, body: { ...ofTorrents, tags: 'text' } },
  limitDownload: { method: 'POST', path: `${api}/torrents/setDownloadLimit`, body: { ...ofTorrents, limit: 'number' } },
  limitUpload: { method: 'POST', path: `${api}/torrents/setUploadLimit`, body: { ...ofTorrents, limit: 'number' } },
  limitAllDownloads: { method: 'POST', path: `${api}/transfer/setDownloadLimit`, body: { limit: 'number' } },
  limitAllUploads: { method: 'POST', path: `${api}/transfer/setUploadLimit`, body: { limit: 'number' } },
  // There is setSpeedLimitsMode beside it, which version 4 did not always have.
  toggleLimitsMode: { method: 'POST', path: `${api}/transfer/toggleSpeedLimitsMode` },
  delete: { method: 'POST', path: `${api}/torrents/delete`, body: { ...ofTorrents, deleteFiles: 'flag' } },
});

/** Of version 4 alone; the API description, which is of version 5, does not have them. */
export const versionFourCalls = defineCalls({
  resume: { method: 'POST', path: `${api}/torrents/resume`, body: ofTorrents },
  pause: { method: 'POST', path: `${api}/torrents/pause`, body: ofTorrents },
});

/** Every other call that the client sends. */
export const qbittorrentCalls = { ...readCalls, ...writeCalls };
