import type {
  QBittorrentClient,
  TorrentOrder,
  TorrentSelection,
} from '../../services/qbittorrent/qbittorrent-client.ts';
import type { Torrent } from '../../services/qbittorrent/qbittorrent-schemas.ts';
import { type Page, page, pageOfPart, pageStart } from '../paging.ts';
import { type InstanceAnswers, askInstances, joinAnswers } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { type TorrentRow, toTorrentRow } from './torrent-row.ts';

/** By name from A, by anything else from the most. */
export const torrentSorts = ['added', 'name', 'progress', 'size', 'speed', 'ratio'] as const;
type TorrentSort = (typeof torrentSorts)[number];

export interface TorrentList extends Pick<TorrentSelection, 'state' | 'category' | 'tag'> {
  readonly sort?: TorrentSort | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly instance?: string | undefined;
}

type Rows = Page<TorrentRow> & Pick<InstanceAnswers<unknown>, 'unavailable'>;

const orders: Readonly<Record<TorrentSort, TorrentOrder>> = {
  added: { sort: 'added_on', descending: true },
  name: { sort: 'name' },
  progress: { sort: 'progress', descending: true },
  size: { sort: 'size', descending: true },
  speed: { sort: 'dlspeed', descending: true },
  ratio: { sort: 'ratio', descending: true },
};

/** One page of the torrents of one instance, or of all. */
export async function listTorrents(input: TorrentList, context: ToolContext): Promise<Rows> {
  const areSeveral = input.instance === undefined && context.services.instances('qbittorrent').length > 1;
  return areSeveral ? listOfAll(input, context) : listOfOne(input, context);
}

// The service cuts the page out of its list.
async function listOfOne(input: TorrentList, context: ToolContext): Promise<Rows> {
  const start = pageStart(input.cursor);
  const asked = await askInstances(context, { service: 'qbittorrent', instance: input.instance }, async (client) =>
    readPart(client, input, start),
  );
  const [first] = asked.answers;
  const { part, total } = first?.value ?? { part: [], total: 0 };
  return pageOfPart(part.map(toTorrentRow), { start, total });
}

async function readPart(
  client: QBittorrentClient,
  { state, category, tag, sort = 'added', limit }: TorrentList,
  start: number,
) {
  const selection = { state, category, tag };
  // One more than is shown tells whether there are more; only then all are counted.
  const order = { ...orders[sort], limit: limit + 1, offset: start };
  const part = await client.torrents(selection, order);
  if (start === 0 && part.length <= limit) return { part, total: part.length };
  const total = await client.countTorrents(selection);
  // Beyond its end the service begins anew.
  return { part: start < total ? part.slice(0, limit) : [], total };
}

// Places in one list say nothing of places in both, so both are read whole.
async function listOfAll(input: TorrentList, context: ToolContext): Promise<Rows> {
  const { state, category, tag, sort = 'added' } = input;
  const asked = await askInstances(context, { service: 'qbittorrent' }, async (client) =>
    client.torrents({ state, category, tag }, orders[sort]),
  );
  const all = joinAnswers(asked).sort((one, other) => compare(one, other, sort));
  const rows = all.map(({ instance, ...torrent }) => ({ instance, ...toTorrentRow(torrent) }));
  return { ...page(rows, input), ...(asked.unavailable === undefined ? {} : { unavailable: asked.unavailable }) };
}

function compare(one: Torrent, other: Torrent, sort: TorrentSort): number {
  if (sort === 'name') return one.name.localeCompare(other.name);
  return amount(other, sort) - amount(one, sort);
}

function amount(torrent: Torrent, sort: Exclude<TorrentSort, 'name'>): number {
  const amounts: Readonly<Record<typeof sort, number>> = {
    added: Date.parse(torrent.added ?? '1970-01-01'),
    progress: torrent.progressPercent,
    size: torrent.sizeBytes ?? 0,
    speed: torrent.downloadSpeed,
    ratio: torrent.ratio,
  };
  return amounts[sort];
}
