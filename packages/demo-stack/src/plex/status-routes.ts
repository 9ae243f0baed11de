import { Hono } from 'hono';

import { container, paged } from './answer.ts';
import { type Resource, metadata } from './metadata.ts';
import type { PlexSession, PlexView } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** What plays, what was watched, by whom and on what. */
export function statusRoutes(state: PlexState): Hono {
  const app = new Hono();
  app.get('/status/sessions', (context) =>
    container(
      context,
      'Metadata',
      state.sessions.flatMap((session) => sessionResource(state, session)),
    ),
  );
  app.get('/status/sessions/history/all', (context) =>
    paged(context, selectViews(state, new URL(context.req.url).searchParams), (view) => viewResource(state, view)),
  );
  app.get('/accounts', (context) =>
    container(
      context,
      'Account',
      state.accounts.map(({ id, name }) => ({ id, key: `/accounts/${id}`, name, thumb: '' })),
    ),
  );
  app.get('/devices', (context) =>
    container(
      context,
      'Device',
      state.devices.map(({ id, name, platform, clientIdentifier }) => ({
        id,
        name,
        platform,
        clientIdentifier,
        createdAt: 1_654_131_230,
      })),
    ),
  );
  return app;
}

function sessionResource(state: PlexState, session: PlexSession): Resource[] {
  const entry = state.entries.get(session.ratingKey);
  const account = state.accounts.find(({ id }) => id === session.accountId);
  const device = state.devices.find(({ id }) => id === session.deviceId);
  if (entry === undefined || account === undefined || device === undefined) return [];
  const { transcode, address, isLocal, bandwidth } = session;
  const player = {
    address,
    remotePublicAddress: address,
    machineIdentifier: device.clientIdentifier,
    platform: device.platform,
    product: device.product,
    title: device.name,
    state: session.state,
    local: isLocal,
    relayed: false,
    secure: true,
    userID: account.id,
  };
  return [
    {
      ...metadata(state, entry),
      sessionKey: String(session.sessionKey),
      viewOffset: session.viewOffsetMs,
      Media: played(state, session),
      User: { id: String(account.id), title: account.name, thumb: '' },
      Player: player,
      Session: { id: session.id, bandwidth, location: isLocal ? 'lan' : 'wan' },
      ...(transcode === undefined ? {} : { TranscodeSession: transcoding(session) }),
    },
  ];
}

function played(state: PlexState, { ratingKey, transcode }: PlexSession): Resource[] {
  return (state.entries.get(ratingKey)?.files ?? []).map(
    ({ videoCodec, audioCodec, resolution, bitrate, container: kind }) => ({
      id: ratingKey * 10,
      container: kind,
      videoCodec,
      audioCodec,
      videoResolution: resolution,
      bitrate,
      selected: true,
      Part: [
        {
          id: ratingKey * 10,
          container: kind,
          decision: transcode === undefined ? 'directplay' : 'transcode',
          selected: true,
          Stream: [],
        },
      ],
    }),
  );
}

function transcoding({ id, transcode }: PlexSession): Resource {
  return {
    key: `/transcode/sessions/${id}`,
    throttled: false,
    complete: false,
    progress: 12.5,
    speed: 3.2,
    videoDecision: transcode?.video,
    audioDecision: transcode?.audio,
    protocol: 'dash',
    container: 'mp4',
    videoCodec: 'h264',
    audioCodec: 'aac',
    transcodeHwRequested: true,
  };
}

// `viewedAt>` and its like come with the sign in the name, as `viewedAt>=1` is read.
function selectViews(state: PlexState, query: URLSearchParams): readonly PlexView[] {
  const accountId = query.get('accountID');
  const item = query.get('metadataItemID');
  const section = query.get('librarySectionID');
  const since = query.get('viewedAt>');
  const found = state.views.filter(
    (view) =>
      (accountId === null || String(view.accountId) === accountId) &&
      (since === null || view.viewedAt >= Number(since)) &&
      (section === null || String(state.entries.get(view.ratingKey)?.sectionId) === section) &&
      (item === null || isBelow(state, view.ratingKey, Number(item))),
  );
  return query.get('sort') === 'viewedAt:desc' ? found.toReversed() : found;
}

/** A show's history is that of its episodes. */
function isBelow(state: PlexState, ratingKey: number, item: number): boolean {
  const parent = state.entries.get(ratingKey)?.parent;
  return ratingKey === item || (parent !== undefined && isBelow(state, parent, item));
}

function viewResource(state: PlexState, view: PlexView): Resource {
  const { id, ratingKey, accountId, deviceId, viewedAt } = view;
  const base = { historyKey: `/status/sessions/history/${id}`, viewedAt, accountID: accountId, deviceID: deviceId };
  const entry = state.entries.get(ratingKey);
  // What was deleted since is still in the history, without its key.
  if (entry === undefined) return { ...base, title: 'Deleted', type: 'movie' };
  const { type, title, key, index, parentIndex, parentTitle, grandparentTitle, grandparentKey, parentKey } =
    Object.fromEntries(Object.entries(metadata(state, entry)));
  return {
    ...base,
    key,
    ratingKey: String(ratingKey),
    librarySectionID: String(entry.sectionId),
    type,
    title,
    ...defined({ index, parentIndex, parentTitle, grandparentTitle, grandparentKey, parentKey }),
    originallyAvailableAt: entry.originallyAvailableAt,
    thumb: `/library/metadata/${ratingKey}/thumb/${entry.updatedAt}`,
  };
}

function defined(facts: Resource): Resource {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
