import { z } from 'zod';

import { type ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import type { QueryValue } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import { qbittorrentCalls as calls, versionFourCalls } from './qbittorrent-calls.ts';
import * as schemas from './qbittorrent-schemas.ts';
import { QBittorrentSession } from './qbittorrent-session.ts';
import { SignedClient } from './signed-client.ts';
import { type TorrentFilter, toUpstreamFilter } from './torrent-state.ts';

/** What a list is narrowed to; `category` and `tag` of '' are those without one. */
export interface TorrentSelection {
  readonly state?: TorrentFilter | undefined;
  readonly category?: string | undefined;
  readonly tag?: string | undefined;
  readonly hashes?: readonly string[] | undefined;
}

export interface TorrentOrder {
  readonly sort?: (typeof calls.torrents.query.sort)[number] | undefined;
  readonly descending?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface NewTorrent {
  /** a magnet link or the address of a torrent file, or such a file itself */
  readonly source: string | Blob;
  readonly category?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** in the service's own file system */
  readonly savePath?: string | undefined;
  readonly paused?: boolean | undefined;
}

/** qBittorrent, Web API of version 4 and 5. Torrents are named by their hash. */
export class QBittorrentClient extends SignedClient {
  /** Of qBittorrent, such as `v5.1.0`, and of its Web API. */
  async version(): Promise<{ version: string; webApiVersion: string }> {
    const [version, webApiVersion] = await Promise.all([this.send(calls.version), this.webApiVersion()]);
    return { version: version.text.trim(), webApiVersion };
  }

  async torrents(selection: TorrentSelection = {}, order: TorrentOrder = {}): Promise<schemas.Torrent[]> {
    const { sort, descending, limit, offset } = order;
    const query = { ...(await this.#toQuery(selection)), sort, reverse: descending, limit, offset };
    return this.call(calls.torrents, z.array(schemas.Torrent), { query });
  }

  /** The Web API counts none, so the list is read for it. */
  async countTorrents(selection: TorrentSelection = {}): Promise<number> {
    const query = await this.#toQuery(selection);
    const all = await this.call(calls.torrents, z.array(schemas.TorrentHash), { query });
    return all.length;
  }

  async properties(hash: string): Promise<schemas.TorrentProperties> {
    return this.call(calls.properties, schemas.TorrentProperties, { query: { hash } });
  }

  async files(hash: string): Promise<schemas.TorrentFile[]> {
    return this.call(calls.files, z.array(schemas.TorrentFile), { query: { hash } });
  }

  /** Their addresses without passkeys. */
  async trackers(hash: string): Promise<schemas.Tracker[]> {
    return this.call(calls.trackers, z.array(schemas.Tracker), { query: { hash } });
  }

  async transfer(): Promise<schemas.Transfer> {
    return this.call(calls.transfer, schemas.Transfer);
  }

  /** Totals since ever, and what is free where it saves. */
  async serverState(): Promise<schemas.ServerState> {
    return (await this.call(calls.mainData, schemas.MainData)).server_state;
  }

  async hasAlternativeLimits(): Promise<boolean> {
    return (await this.call(calls.limitsMode, z.int())) === 1;
  }

  async categories(): Promise<schemas.Category[]> {
    return this.call(calls.categories, schemas.Categories);
  }

  async tags(): Promise<string[]> {
    return this.call(calls.tags, z.array(z.string()));
  }

  /** Hashes of what was added, as far as the service tells them; an address is fetched later. */
  async add({ source, category, tags, savePath, paused }: NewTorrent): Promise<string[]> {
    const form = new FormData();
    if (typeof source === 'string') form.set('urls', source);
    else form.set('torrents', source, 'added.torrent');
    if (category !== undefined) form.set('category', category);
    if (tags !== undefined) form.set('tags', tags.join(','));
    // Where torrents are managed automatically, it would choose the place itself.
    for (const [name, value] of savePath === undefined ? [] : placed(savePath)) form.set(name, value);
    for (const name of paused === undefined ? [] : ['paused', 'stopped']) form.set(name, String(paused));
    return this.#readAdded(await this.send(calls.add, { body: form }));
  }

  async start(hashes: readonly string[]): Promise<void> {
    await this.postByVersion({ five: calls.start, four: versionFourCalls.resume }, { hashes });
  }

  async stop(hashes: readonly string[]): Promise<void> {
    await this.postByVersion({ five: calls.stop, four: versionFourCalls.pause }, { hashes });
  }

  async recheck(hashes: readonly string[]): Promise<void> {
    await this.post(calls.recheck, { hashes });
  }

  async reannounce(hashes: readonly string[]): Promise<void> {
    await this.post(calls.reannounce, { hashes });
  }

  /** @param category '' for none */
  async setCategory(hashes: readonly string[], category: string): Promise<void> {
    await this.post(calls.setCategory, { hashes, category });
  }

  async createCategory(category: string): Promise<void> {
    await this.post(calls.createCategory, { category, savePath: '' });
  }

  async addTags(hashes: readonly string[], tags: readonly string[]): Promise<void> {
    await this.post(calls.addTags, { hashes, tags: tags.join(',') });
  }

  async removeTags(hashes: readonly string[], tags: readonly string[]): Promise<void> {
    await this.post(calls.removeTags, { hashes, tags: tags.join(',') });
  }

  /**
   * @param hashes undefined: of everything together
   * @param bytesPerSecond 0 for none
   */
  async limitDownload(hashes: readonly string[] | undefined, bytesPerSecond: number): Promise<void> {
    if (hashes === undefined) await this.post(calls.limitAllDownloads, { limit: bytesPerSecond });
    else await this.post(calls.limitDownload, { hashes, limit: bytesPerSecond });
  }

  /** As limitDownload. */
  async limitUpload(hashes: readonly string[] | undefined, bytesPerSecond: number): Promise<void> {
    if (hashes === undefined) await this.post(calls.limitAllUploads, { limit: bytesPerSecond });
    else await this.post(calls.limitUpload, { hashes, limit: bytesPerSecond });
  }

  async setAlternativeLimits(on: boolean): Promise<void> {
    if ((await this.hasAlternativeLimits()) !== on) await this.post(calls.toggleLimitsMode, {});
  }

  async delete(hashes: readonly string[], deleteFiles: boolean): Promise<void> {
    await this.post(calls.delete, { hashes, deleteFiles });
  }

  async #toQuery({ state, category, tag, hashes }: TorrentSelection): Promise<Record<string, QueryValue>> {
    const filter = state === undefined ? undefined : toUpstreamFilter(state, await this.webApiVersion());
    return { filter, category, tag, hashes: hashes?.join('|') };
  }

  // "Ok." or "Fails." up to Web API 2.13, numbers since; nothing where an answer has no content.
  #readAdded(answer: ServiceAnswer): string[] {
    const said = answer.text.trim();
    if (said === 'Ok.' || said === '') return [];
    const result = said === 'Fails.' ? undefined : this.parse(answer, schemas.AddResult);
    if (result !== undefined && result.success_count + result.pending_count > 0) return result.added_torrent_ids;
    throw new ServiceError(this.instance, 'conflict', 'did not take it: it has it already, or cannot use it', {
      hint: 'qbittorrent_get_torrents shows what it has.',
    });
  }
}

function placed(savePath: string): [string, string][] {
  return [
    ['savepath', savePath],
    ['autoTMM', 'false'],
  ];
}

export function openQBittorrent(options: OpenOptions): (signal: AbortSignal) => QBittorrentClient {
  const connection = new ServiceConnection(options);
  const session = new QBittorrentSession(connection, options.credential);
  return (signal) => new QBittorrentClient(connection, session, signal);
}
