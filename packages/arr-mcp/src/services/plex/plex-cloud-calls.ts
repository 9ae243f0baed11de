import { defineCalls } from '../service-call.ts';

/** Calls to plex.tv, which knows the people that a server is shared with. */
export const plexCloudCalls = defineCalls({
  account: { method: 'GET', path: '/api/v2/user' },
  users: { method: 'GET', path: '/api/users' },
  homeUsers: { method: 'GET', path: '/api/home/users' },
  sharedServers: { method: 'GET', path: '/api/servers/{machineIdentifier}/shared_servers' },
});
