import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlaybackFacts } from '../../services/plex/plex-clients-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { clientInput, toldOutput } from './client-input.ts';
import { type KnownPlayer, findPlayer } from './find-player.ts';
import { mediaKindOf } from './media-kind.ts';
import { reachOf, tellPlayer } from './tell-player.ts';

const plain = {
  play: 'play',
  pause: 'pause',
  stop: 'stop',
  skip_next: 'skipNext',
  skip_previous: 'skipPrevious',
  step_forward: 'stepForward',
  step_back: 'stepBack',
} as const;

const actions = [
  'play',
  'pause',
  'stop',
  'skip_next',
  'skip_previous',
  'step_forward',
  'step_back',
  'seek_to',
  'seek_forward',
  'seek_back',
  'mute',
  'unmute',
  'set_volume',
] as const;
type Action = (typeof actions)[number];

// How far a seek goes, and how loud it is, where nobody says.
const usualSeekSeconds = 30;
const usualVolume = 50;

export default defineTool({
  name: 'plex_control_playback',
  title: 'Control what a player plays',
  description: 'Pauses, seeks, skips, sets the volume of a player.',
  toolset: 'plex_clients',
  annotations: { ...WRITE, idempotentHint: false },
  input: z.object({
    ...clientInput,
    action: z.enum(actions),
    value: z.int().min(0).optional().describe('Seconds, or volume.'),
    ...instanceInput,
  }),
  output: z.object(toldOutput),
  async handler({ client: given, action, value, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    demandValue(action, value);
    const player = await findPlayer(client, given);
    const type = mediaKindOf(player.session?.type);
    await tellPlayer(player, 'playback', async () => {
      const { command, ...facts } = await toCommand(client, player, { action, value, type });
      await client.players.control(player.id, command, { type, ...facts });
    });
    const { id, name } = player;
    return { instance: client.instance, client_id: id, client: name, sent: action, note: reachOf(player) };
  },
});

function demandValue(action: Action, value: number | undefined): void {
  if (action === 'set_volume' && value !== undefined && value <= 100) return;
  if (action !== 'set_volume' && (action !== 'seek_to' || value !== undefined)) return;
  throw new AppError('invalid_argument', `${action} needs a value`, {
    hint: action === 'set_volume' ? 'Give value from 0 to 100.' : 'Give value as seconds from the start.',
  });
}

interface Wanted {
  readonly action: Action;
  readonly value: number | undefined;
  readonly type: PlaybackFacts['type'];
}

type Command = { readonly command: string } & Pick<PlaybackFacts, 'offset' | 'volume'>;

async function toCommand(client: PlexClient, player: KnownPlayer, { action, value, type }: Wanted): Promise<Command> {
  if (action === 'mute') return { command: 'setParameters', volume: 0 };
  if (action === 'unmute' || action === 'set_volume') return { command: 'setParameters', volume: value ?? usualVolume };
  if (action === 'seek_to') return { command: 'seekTo', offset: (value ?? 0) * 1000 };
  if (action !== 'seek_forward' && action !== 'seek_back') return { command: plain[action] };
  const step = (value ?? usualSeekSeconds) * (action === 'seek_back' ? -1 : 1);
  return { command: 'seekTo', offset: Math.max(0, (await placeOf(client, player, type)) + step) * 1000 };
}

/** Where a player is, in seconds: by its own word, which is newer than what its session tells. */
async function placeOf(client: PlexClient, { id, name, session }: KnownPlayer, type: string): Promise<number> {
  const timelines = await client.players.timelines(id);
  const place = timelines.find((timeline) => timeline.type === type)?.time ?? session?.viewOffset;
  if (place !== undefined) return place;
  throw new AppError('invalid_argument', `${name} plays no ${type} now`, {
    hint: 'plex_get_client tells what it does.',
  });
}
