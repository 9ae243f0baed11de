import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlayingSession } from '../../services/plex/plex-clients-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';

const usualReason = 'The server ends this playback.';

export default defineDestructiveTool({
  name: 'plex_stop_session',
  title: "End somebody's playback",
  description: "Ends somebody's playback.",
  toolset: 'plex_clients',
  input: z.object({
    session_id: z.string().min(1).max(100),
    reason: z.string().min(1).max(200).optional(),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), session_id: z.string(), stopped: z.string(), reason: z.string() }),
  async plan({ session_id: given, reason = usualReason, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const { Session, User, Player: player, ...item } = await findSession(client, given);
    const [who, where] = [shortLine(User?.title, 80) ?? 'somebody', shortLine(player?.title, 80) ?? 'a player'];
    const name = itemName(item);
    return {
      summary: `Ends ${name}, which ${who} plays on ${where}; they are told: ${reason}`,
      instance: client.instance,
      session_id: Session?.id ?? given,
      name,
      user: who,
      client: where,
      reason,
    };
  },
  async handler({ session_id: id, name, user, reason, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    try {
      await client.players.terminate(id, reason);
    } catch (error) {
      throw error instanceof AppError && error.code === 'unauthorized' ? withoutPass(error) : error;
    }
    return { instance, session_id: id, stopped: `${name}, played by ${user}`, reason };
  },
});

/** @param given the id of a session, or its key */
async function findSession(client: PlexClient, given: string): Promise<PlayingSession> {
  const sessions = await client.players.playing();
  const found = sessions.find(({ Session, sessionKey }) => Session?.id === given || sessionKey === given);
  if (found !== undefined) return found;
  throw new AppError('not_found', `there is no session ${shortLine(given, 100)}`, {
    hint: 'plex_get_sessions and plex_list_clients tell what plays now, with session_id.',
  });
}

// The token was good for the list of sessions a moment before.
function withoutPass(cause: AppError): AppError {
  return new AppError('refused', 'Plex did not let the playback be ended (401)', {
    cause,
    hint: 'Ending playbacks needs Plex Pass on the server, and the token of its owner.',
  });
}
