import { Hono } from 'hono';

import { container, paged } from './answer.ts';
import { type Resource, metadata } from './metadata.ts';
import type { PlexSession } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';
import { selectViews } from './select-views.ts';
import { viewReader } from './view-resource.ts';

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
  app.get('/status/sessions/history/all', (context) => {
    const query = new URL(context.req.url).searchParams;
    return paged(context, selectViews(state, query), viewReader(state, query.get('excludeFields') ?? ''));
  });
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
