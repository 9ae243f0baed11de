import {
  type AwaitedDownload,
  type ClientDownload,
  type Download,
  joinDownloads,
} from '../../domain/downloads/join-downloads.ts';
import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import type { QueueItemOf } from '../../services/arr/arr-schemas.ts';
import type { QueueJob } from '../../services/sabnzbd/sabnzbd-schemas.ts';
import { queueState } from '../arr/queue-state.ts';
import { reasonOf } from '../arr/queue-row.ts';
import { shortLine } from '../arr/short-line.ts';
import { type Unavailable, askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { type Part, joinParts, readPart, toPart } from './read-part.ts';

type Context = Pick<ToolContext, 'services' | 'signal'>;

const queueOwners = ['sonarr', 'radarr', 'lidarr'] as const;

/** Whether there is any service that downloads are read from. */
export function hasDownloadServices({ services }: Pick<ToolContext, 'services'>): boolean {
  return [...queueOwners, 'sabnzbd' as const, 'qbittorrent' as const].some(
    (name) => services.instances(name).length > 0,
  );
}

export interface DownloadsReading {
  readonly downloads: Download[];
  /** instances that could not be asked */
  readonly unavailable: Unavailable[];
}

/** All downloads, from both sides; what is set up and down is told of, what is not set up is left out. */
export async function readDownloads(context: Context): Promise<DownloadsReading> {
  const awaited = await readAwaited(context);
  const ids = awaited.rows.flatMap(({ downloadId }) => downloadId ?? []);
  const clients = await readClients(context, ids);
  return {
    downloads: joinDownloads(clients.rows, awaited.rows),
    unavailable: [...awaited.unavailable, ...clients.unavailable],
  };
}

/** What each *arr waits for; a service that is not set up is left out. */
async function readAwaited(context: Context): Promise<Part<AwaitedDownload>> {
  const parts = await Promise.all(
    queueOwners.map(async (service) =>
      readPart(context, service, async () => {
        const asked = await askInstances(context, { service }, async (client) => client.queueItems());
        return toPart(asked, (item, instance) => toAwaited(item, instance));
      }),
    ),
  );
  return joinParts(parts);
}

/** What runs in the clients, and of what has ended that which an *arr still waits for. */
async function readClients(context: Context, awaitedIds: readonly string[]): Promise<Part<ClientDownload>> {
  const hashes = awaitedIds.filter((id) => /^[0-9a-f]{40,64}$/i.test(id)).map((id) => id.toLowerCase());
  const parts = await Promise.all([
    readPart(context, 'sabnzbd', async () => {
      const asked = await askInstances(context, { service: 'sabnzbd' }, async (client) => (await client.queue()).jobs);
      return toPart(asked, toUsenetDownload);
    }),
    readPart(context, 'qbittorrent', async () => {
      const asked = await askInstances(context, { service: 'qbittorrent' }, async (client) =>
        torrentsOf(client, hashes),
      );
      return toPart(asked, toTorrentDownload);
    }),
  ]);
  return joinParts(parts);
}

async function torrentsOf(client: QBittorrentClient, hashes: readonly string[]) {
  const [running, awaited] = await Promise.all([
    client.torrents({ state: 'downloading' }),
    hashes.length === 0 ? [] : client.torrents({ hashes }),
  ]);
  return [...new Map([...running, ...awaited].map((torrent) => [torrent.hash, torrent])).values()];
}

function toAwaited(item: QueueItemOf, instance: string): AwaitedDownload {
  return {
    instance,
    queueId: item.id,
    mediaId: item.seriesId ?? item.movieId,
    downloadId: item.downloadId,
    title: shortLine(item.title),
    state: queueState(item),
    reason: reasonOf(item),
    clientName: shortLine(item.downloadClient),
    sizeBytes: item.size,
    leftBytes: item.sizeleft,
  };
}

// SABnzbd's words that are not those of the others.
const usenetStates: Readonly<Record<string, string>> = {
  Extracting: 'unpacking',
  Fetching: 'fetching metadata',
  Grabbing: 'fetching metadata',
  Propagating: 'delayed',
  QuickCheck: 'verifying',
};

function toUsenetDownload(job: QueueJob, client: string): ClientDownload {
  const { id, name, status, sizeBytes, leftBytes, secondsLeft } = job;
  const state = usenetStates[status] ?? status.toLowerCase();
  return {
    client,
    id,
    title: shortLine(name) ?? id,
    state,
    sizeBytes,
    leftBytes,
    secondsLeft: secondsLeft || undefined,
  };
}

type Torrent = Awaited<ReturnType<QBittorrentClient['torrents']>>[number];

function toTorrentDownload(torrent: Torrent, client: string): ClientDownload {
  const { hash, name, state, sizeBytes, progressPercent, downloadSpeed, etaSeconds } = torrent;
  return {
    client,
    id: hash,
    title: shortLine(name) ?? hash,
    state,
    sizeBytes,
    leftBytes: sizeBytes === undefined ? undefined : Math.round((sizeBytes * (100 - progressPercent)) / 100),
    bytesPerSecond: downloadSpeed,
    secondsLeft: etaSeconds,
  };
}
