import { Hono } from 'hono';

import { answer, container } from './answer.ts';
import { notFound } from './browse-routes.ts';
import type { PlexState } from './plex-state.ts';
import { statisticsRoutes } from './statistics-routes.ts';
import { type ZipEntry, createZip } from './zip.ts';

const version = '1.42.1.10060-4e8b05daf';

const butlerTasks = [
  task('BackupDatabase', 'Backup database', 3),
  task('CleanOldBundles', 'Remove old bundles', 7),
  task('DeepMediaAnalysis', 'Deep media analysis', 1),
  task('OptimizeDatabase', 'Optimize database', 7),
  task('RefreshLibraries', 'Refresh libraries', 1),
] as const;

/** The server itself: what it is, its maintenance, its logs and what it tells as it happens. */
export function serverRoutes(state: PlexState): Hono {
  const app = new Hono();
  app.get('/', (context) => answer(context, 'MediaContainer', serverFacts(state)));
  app.get('/butler', (context) => answer(context, 'ButlerTasks', { ButlerTask: butlerTasks }));
  app.post('/butler/:task', (context) => {
    const { task: name } = context.req.param();
    if (!butlerTasks.some((each) => each.name === name)) return notFound(context);
    state.done.push(`butler ${name}`);
    return context.body(null, 202);
  });
  app.put('/library/optimize', (context) => {
    state.done.push('optimize');
    return context.body(null, 200);
  });
  app.put('/library/clean/bundles', (context) => {
    state.done.push('clean bundles');
    return context.body(null, 200);
  });
  app.put('/library/sections/:id/emptyTrash', (context) => {
    const section = state.sections.find(({ key }) => String(key) === context.req.param('id'));
    if (section === undefined) return notFound(context);
    const gone = [...state.entries.values()].filter(
      (each) => each.sectionId === section.key && each.deletedAt !== undefined,
    );
    for (const { ratingKey } of gone) state.remove(ratingKey);
    state.done.push(`emptyTrash ${section.key}`);
    return context.body(null, 200);
  });
  app.get('/library/sections/:id/refresh', (context) => {
    const section = state.sections.find(({ key }) => String(key) === context.req.param('id'));
    if (section === undefined) return notFound(context);
    section.refreshedAt = state.clock();
    state.done.push(`refresh ${section.key} ${context.req.query('path') ?? ''}`.trim());
    return context.body(null, 200);
  });
  app.get('/diagnostics/logs', (context) =>
    context.body(new Uint8Array(createZip(logFiles(state))), 200, { 'content-type': 'application/zip' }),
  );
  app.route('/', statisticsRoutes(state));
  return app;
}

/** What anybody may know; Plex asks for no token here. */
export function identityRoute(state: PlexState): Hono {
  const app = new Hono();
  app.get('/identity', (context) => {
    const { machineIdentifier } = state;
    return container(context, 'Directory', [], { claimed: true, machineIdentifier, version });
  });
  return app;
}

function serverFacts(state: PlexState): Record<string, unknown> {
  return {
    size: 24,
    friendlyName: state.name,
    machineIdentifier: state.machineIdentifier,
    version,
    platform: 'Linux',
    platformVersion: '6.12',
    allowMediaDeletion: true,
    allowSync: true,
    allowTuners: true,
    companionProxy: true,
    diagnostics: 'logs,databases,streaminglogs',
    eventStream: true,
    hubSearch: true,
    myPlex: true,
    myPlexSigninState: 'ok',
    myPlexSubscription: true,
    myPlexUsername: 'marit@example.test',
    ownerFeatures: 'hardware_transcoding,lyrics,pass,session_kick,webhooks',
    transcoderActiveVideoSessions: 1,
    transcoderAudio: true,
    transcoderVideo: true,
    updatedAt: state.clock() - 86_400,
  };
}

function task(name: string, title: string, interval: number) {
  const description = `${title}, as the schedule has it.`;
  return { name, title, description, interval, enabled: true, scheduleRandomized: false } as const;
}

const line = 'Jan 31, 2026 04:00:0';
const serverLog = [
  `${line}1.123 [140] INFO - Plex Media Server v1.42.1 - ready`,
  `${line}2.456 [141] WARN - Transcoder: no hardware device, X-Plex-Token=xxxxxxxxxxxxxxxxxxxx`,
  `${line}3.789 [142] ERROR - Scanner: could not read /data/media/movies/broken.mkv`,
];
const otherLogs = [
  { name: 'Plex Media Server.1.log', text: `${line}0.000 [139] INFO - the log before` },
  { name: 'Plex Media Scanner.log', text: `${line}4.000 [143] INFO - Scanning Movies` },
  { name: 'Plex Transcoder Statistics.log', text: `${line}5.000 [144] INFO - speed 3.2` },
];

function logFiles({ logged }: PlexState): ZipEntry[] {
  return [{ name: 'Plex Media Server.log', text: [...serverLog, ...logged].join('\n') }, ...otherLogs];
}
