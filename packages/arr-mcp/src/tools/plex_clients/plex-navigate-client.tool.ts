import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { clientInput, toldOutput } from './client-input.ts';
import { findPlayer } from './find-player.ts';
import { reachOf, tellPlayer } from './tell-player.ts';

// As Plex calls them.
const actions = {
  up: 'moveUp',
  down: 'moveDown',
  left: 'moveLeft',
  right: 'moveRight',
  select: 'select',
  back: 'back',
  home: 'home',
  context_menu: 'contextMenu',
} as const;

export default defineTool({
  name: 'plex_navigate_client',
  title: 'Move through the menus of a player',
  description: 'Moves through the menus of a player.',
  toolset: 'plex_clients',
  annotations: { ...WRITE, idempotentHint: false },
  input: z.object({
    ...clientInput,
    action: z.enum(['up', 'down', 'left', 'right', 'select', 'back', 'home', 'context_menu']),
    ...instanceInput,
  }),
  output: z.object(toldOutput),
  async handler({ client: given, action, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const player = await findPlayer(client, given);
    await tellPlayer(player, 'navigation', async () => client.players.navigate(player.id, actions[action]));
    const { id, name } = player;
    return { instance: client.instance, client_id: id, client: name, sent: action, note: reachOf(player) };
  },
});
