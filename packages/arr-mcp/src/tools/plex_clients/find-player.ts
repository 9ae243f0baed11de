import { AppError } from '../../errors.ts';
import type { PlayingSession, Player } from '../../services/plex/plex-clients-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { shortLine } from '../arr/short-line.ts';
import { itemName } from '../plex_library/item-name.ts';

/** A player, as it announces itself, as its session tells of it, or both. */
export interface KnownPlayer {
  /** its machine identifier */
  readonly id: string;
  readonly name: string;
  readonly product: string | undefined;
  readonly platform: string | undefined;
  readonly version: string | undefined;
  readonly device: string | undefined;
  readonly address: string | undefined;
  /** what it can be told; empty: it did not announce itself, and most likely will not answer */
  readonly capabilities: readonly string[];
  readonly session: PlayingSession | undefined;
}

/** All players that the server knows of now: those that announce themselves, and those that play something. */
export async function listPlayers(client: PlexClient): Promise<KnownPlayer[]> {
  const [announced, sessions] = await Promise.all([client.players.players(), client.players.playing()]);
  const ids = [
    ...announced.map(({ machineIdentifier }) => machineIdentifier),
    ...sessions.map((session) => session.Player?.machineIdentifier),
  ];
  return [...new Set(ids)].flatMap((id) => {
    if (id === undefined) return [];
    const own = announced.find(({ machineIdentifier }) => machineIdentifier === id);
    const session = sessions.find(({ Player: player }) => player?.machineIdentifier === id);
    return [toKnown(id, own, session)];
  });
}

function toKnown(id: string, own: Player | undefined, session: PlayingSession | undefined): KnownPlayer {
  const seen = session?.Player;
  return {
    id,
    name: shortLine(own?.name ?? seen?.title, 80) ?? id,
    product: shortLine(own?.product ?? seen?.product, 80),
    platform: shortLine(seen?.platform, 80),
    version: shortLine(own?.version ?? seen?.version, 40),
    device: shortLine(own?.deviceClass ?? seen?.deviceClass, 40),
    address: shortLine(own?.address ?? seen?.address, 60),
    capabilities: (own?.protocolCapabilities ?? '').split(',').flatMap((each) => shortLine(each, 40) ?? []),
    session,
  };
}

/**
 * The player that is meant, by its id or its name.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function findPlayer(client: PlexClient, given: string): Promise<KnownPlayer> {
  const players = await listPlayers(client);
  const wanted = given.trim().toLowerCase();
  const exact = players.filter(({ id, name }) => id === given.trim() || name.toLowerCase() === wanted);
  const fitting = exact.length > 0 ? exact : players.filter(({ name }) => name.toLowerCase().includes(wanted));
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  throw only === undefined ? unknown(given, players) : several(`fit ${shortLine(given, 80)}`, fitting);
}

/** The one player there is that can be told to play. */
export async function findOnlyPlayer(client: PlexClient): Promise<KnownPlayer> {
  const all = await listPlayers(client);
  const players = all.filter(({ capabilities }) => capabilities.includes('playback'));
  const [only, another] = players;
  if (only !== undefined && another === undefined) return only;
  throw only === undefined ? unknown('that can be told to play', all) : several('can be told to play', players);
}

function unknown(given: string, players: readonly KnownPlayer[]): AppError {
  const seen = players.length === 0 ? 'The server sees none now.' : `The server sees: ${namesOf(players)}.`;
  return new AppError('not_found', `there is no player ${shortLine(given, 80)}`, {
    hint: `${seen} Open Plex on the player, in the server's network; many apps do not announce themselves.`,
  });
}

function several(how: string, players: readonly KnownPlayer[]): AppError {
  return new AppError('invalid_argument', `${players.length} players ${how}`, {
    hint: 'Choose one of them by its id.',
    details: { choices: players.slice(0, 8).map(({ id, name, product }) => ({ id, name, product })) },
  });
}

function namesOf(players: readonly KnownPlayer[]): string {
  return players
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');
}

/** What somebody sees there now. */
export function playingNow({ session }: KnownPlayer) {
  if (session === undefined) return undefined;
  const { ratingKey, User, Player: player, viewOffset, duration, Session } = session;
  return {
    item_id: ratingKey,
    name: itemName(session),
    user: shortLine(User?.title, 80),
    state: player?.state,
    at_seconds: viewOffset,
    duration_seconds: duration,
    session_id: Session?.id,
  };
}
