import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { Timeline } from '../../services/plex/plex-clients-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { clientInput } from './client-input.ts';
import { ClientRow, toClientRow } from './client-row.ts';
import { type KnownPlayer, findPlayer } from './find-player.ts';
import { isSilence } from './tell-player.ts';

const TimelineRow = z.object({
  type: z.string().optional(),
  state: z.string().optional(),
  item_id: z.int().optional(),
  at_seconds: z.int().optional(),
  duration_seconds: z.int().optional(),
  volume: z.number().optional(),
  shuffle: z.boolean().optional(),
  repeat: z.number().optional(),
  audio_stream_id: z.string().optional(),
  subtitle_stream_id: z.string().optional(),
  video_stream_id: z.string().optional(),
  controllable: z.string().optional(),
});

export default defineTool({
  name: 'plex_get_client',
  title: 'One player of Plex',
  description: 'What a player can do, and does now.',
  toolset: 'plex_clients',
  annotations: READ,
  input: z.object({ ...clientInput, ...instanceInput }),
  output: z.object({
    items: z.array(
      ClientRow.extend({
        version: z.string().optional(),
        capabilities: z.array(z.string()),
        timelines: z.array(TimelineRow),
        /** why there are no timelines */
        note: z.string().optional(),
      }),
    ),
    ...instanceOutput,
  }),
  async handler({ client: given, instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const player = await findPlayer(client, given);
      const { version, capabilities } = player;
      return [
        { ...toClientRow(player), version, capabilities: [...capabilities], ...(await readTimelines(client, player)) },
      ];
    });
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

async function readTimelines(client: PlexClient, { id, capabilities }: KnownPlayer) {
  if (!capabilities.includes('timeline')) {
    return { timelines: [], note: 'It does not announce itself to the server: only its session is known.' };
  }
  try {
    return { timelines: (await client.players.timelines(id)).map(toRow) };
  } catch (error) {
    if (!isSilence(error)) throw error;
    return { timelines: [], note: 'It did not answer the server.' };
  }
}

function toRow(timeline: Timeline): z.input<typeof TimelineRow> {
  const { type, state, ratingKey, time, duration, volume, shuffle, repeat, controllable } = timeline;
  return {
    type,
    state,
    item_id: ratingKey,
    at_seconds: time,
    duration_seconds: duration,
    volume,
    shuffle,
    repeat,
    audio_stream_id: timeline.audioStreamID,
    subtitle_stream_id: timeline.subtitleStreamID,
    video_stream_id: timeline.videoStreamID,
    controllable: controllable?.slice(0, 300),
  };
}
