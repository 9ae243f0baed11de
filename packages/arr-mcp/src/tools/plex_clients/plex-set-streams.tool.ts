import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { clientInput, toldOutput } from './client-input.ts';
import { findPlayer } from './find-player.ts';
import { mediaKindOf } from './media-kind.ts';
import { reachOf, tellPlayer } from './tell-player.ts';

const streamId = z.int().min(0).optional();

export default defineTool({
  name: 'plex_set_streams',
  title: 'Choose audio and subtitles on a player',
  description: 'Chooses audio and subtitles of what plays.',
  toolset: 'plex_clients',
  annotations: WRITE,
  input: z.object({
    ...clientInput,
    audio_stream_id: streamId,
    subtitle_stream_id: streamId.describe('0 = off.'),
    video_stream_id: streamId,
    ...instanceInput,
  }),
  output: z.object(toldOutput),
  async handler({ client: given, instance, ...streams }, context) {
    const {
      audio_stream_id: audioStreamID,
      subtitle_stream_id: subtitleStreamID,
      video_stream_id: videoStreamID,
    } = streams;
    const changed = Object.entries(streams).flatMap(([name, id]) => (id === undefined ? [] : [`${name} ${id}`]));
    if (changed.length === 0) {
      throw new AppError('invalid_argument', 'no stream was given', {
        hint: 'plex_get_item lists the streams of an item with their ids.',
      });
    }
    const client = clientOf(context, 'plex', instance);
    const player = await findPlayer(client, given);
    const facts = {
      ...(audioStreamID === undefined ? {} : { audioStreamID }),
      ...(subtitleStreamID === undefined ? {} : { subtitleStreamID }),
      ...(videoStreamID === undefined ? {} : { videoStreamID }),
    };
    const type = mediaKindOf(player.session?.type);
    await tellPlayer(player, 'playback', async () =>
      client.players.control(player.id, 'setStreams', { type, ...facts }),
    );
    const { id, name } = player;
    return { instance: client.instance, client_id: id, client: name, sent: changed.join(', '), note: reachOf(player) };
  },
});
