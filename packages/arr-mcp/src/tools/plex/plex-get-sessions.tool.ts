import { z } from 'zod';

import type { Session } from '../../services/plex/plex-activity-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { place, placedFields } from './item-row.ts';

const SessionRow = z.object({
  instance: z.string().optional(),
  /** for plex_stop_session */
  session_id: z.string().optional(),
  user: z.string().optional(),
  ...placedFields,
  state: z.string().optional(),
  progress_seconds: z.number().optional(),
  duration_seconds: z.number().optional(),
  player: z.string().optional(),
  product: z.string().optional(),
  platform: z.string().optional(),
  address: z.string().optional(),
  local: z.boolean().optional(),
  /** through plex.tv, at 2 Mbit/s at most */
  relayed: z.boolean().optional(),
  kbps: z.number().optional(),
  how: z.enum(['direct play', 'direct stream', 'transcode']),
  video: z.string().optional(),
  audio: z.string().optional(),
  /** `burn`: they are drawn into the picture, so that all of it has to be transcoded */
  subtitles: z.string().optional(),
  resolution: z.string().optional(),
  /** below 1 it cannot keep up, unless it is throttled */
  transcode_speed: z.number().optional(),
  /** far enough ahead to rest */
  throttled: z.boolean().optional(),
  hardware: z.boolean().optional(),
});

export default defineTool({
  name: 'plex_get_sessions',
  title: 'What plays in Plex now',
  description: 'Who watches what now, and whether it is transcoded.',
  toolset: 'plex',
  starred: true,
  annotations: READ,
  input: z.object(instanceInput),
  output: z.object({
    items: z.array(SessionRow),
    total: z.int(),
    transcoding: z.int(),
    direct: z.int(),
    total_kbps: z.number(),
    ...instanceOutput,
  }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      (await client.activity.sessions()).map(toRow),
    );
    const items = joinAnswers(asked);
    const transcoding = items.filter(({ how }) => how === 'transcode').length;
    return {
      items,
      total: items.length,
      transcoding,
      direct: items.length - transcoding,
      total_kbps: items.reduce((sum, { kbps = 0 }) => sum + kbps, 0),
      unavailable: asked.unavailable,
    };
  },
});

function toRow(session: Session): z.input<typeof SessionRow> {
  const { Player, User, Session: stream } = session;
  const how = howOf(session);
  const transcoding = how === 'direct play' ? undefined : session.TranscodeSession;
  return {
    session_id: shortLine(stream?.id, 80),
    user: shortLine(User?.title, 80),
    id: session.ratingKey,
    type: session.type,
    title: shortLine(session.title),
    ...place(session),
    state: shortLine(Player?.state, 20),
    progress_seconds: session.viewOffset,
    duration_seconds: session.duration,
    player: shortLine(Player?.title, 80),
    product: shortLine(Player?.product, 80),
    platform: shortLine(Player?.platform, 40),
    address: shortLine(Player?.address, 60),
    local: Player?.local,
    ...(Player?.relayed === true ? { relayed: true } : {}),
    kbps: stream?.bandwidth ?? played(session)?.bitrate,
    how,
    video: codecs(played(session)?.videoCodec, transcoding?.videoDecision),
    audio: codecs(played(session)?.audioCodec, transcoding?.audioDecision),
    subtitles: shortLine(transcoding?.subtitleDecision, 20),
    resolution: shortLine(played(session)?.videoResolution, 20),
    transcode_speed: transcoding?.speed,
    throttled: transcoding?.throttled,
    ...(transcoding === undefined ? {} : { hardware: usesHardware(transcoding) }),
  };
}

function howOf(session: Session): 'direct play' | 'direct stream' | 'transcode' {
  const { TranscodeSession } = session;
  const ofParts = played(session)?.Part.map(({ decision }) => decision) ?? [];
  // There is a transcode session as soon as a player asks what it could have, even if it then takes the file itself.
  const isPlain = ofParts.length > 0 && ofParts.every((decision) => decision === 'directplay');
  if (isPlain) return 'direct play';
  // While a playback begins, its parts alone tell.
  const decisions =
    TranscodeSession === undefined ? ofParts : [TranscodeSession.videoDecision, TranscodeSession.audioDecision];
  if (decisions.includes('transcode')) return 'transcode';
  return decisions.includes('copy') ? 'direct stream' : 'direct play';
}

function usesHardware(transcoding: NonNullable<Session['TranscodeSession']>): boolean {
  const { transcodeHwDecoding, transcodeHwEncoding, transcodeHwFullPipeline } = transcoding;
  return transcodeHwFullPipeline === true || (transcodeHwDecoding ?? transcodeHwEncoding) !== undefined;
}

function played({ Media }: Session): Session['Media'][number] | undefined {
  return Media.find(({ selected }) => selected === true) ?? Media[0];
}

function codecs(codec: string | undefined, decision: string | undefined): string | undefined {
  return shortLine([codec, decision].filter((part) => part !== undefined).join(', '), 40);
}
