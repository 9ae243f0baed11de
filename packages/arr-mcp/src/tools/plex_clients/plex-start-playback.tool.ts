import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { type KnownItem, findItem, itemInput } from '../plex_library/find-item.ts';
import { itemName } from '../plex_library/item-name.ts';
import { playlistTypeOf } from '../plex_lists/list-type.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { clientInput, toldOutput } from './client-input.ts';
import { type KnownPlayer, findOnlyPlayer, findPlayer } from './find-player.ts';
import { mediaKindOf } from './media-kind.ts';
import { findServerPlace } from './server-place.ts';
import { reachOf, tellPlayer } from './tell-player.ts';

export default defineTool({
  name: 'plex_start_playback',
  title: 'Play something on a player',
  description: 'Plays an item on a player.',
  toolset: 'plex_clients',
  annotations: { ...WRITE, idempotentHint: false },
  input: z.object({
    ...itemInput,
    client: clientInput.client.optional(),
    offset_seconds: z.int().min(0).optional(),
    ...instanceInput,
  }),
  output: z.object({ ...toldOutput, item_id: z.int() }),
  async handler({ client: given, offset_seconds: offset = 0, instance, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const item = await findItem(client, wanted);
    const player = given === undefined ? await findOnlyPlayer(client) : await findPlayer(client, given);
    await play(client, player, { item, offset });
    const told = { instance: client.instance, client_id: player.id, client: player.name };
    return { ...told, item_id: item.id, sent: `play ${itemName(item)}`, note: reachOf(player) };
  },
});

async function play(client: PlexClient, player: KnownPlayer, { item, offset }: { item: KnownItem; offset: number }) {
  const uri = await client.lists.uriOf([item.id]);
  const [machineIdentifier, playQueueId, delegation] = await Promise.all([
    client.lists.machineIdentifier(),
    client.players.createPlayQueue(uri, playlistTypeOf(item)),
    delegate(client),
  ]);
  const place = await findServerPlace(client, machineIdentifier);
  const order = {
    type: mediaKindOf(item.type),
    offset: offset * 1000,
    machineIdentifier,
    ...place,
    key: `/library/metadata/${item.id}`,
    playQueueId,
    delegation,
  };
  await tellPlayer(player, 'playback', async () => client.players.play(player.id, order));
}

/** A player that is signed in needs none. */
async function delegate(client: PlexClient): Promise<string | undefined> {
  try {
    return await client.players.delegate();
  } catch (error) {
    if (error instanceof AppError && ['unauthorized', 'not_found', 'invalid_argument'].includes(error.code))
      return undefined;
    throw error;
  }
}
