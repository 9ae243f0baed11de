import { defineCalls } from '../service-call.ts';

/** Players: what the server knows of them, and what it passes on to them. */
export const plexClientsCalls = defineCalls({
  players: { method: 'GET', path: '/clients' },
  sessions: { method: 'GET', path: '/status/sessions' },
  servers: { method: 'GET', path: '/servers' },
  createPlayQueue: {
    method: 'POST',
    path: '/playQueues',
    query: { type: ['audio', 'video', 'photo'], uri: 'text', continuous: 'number', shuffle: 'number' },
  },
  delegate: { method: 'POST', path: '/security/token', query: { type: ['delegation'], scope: ['all'] } },
  // Asked with GET, and yet each does something: a second one would skip twice.
  playback: {
    method: 'GET',
    path: '/player/playback/{action}',
    isRead: false,
    query: {
      commandID: 'number',
      type: ['video', 'music', 'photo'],
      offset: 'number',
      volume: 'number',
      audioStreamID: 'number',
      subtitleStreamID: 'number',
      videoStreamID: 'number',
    },
  },
  playMedia: {
    method: 'GET',
    path: '/player/playback/playMedia',
    isRead: false,
    query: {
      commandID: 'number',
      type: ['video', 'music', 'photo'],
      offset: 'number',
      providerIdentifier: 'text',
      machineIdentifier: 'text',
      protocol: 'text',
      address: 'text',
      port: 'number',
      key: 'text',
      containerKey: 'text',
      token: 'text',
    },
  },
  navigation: { method: 'GET', path: '/player/navigation/{action}', isRead: false, query: { commandID: 'number' } },
  timeline: { method: 'GET', path: '/player/timeline/poll', query: { commandID: 'number', wait: 'number' } },
  terminate: { method: 'POST', path: '/status/sessions/terminate', query: { sessionId: 'text', reason: 'text' } },
});
