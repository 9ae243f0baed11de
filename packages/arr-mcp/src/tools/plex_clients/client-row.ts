import { z } from 'zod';

import { type KnownPlayer, playingNow } from './find-player.ts';

export const ClientRow = z.object({
  instance: z.string().optional(),
  id: z.string(),
  name: z.string(),
  product: z.string().optional(),
  platform: z.string().optional(),
  device: z.string().optional(),
  address: z.string().optional(),
  /** announces itself, and takes commands */
  controllable: z.boolean(),
  playing: z
    .object({
      item_id: z.int().optional(),
      name: z.string(),
      user: z.string().optional(),
      state: z.string().optional(),
      at_seconds: z.int().optional(),
      duration_seconds: z.int().optional(),
      session_id: z.string().optional(),
    })
    .optional(),
});

export function toClientRow(player: KnownPlayer): z.input<typeof ClientRow> {
  const { id, name, product, platform, device, address, capabilities } = player;
  const controllable = capabilities.includes('playback');
  return { id, name, product, platform, device, address, controllable, playing: playingNow(player) };
}
