import type { PlexDevice } from '../world/plex-household.ts';
import type { PlexState } from './plex-state.ts';

export interface AnnouncedPlayer {
  readonly device: PlexDevice;
  readonly capabilities: string;
}

export type DemoTimeline = Readonly<Record<string, string | number>>;

interface Playing {
  state: string;
  timeMs: number;
  durationMs: number;
  itemId: number;
  volume: number;
  streams: Record<string, string>;
}

// The television can be told everything, the tablet has no menus to move through; a browser does not announce itself.
const capabilities: readonly string[] = [
  'timeline,playback,navigation,mirror,playqueues',
  'playback,playqueues,timeline,provider-playback',
];
const stepMs = 30_000;
const seekable = 'playPause,stop,volume,audioStream,subtitleStream,seekTo,skipPrevious,skipNext,stepBack,stepForward';

/** The household's players as the server reaches them. */
export class DemoPlayers {
  readonly #state: PlexState;
  readonly #playing = new Map<string, Playing>();
  readonly #queues = new Map<number, readonly number[]>();

  constructor(state: PlexState) {
    this.#state = state;
    for (const { deviceId, ratingKey, viewOffsetMs } of state.sessions) {
      const device = state.devices.find(({ id }) => id === deviceId);
      if (device !== undefined) this.#start(device.clientIdentifier, ratingKey, viewOffsetMs);
    }
  }

  announced(): AnnouncedPlayer[] {
    return capabilities.flatMap((each, index) => {
      const device = this.#state.devices[index];
      return device === undefined ? [] : [{ device, capabilities: each }];
    });
  }

  isAnnounced(playerId: string): boolean {
    return this.announced().some(({ device }) => device.clientIdentifier === playerId);
  }

  addQueue(items: readonly number[]): number {
    const id = this.#queues.size + 1;
    this.#queues.set(id, items);
    return id;
  }

  timelines(playerId: string): DemoTimeline[] {
    const now = this.#playing.get(playerId);
    const idle = ['music', 'photo'].map((type) => ({ type, state: 'stopped' }));
    if (now === undefined || now.state === 'stopped') return [...idle, { type: 'video', state: 'stopped' }];
    const { state, timeMs: time, durationMs: duration, itemId: ratingKey, volume, streams } = now;
    const facts = { key: `/library/metadata/${ratingKey}`, controllable: seekable };
    return [...idle, { type: 'video', state, time, duration, ratingKey, volume, ...facts, ...streams }];
  }

  /** @returns whether the player knows such a command */
  tell(playerId: string, action: string, query: Readonly<Record<string, string>>): boolean {
    if (action === 'playMedia') return this.#playMedia(playerId, query);
    const now = this.#playing.get(playerId);
    if (now === undefined) return action === 'stop';
    const change = commands[action];
    if (change === undefined) return false;
    change(now, query);
    this.#state.done.push(`player ${playerId} ${action}`);
    return true;
  }

  navigate(playerId: string, action: string): boolean {
    this.#state.done.push(`player ${playerId} navigation ${action}`);
    return this.announced().some(
      ({ device, capabilities: can }) => device.clientIdentifier === playerId && can.includes('navigation'),
    );
  }

  #playMedia(playerId: string, query: Readonly<Record<string, string>>): boolean {
    const [, queue] = /^\/playQueues\/(\d+)/.exec(query['containerKey'] ?? '') ?? [];
    const [, item] = /\/(\d+)$/.exec(query['key'] ?? '') ?? [];
    const knowsServer = query['machineIdentifier'] === this.#state.machineIdentifier && query['address'] !== undefined;
    if (!this.#queues.has(Number(queue)) || !knowsServer) return false;
    this.#start(playerId, Number(item), Number(query['offset'] ?? 0));
    this.#state.done.push(`player ${playerId} playMedia ${item}`);
    return true;
  }

  #start(playerId: string, itemId: number, timeMs: number): void {
    const durationMs = this.#state.entries.get(itemId)?.durationMs ?? 0;
    this.#playing.set(playerId, { state: 'playing', timeMs, durationMs, itemId, volume: 80, streams: {} });
  }
}

type Change = (now: Playing, query: Readonly<Record<string, string>>) => Playing;

const commands: Readonly<Record<string, Change>> = {
  play: (now) => Object.assign(now, { state: 'playing' }),
  pause: (now) => Object.assign(now, { state: 'paused' }),
  stop: (now) => Object.assign(now, { state: 'stopped' }),
  skipNext: (now) => Object.assign(now, { timeMs: 0 }),
  skipPrevious: (now) => Object.assign(now, { timeMs: 0 }),
  stepForward: (now) => Object.assign(now, { timeMs: now.timeMs + stepMs }),
  stepBack: (now) => Object.assign(now, { timeMs: Math.max(0, now.timeMs - stepMs) }),
  seekTo: (now, { offset }) => Object.assign(now, { timeMs: Number(offset) }),
  setParameters: (now, { volume }) => Object.assign(now, { volume: Number(volume ?? now.volume) }),
  setStreams: (now, query) => {
    const named = Object.entries(query).filter(([name]) => name.endsWith('StreamID'));
    return Object.assign(now, { streams: { ...now.streams, ...Object.fromEntries(named) } });
  },
};
