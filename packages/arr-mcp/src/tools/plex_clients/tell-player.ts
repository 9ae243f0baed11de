import { AppError } from '../../errors.ts';
import type { KnownPlayer } from './find-player.ts';

/**
 * Tells a player something, and tells the caller honestly what can be known of it: that the server passed it on.
 * @throws AppError where the player cannot be told, or does not answer
 */
export async function tellPlayer(player: KnownPlayer, kind: string, tell: () => Promise<void>): Promise<void> {
  if (player.capabilities.length > 0 && !player.capabilities.includes(kind)) {
    throw new AppError('refused', `${player.name} takes no ${kind} commands`, {
      hint: `It takes: ${player.capabilities.join(', ')}.`,
    });
  }
  try {
    await tell();
  } catch (error) {
    throw isSilence(error) ? silent(player, error) : error;
  }
}

/** How sure it is that a player did as it was told. */
export function reachOf({ capabilities }: KnownPlayer): string {
  return capabilities.length > 0
    ? 'The server passed it on; plex_get_client tells what the player does now.'
    : 'The server took it, but this player does not announce itself, and may have ignored it; look at the player.';
}

/** Whether a failure only says that the player said nothing. */
export function isSilence(error: unknown): error is AppError {
  return error instanceof AppError && ['timeout', 'not_found', 'unavailable', 'upstream'].includes(error.code);
}

function silent({ name, capabilities, product = 'its app' }: KnownPlayer, cause: AppError): AppError {
  const why =
    capabilities.length > 0
      ? 'Is it switched on, with Plex open? Otherwise steer it by hand.'
      : 'It does not announce itself to the server: most apps of today cannot be steered so. plex_stop_session can end what it plays.';
  return new AppError('unavailable', `${name} (${product}) did not answer; nothing is known to have happened`, {
    cause,
    hint: why,
  });
}
