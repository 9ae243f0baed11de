import { defineCalls } from '../service-call.ts';

/** The server itself. */
export const plexServerCalls = defineCalls({
  info: { method: 'GET', path: '/' },
});
