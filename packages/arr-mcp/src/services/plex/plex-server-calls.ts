import { defineCalls } from '../service-call.ts';

/** The server itself. */
export const plexServerCalls = defineCalls({
  info: { method: 'GET', path: '/' },
  bandwidth: { method: 'GET', path: '/statistics/bandwidth', query: { timespan: 'number', lan: ['0', '1'] } },
  resources: { method: 'GET', path: '/statistics/resources', query: { timespan: 'number' } },
  butlerTasks: { method: 'GET', path: '/butler' },
  runButlerTask: { method: 'POST', path: '/butler/{butlerTask}' },
  optimizeDatabase: { method: 'PUT', path: '/library/optimize', query: { async: 'number' } },
  cleanBundles: { method: 'PUT', path: '/library/clean/bundles' },
  logs: { method: 'GET', path: '/diagnostics/logs', isSlow: true, isBinary: true },
  events: { method: 'GET', path: '/:/eventsource/notifications' },
});
