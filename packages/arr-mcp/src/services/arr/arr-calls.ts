import { defineCalls } from '../service-call.ts';

export type ArrVersion = 'v1' | 'v3';

// The service asks each of a kind in turn; when one fails it answers with the results of all and status 400.
const ownTest = { isSlow: true, alsoAccepts: 400 } as const;

/** The calls that every *arr has. */
export function arrCalls<const Version extends ArrVersion>(version: Version) {
  const api = `/api/${version}` as const;
  return defineCalls({
    status: { method: 'GET', path: `${api}/system/status` },
    health: { method: 'GET', path: `${api}/health` },
    tags: { method: 'GET', path: `${api}/tag` },
    command: { method: 'POST', path: `${api}/command`, body: { name: 'text' } },
    oneCommand: { method: 'GET', path: `${api}/command/{id}` },
    indexers: { method: 'GET', path: `${api}/indexer` },
    testIndexers: { method: 'POST', path: `${api}/indexer/testall`, ...ownTest },
    notifications: { method: 'GET', path: `${api}/notification` },
    testNotifications: { method: 'POST', path: `${api}/notification/testall`, ...ownTest },
    downloadClients: { method: 'GET', path: `${api}/downloadclient` },
    testDownloadClients: { method: 'POST', path: `${api}/downloadclient/testall`, ...ownTest },
  });
}

/** The calls of those that keep a library: Sonarr, Radarr, Lidarr. */
export function arrLibraryCalls<const Version extends ArrVersion>(version: Version) {
  const api = `/api/${version}` as const;
  return defineCalls({
    diskSpace: { method: 'GET', path: `${api}/diskspace` },
    rootFolders: { method: 'GET', path: `${api}/rootfolder` },
    qualityProfiles: { method: 'GET', path: `${api}/qualityprofile` },
    wholeQueue: { method: 'GET', path: `${api}/queue/details` },
    removeFromQueue: {
      method: 'DELETE',
      path: `${api}/queue/{id}`,
      query: { removeFromClient: 'flag', blocklist: 'flag', skipRedownload: 'flag', changeCategory: 'flag' },
    },
    grabRelease: { method: 'POST', path: `${api}/release`, body: { guid: 'text', indexerId: 'number' }, isSlow: true },
  });
}
