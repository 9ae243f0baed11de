import { addTorrents } from './add-torrents.ts';
import { type Reply, type Told, listOf, textOf } from './told.ts';
import type { StoredTorrent } from './torrent-store.ts';
import { type WebApiVersion, versionFacts } from './web-api-version.ts';

type Write = (told: Told) => Reply | void | Promise<Reply>;

/** What is told with POST, by the path below `/api/v2/`. */
export function writesOf(version: WebApiVersion): ReadonlyMap<string, Write> {
  const { hasStart } = versionFacts[version];
  return new Map([
    ...writes,
    [hasStart ? 'torrents/start' : 'torrents/resume', start],
    [hasStart ? 'torrents/stop' : 'torrents/pause', stop],
  ]);
}

const writes: readonly (readonly [string, Write])[] = [
  ['torrents/add', addTorrents],
  [
    'torrents/delete',
    ({ store, form }) => store.find(textOf(form, 'hashes')).forEach(({ hash }) => store.torrents.delete(hash)),
  ],
  ['torrents/recheck', (told) => each(told, (torrent) => (torrent.isChecking = true))],
  ['torrents/reannounce', (told) => each(told, (torrent) => (torrent.isAnnounced = true))],
  ['torrents/setCategory', setCategory],
  ['torrents/createCategory', createCategory],
  ['torrents/addTags', addTags],
  ['torrents/removeTags', removeTags],
  ['torrents/setDownloadLimit', (told) => each(told, (torrent) => (torrent.downloadLimit = limitOf(told.form)))],
  ['torrents/setUploadLimit', (told) => each(told, (torrent) => (torrent.uploadLimit = limitOf(told.form)))],
  ['transfer/setDownloadLimit', ({ store, form }) => void (store.currentLimits().download = limitOf(form))],
  ['transfer/setUploadLimit', ({ store, form }) => void (store.currentLimits().upload = limitOf(form))],
  ['transfer/toggleSpeedLimitsMode', ({ store }) => void (store.hasAlternativeLimits = !store.hasAlternativeLimits)],
];

function start(told: Told): void {
  each(told, (torrent) => (torrent.isStopped = false));
}

function stop(told: Told): void {
  each(told, (torrent) => (torrent.isStopped = true));
}

function each({ store, form }: Told, change: (torrent: StoredTorrent) => void): void {
  store.find(textOf(form, 'hashes')).forEach(change);
}

function setCategory(told: Told): Reply | void {
  const category = textOf(told.form, 'category');
  if (category !== '' && !told.store.categories.has(category)) return { status: 409, text: 'Incorrect category name' };
  each(told, (torrent) => (torrent.category = category));
}

function createCategory({ store, form }: Told): Reply | void {
  const category = textOf(form, 'category');
  if (category === '') return { status: 400, text: 'Category cannot be empty' };
  if (store.categories.has(category)) return { status: 409, text: 'Unable to create category' };
  store.categories.set(category, textOf(form, 'savePath'));
}

function addTags(told: Told): void {
  const tags = listOf(told.form, 'tags');
  for (const tag of tags) told.store.tags.add(tag);
  each(told, (torrent) => (torrent.tags = [...new Set([...torrent.tags, ...tags])].sort()));
}

function removeTags(told: Told): void {
  const tags = listOf(told.form, 'tags');
  each(told, (torrent) => (torrent.tags = torrent.tags.filter((tag) => tags.length > 0 && !tags.includes(tag))));
}

function limitOf(form: FormData): number {
  return Math.max(0, Number(textOf(form, 'limit')));
}
