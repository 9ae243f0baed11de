import { Hono } from 'hono';

import { answer } from './answer.ts';
import type { PlexState } from './plex-state.ts';

// The units of Plex's statistics, as its API numbers them, and how long each is.
const timespanS: Readonly<Record<string, number>> = { 1: 2_592_000, 2: 604_800, 3: 86_400, 4: 3600, 6: 1 };
const points = 4;

/** Bandwidth and load, and what the server tells as it happens. */
export function statisticsRoutes(state: PlexState): Hono {
  const app = new Hono();
  app.get('/statistics/bandwidth', (context) => {
    const timespan = context.req.query('timespan') ?? '6';
    const lan = context.req.query('lan');
    const all = bandwidth(state, state.clock(), { timespan: Number(timespan), step: timespanS[timespan] ?? 1 });
    return answer(context, 'MediaContainer', {
      size: all.length,
      Device: state.devices.map(({ id, name, platform, clientIdentifier }) => ({
        id,
        name,
        platform,
        clientIdentifier,
      })),
      Account: state.accounts.map(({ id, name }) => ({ id, key: `/accounts/${id}`, name })),
      StatisticsBandwidth: all.filter((each) => lan === undefined || each.lan === (lan === '1')),
    });
  });
  app.get('/statistics/resources', (context) => {
    const load = Array.from({ length: points }, (_, index) => ({
      timespan: 6,
      at: state.clock() - (points - index) * 5,
      hostCpuUtilization: 20 + index,
      processCpuUtilization: 8 + index / 2,
      hostMemoryUtilization: 41.5,
      processMemoryUtilization: 3.25,
    }));
    return answer(context, 'MediaContainer', { size: load.length, StatisticsResources: load });
  });
  app.get('/:/eventsource/notifications', () => {
    return new Response(events(state), { headers: { 'content-type': 'text/event-stream' } });
  });
  return app;
}

function bandwidth(
  { accounts, devices }: PlexState,
  now: number,
  { timespan, step }: { timespan: number; step: number },
) {
  return accounts.slice(0, 2).flatMap(({ id: accountID }, account) =>
    Array.from({ length: points }, (_, index) => ({
      accountID,
      deviceID: devices[account]?.id ?? 1,
      timespan,
      at: now - index * step,
      lan: account === 0,
      bytes: 1_000_000 * (index + 1) * (account + 1),
    })),
  );
}

/** A few events at once, and then silence until the listener leaves, as on a quiet evening. */
function events(state: PlexState): ReadableStream<Uint8Array> {
  const [session] = state.sessions;
  const told = [
    ['playing', { PlaySessionStateNotification: playing(session?.sessionKey, session?.ratingKey) }],
    ['activity', { ActivityNotification: { event: 'updated', uuid: 'demo', Activity: scanning } }],
    ['timeline', { TimelineEntry: { itemID: '1', sectionID: '1', title: 'Harbour Lights', state: 5, type: 1 } }],
    ['ping', {}],
  ] as const;
  const text = told.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('');
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });
}

function playing(sessionKey = 0, ratingKey = 0) {
  return {
    sessionKey: String(sessionKey),
    ratingKey: String(ratingKey),
    key: `/library/metadata/${ratingKey}`,
    viewOffset: 900_000,
    state: 'playing',
  };
}

const scanning = {
  uuid: 'demo',
  type: 'library.update.section',
  title: 'Scanning Movies',
  subtitle: '',
  progress: 40,
  cancellable: false,
};
