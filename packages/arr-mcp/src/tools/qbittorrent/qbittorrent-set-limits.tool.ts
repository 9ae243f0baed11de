import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { getTorrents, torrentsInput } from './find-torrents.ts';
import { NamedTorrent, toNamed } from './torrent-row.ts';

const speed = z.int().min(0).optional();
const limits = { download_limit: z.number(), upload_limit: z.number() };

export default defineTool({
  name: 'qbittorrent_set_limits',
  title: 'Speed limits',
  description: 'Limits torrents, or all together; bytes/s, 0 for none.',
  toolset: 'qbittorrent',
  annotations: WRITE,
  input: z.object({
    torrents: torrentsInput.torrents.optional(),
    download: speed,
    upload: speed,
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    /** of everything together */
    all: z.object({ ...limits, alternative_limits: z.boolean() }).optional(),
    items: z.array(NamedTorrent.extend(limits)).optional(),
  }),
  async handler({ torrents, download, upload, instance }, context) {
    const client = clientOf(context, 'qbittorrent', instance);
    const hashes = torrents === undefined ? undefined : (await getTorrents(client, torrents)).map(({ hash }) => hash);
    if (download !== undefined) await client.limitDownload(hashes, download);
    if (upload !== undefined) await client.limitUpload(hashes, upload);
    const now = hashes === undefined ? { all: await limitsOfAll(client) } : { items: await limitsOf(client, hashes) };
    if (download === undefined && upload === undefined) {
      throw new AppError('invalid_argument', 'no limit was named', { hint: 'Name download, upload, or both.' });
    }
    return { instance: client.instance, ...now };
  },
});

// The limits of the mode that is on: a change goes to that mode alone.
async function limitsOfAll(client: QBittorrentClient) {
  const [transfer, isAlternative] = await Promise.all([client.transfer(), client.hasAlternativeLimits()]);
  const { downloadLimit, uploadLimit } = transfer;
  return { download_limit: downloadLimit, upload_limit: uploadLimit, alternative_limits: isAlternative };
}

async function limitsOf(client: QBittorrentClient, hashes: readonly string[]) {
  const torrents = await client.torrents({ hashes });
  return torrents.map((torrent) => ({
    ...toNamed(torrent),
    download_limit: torrent.downloadLimit,
    upload_limit: torrent.uploadLimit,
  }));
}
