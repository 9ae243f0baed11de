/** A download as its client tells of it. Sizes in bytes, speed in bytes per second. */
export interface ClientDownload {
  /** the client's instance: `sabnzbd`, `qbittorrent-2` */
  readonly client: string;
  /** SABnzbd's nzo id, or a torrent's info hash */
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly sizeBytes?: number | undefined;
  readonly leftBytes?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

/** The same as an *arr tells of it, for one episode, movie or album that it waits for. */
export interface AwaitedDownload {
  /** the *arr's instance: `sonarr`, `radarr-4k` */
  readonly instance: string;
  readonly queueId: number;
  /** the series or movie that it is of */
  readonly mediaId?: number | undefined;
  readonly downloadId?: string | undefined;
  readonly title?: string | undefined;
  readonly state: string;
  readonly reason?: string | undefined;
  /** as the *arr calls it */
  readonly clientName?: string | undefined;
  readonly sizeBytes?: number | undefined;
  readonly leftBytes?: number | undefined;
}

/** One download, from both sides. */
export interface Download {
  readonly id?: string | undefined;
  readonly title: string;
  /** the client's instance, or its name in the *arr when no client that we know has it */
  readonly client?: string | undefined;
  readonly state: string;
  readonly reason?: string | undefined;
  readonly isStuck: boolean;
  readonly sizeBytes?: number | undefined;
  readonly leftBytes?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
  /** who waits for it; empty: somebody added it by hand, or its *arr could not be asked */
  readonly awaited: readonly Pick<AwaitedDownload, 'instance' | 'queueId' | 'mediaId'>[];
}

// What goes on by itself; everything else needs somebody, or patience that has no end.
const goesOn: ReadonlySet<string> = new Set([
  'allocating',
  'checking',
  'delayed',
  'downloading',
  'fetching metadata',
  'importing',
  'moving',
  'paused',
  'queued',
  'repairing',
  'unpacking',
  'verifying',
  'waiting to import',
]);

// Where both sides have a word for it, the *arr's counts only when it knows more than "it runs".
const clientKnowsBetter: ReadonlySet<string> = new Set(['downloading', 'queued', 'paused', 'delayed']);

/**
 * Joins what the clients and the *arr tell by the id of the download, which the *arr writes in another case. A season
 * pack is one download that several episodes wait for. Stuck ones come first, then by title.
 */
export function joinDownloads(clients: readonly ClientDownload[], awaited: readonly AwaitedDownload[]): Download[] {
  const waiting = Map.groupBy(awaited, (each) => keyOf(each.downloadId) ?? `${each.instance} ${each.queueId}`);
  const joined = clients.map((download) => {
    const key = keyOf(download.id) ?? '';
    const own = waiting.get(key) ?? [];
    waiting.delete(key);
    return toDownload(download, own);
  });
  const alone = [...waiting.values()].map((own) => toDownload(undefined, own));
  return [...joined, ...alone].sort(byUrgency);
}

function keyOf(id: string | undefined): string | undefined {
  return id === undefined || id === '' ? undefined : id.toLowerCase();
}

function toDownload(client: ClientDownload | undefined, awaited: readonly AwaitedDownload[]): Download {
  const worst = awaited.find(({ state }) => !goesOn.has(state)) ?? awaited[0];
  const state = stateOf(client?.state, worst?.state);
  return {
    id: client?.id ?? worst?.downloadId,
    title: client?.title ?? worst?.title ?? 'unnamed',
    client: client?.client ?? worst?.clientName,
    state,
    reason: worst?.reason,
    isStuck: !goesOn.has(state),
    sizeBytes: client?.sizeBytes ?? worst?.sizeBytes,
    leftBytes: client?.leftBytes ?? worst?.leftBytes,
    bytesPerSecond: client?.bytesPerSecond,
    secondsLeft: client?.secondsLeft,
    awaited: awaited.map(({ instance, queueId, mediaId }) => ({ instance, queueId, mediaId })),
  };
}

function stateOf(client: string | undefined, arr: string | undefined): string {
  if (client === undefined) return arr ?? 'unknown';
  // "stalled" or "missing files" says more than that something is wrong.
  const isVague = arr === undefined || clientKnowsBetter.has(arr) || (arr === 'stuck' && !goesOn.has(client));
  return isVague ? client : arr;
}

function byUrgency(left: Download, right: Download): number {
  return (
    Number(right.isStuck) - Number(left.isStuck) || (left.title.toLowerCase() < right.title.toLowerCase() ? -1 : 1)
  );
}
