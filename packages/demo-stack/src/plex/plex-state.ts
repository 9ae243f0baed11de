import { type PlexAccount, type PlexDevice, plexAccounts, plexDevices } from '../world/plex-household.ts';
import { createRandom } from '../world/seeded-random.ts';
import type { World } from '../world/world.ts';
import { fillLibrary } from './fill-library.ts';
import { KeptSelections } from './kept-selections.ts';
import { type PlexEntry, type PlexSection, type PlexSession, type PlexType, type PlexView } from './plex-entry.ts';

const hourS = 3600;
const usualViews = 600;
const viewsReachBackHours = 400 * 24;

export interface PlexStateOptions {
  /** how much was watched; absent: as much as a household watches in a year */
  readonly views?: number | undefined;
  /** what a query finds is found once until a request writes: for a large library that no test changes itself */
  readonly keepsSelections?: boolean | undefined;
}

/** What the stand-in's Plex keeps; its routes read and change it. */
export class PlexState {
  readonly world: World;
  readonly machineIdentifier = 'demo0000plex0000server0000000000demo0000';
  readonly name = 'Demo Plex';
  readonly accounts: readonly PlexAccount[] = plexAccounts;
  readonly devices: readonly PlexDevice[] = plexDevices;
  readonly sections: PlexSection[];
  readonly entries = new Map<number, PlexEntry>();
  /** the latest last */
  readonly views: PlexView[] = [];
  sessions: PlexSession[] = [];
  /** what was asked of the server itself, such as `butler BackupDatabase` or `emptyTrash 1`, the latest last */
  readonly done: string[] = [];
  /** what the server's log says beside the usual, the latest last */
  readonly logged: string[] = [];
  /** what plex.tv has given to accounts, by their number; one that is not here has a token made of the owner's */
  readonly tokens = new Map<number, string>();
  readonly selections: KeptSelections;
  readonly #children = new Map<number, PlexEntry[]>();
  #lastKey = 0;

  constructor(world: World, { views = usualViews, keepsSelections = false }: PlexStateOptions = {}) {
    this.world = world;
    this.selections = new KeptSelections(keepsSelections);
    this.sections = librarySections(this.clock());
    fillLibrary(world, this.sections, (entry) => this.add(entry));
    this.#watch(views);
    this.#play();
  }

  /** Whose token it is; everybody but the owner got theirs from plex.tv. */
  accountOf(token: string | undefined, ownersToken: string): number | undefined {
    if (token === ownersToken) return 1;
    return this.accounts.find(({ id }) => this.tokenOf(id, ownersToken) === token)?.id;
  }

  /** The invented token of somebody that the server is shared with. */
  tokenOf(accountId: number, ownersToken: string): string {
    return this.tokens.get(accountId) ?? `${ownersToken}-user-${accountId}`;
  }

  /** Seconds since 1970. */
  clock(): number {
    return Math.floor(+this.world.now() / 1000);
  }

  nextKey(): number {
    this.#lastKey += 1;
    return this.#lastKey;
  }

  add(facts: Omit<PlexEntry, 'ratingKey'>): PlexEntry {
    const entry = { ...facts, ratingKey: this.nextKey() };
    this.entries.set(entry.ratingKey, entry);
    if (entry.parent !== undefined) this.#children.set(entry.parent, [...this.childrenOf(entry.parent), entry]);
    return entry;
  }

  /** With all that is below it. */
  remove(ratingKey: number): void {
    for (const child of this.childrenOf(ratingKey)) this.remove(child.ratingKey);
    const parent = this.entries.get(ratingKey)?.parent;
    this.entries.delete(ratingKey);
    if (parent === undefined) return;
    this.#children.set(
      parent,
      this.childrenOf(parent).filter((each) => each.ratingKey !== ratingKey),
    );
  }

  childrenOf(ratingKey: number): readonly PlexEntry[] {
    return this.#children.get(ratingKey) ?? [];
  }

  parentOf(entry: PlexEntry): PlexEntry | undefined {
    return entry.parent === undefined ? undefined : this.entries.get(entry.parent);
  }

  /** Episodes of a show or season, tracks of an artist or album; something without children itself. */
  leavesOf(entry: PlexEntry): readonly PlexEntry[] {
    const children = this.childrenOf(entry.ratingKey);
    return children.length === 0 ? [entry] : children.flatMap((child) => this.leavesOf(child));
  }

  ofType(type: PlexType): PlexEntry[] {
    return [...this.entries.values()].filter((entry) => entry.type === type);
  }

  /** Notes that somebody has seen something. */
  view({ ratingKey, accountId, deviceId, viewedAt }: Omit<PlexView, 'id'>): void {
    this.views.push({ id: this.views.length + 1, ratingKey, accountId, deviceId, viewedAt });
    const entry = this.entries.get(ratingKey);
    if (entry === undefined || accountId !== 1) return;
    entry.viewCount += 1;
    entry.lastViewedAt = viewedAt;
  }

  #watch(count: number): void {
    const random = createRandom(7);
    const seen = [...this.entries.values()].filter(({ files }) => files.length > 0);
    const accounts = this.accounts.map(({ id }) => id);
    const step = (viewsReachBackHours * hourS) / Math.max(1, count);
    for (let index = count; index > 0; index -= 1) {
      // A third of what there is, so that the rest stays unwatched.
      const entry = seen[random.between(0, Math.floor((seen.length - 1) / 3)) * 3];
      const viewedAt = this.clock() - hourS - Math.floor(index * step);
      const accountId = accounts[random.between(0, accounts.length - 1)] ?? 1;
      const deviceId = this.devices[random.between(0, this.devices.length - 1)]?.id ?? 1;
      if (entry !== undefined) this.view({ ratingKey: entry.ratingKey, accountId, deviceId, viewedAt });
    }
  }

  /** Something is half seen, and two people watch now. */
  #play(): void {
    const [movie, another] = this.ofType('movie');
    const episode = this.ofType('episode').find(({ viewCount }) => viewCount === 0);
    for (const entry of [another, episode].filter((each) => each !== undefined)) {
      entry.viewOffsetMs = 600_000;
      entry.lastViewedAt = this.clock() - 2 * hourS;
    }
    const at = { state: 'playing', viewOffsetMs: 900_000 } as const;
    if (movie !== undefined) this.sessions.push({ ...at, ...direct, ratingKey: movie.ratingKey });
    if (episode !== undefined) this.sessions.push({ ...at, ...transcoded, ratingKey: episode.ratingKey });
  }
}

const direct = {
  sessionKey: 1,
  id: 'demo-session-1',
  accountId: 1,
  deviceId: 1,
  address: '192.168.1.20',
  isLocal: true,
  bandwidth: 9500,
} as const;

const transcoded = {
  sessionKey: 2,
  id: 'demo-session-2',
  accountId: 4_000_103,
  deviceId: 3,
  address: '203.0.113.9',
  isLocal: false,
  bandwidth: 3200,
  transcode: { video: 'transcode', audio: 'copy' },
} as const;

function librarySections(clock: number): PlexSection[] {
  const refreshedAt = clock - 6 * hourS;
  const video = { agent: 'tv.plex.agents.movie', scanner: 'Plex Movie' };
  return [
    { key: 1, type: 'movie', title: 'Movies', path: '/data/media/movies', refreshedAt, ...video },
    {
      key: 2,
      type: 'show',
      title: 'TV Shows',
      path: '/data/media/tv',
      refreshedAt,
      agent: 'tv.plex.agents.series',
      scanner: 'Plex TV Series',
    },
    {
      key: 3,
      type: 'artist',
      title: 'Music',
      path: '/data/media/music',
      refreshedAt,
      agent: 'tv.plex.agents.music',
      scanner: 'Plex Music',
    },
  ];
}
