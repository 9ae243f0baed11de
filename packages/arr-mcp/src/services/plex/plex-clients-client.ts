import { ServiceError } from '../service-error.ts';
import { plexClientsCalls as calls } from './plex-clients-calls.ts';
import {
  Delegation,
  type Player,
  PlayerList,
  PlayingList,
  type PlayingSession,
  PlayQueue,
  type Timeline,
  TimelineList,
} from './plex-clients-schemas.ts';
import { SignedPlexClient } from './signed-plex-client.ts';

export const mediaKinds = ['video', 'music', 'photo'] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** What a player is told about one kind of media. */
export interface PlaybackFacts {
  readonly type: MediaKind;
  /** milliseconds */
  readonly offset?: number;
  readonly volume?: number;
  readonly audioStreamID?: number;
  readonly subtitleStreamID?: number;
  readonly videoStreamID?: number;
}

/** Where a player finds what it is to play. */
export interface PlayOrder {
  readonly type: MediaKind;
  /** milliseconds */
  readonly offset: number;
  readonly machineIdentifier: string;
  /** of the server, as the player sees it */
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly key: string;
  readonly playQueueId: number;
  /** lets a player in that is not signed in; Plex makes such tokens for this, and forgets them after two days */
  readonly delegation?: string | undefined;
}

/** Players, and what they play. All that is said to a player goes through the server. */
export class PlexPlayersClient extends SignedPlexClient {
  // Players ignore what has a lower number than what came before.
  #commandId = Math.floor(Date.now() / 1000);

  /** Our address of the server. */
  get baseUrl(): string {
    return this.connection.baseUrl;
  }

  /** Those that announce themselves to the server; most of today's apps do not. */
  async players(): Promise<Player[]> {
    return (await this.call(calls.players, PlayerList)).Server;
  }

  async playing(): Promise<PlayingSession[]> {
    return (await this.call(calls.sessions, PlayingList)).Metadata;
  }

  /** What a player is doing, by its own word. */
  async timelines(playerId: string): Promise<Timeline[]> {
    const input = { query: { commandID: this.#next(), wait: 0 }, headers: target(playerId) };
    return (await this.call(calls.timeline, TimelineList, input)).Timeline;
  }

  async control(playerId: string, action: string, facts: PlaybackFacts): Promise<void> {
    const query = { ...facts, commandID: this.#next() };
    await this.send(calls.playback, { params: { action }, query, headers: target(playerId) });
  }

  async navigate(playerId: string, action: string): Promise<void> {
    const query = { commandID: this.#next() };
    await this.send(calls.navigation, { params: { action }, query, headers: target(playerId) });
  }

  async play(playerId: string, { playQueueId, delegation: token, ...order }: PlayOrder): Promise<void> {
    const query = {
      ...order,
      providerIdentifier: 'com.plexapp.plugins.library',
      containerKey: `/playQueues/${playQueueId}?window=100&own=1`,
      // The player reads it from its own address; there is no other way to hand it over.
      token,
      commandID: this.#next(),
    };
    await this.send(calls.playMedia, { query, headers: target(playerId) });
  }

  /** @param uri of the items, as `PlexListsClient.uriOf` has it */
  async createPlayQueue(uri: string, type: 'audio' | 'video' | 'photo'): Promise<number> {
    const query = { type, uri, continuous: type === 'video' ? 1 : 0, shuffle: 0 };
    const { playQueueID } = await this.call(calls.createPlayQueue, PlayQueue, { query });
    if (playQueueID !== undefined) return playQueueID;
    throw new ServiceError(this.instance, 'bad_response', 'made no play queue');
  }

  /** A passing token for a player; undefined where the server gives none. */
  async delegate(): Promise<string | undefined> {
    const query = { type: 'delegation', scope: 'all' };
    return (await this.call(calls.delegate, Delegation, { query })).token;
  }

  /** This server and those it sees, with their addresses in the local network. */
  async servers(): Promise<Player[]> {
    return (await this.call(calls.servers, PlayerList)).Server;
  }

  /** @param reason which the player shows */
  async terminate(sessionId: string, reason: string): Promise<void> {
    await this.send(calls.terminate, { query: { sessionId, reason } });
  }

  #next(): number {
    this.#commandId += 1;
    return this.#commandId;
  }
}

function target(playerId: string): Readonly<Record<string, string>> {
  return { 'X-Plex-Target-Client-Identifier': playerId };
}
