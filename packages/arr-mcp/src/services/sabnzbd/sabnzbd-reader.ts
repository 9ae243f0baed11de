import { z } from 'zod';

import { SabnzbdApi } from './sabnzbd-api.ts';
import { sabnzbdCalls } from './sabnzbd-calls.ts';
import {
  Categories,
  Config,
  History,
  type HistoryJob,
  JobFiles,
  Queue,
  type QueueJob,
  ServerStats,
  Status,
  type Warning,
  Warnings,
} from './sabnzbd-schemas.ts';

export interface QueueFilter {
  /** part of a name */
  readonly search?: string | undefined;
  readonly id?: string;
}

export interface HistoryFilter extends QueueFilter {
  readonly start?: number;
  readonly limit?: number;
  readonly category?: string | undefined;
  readonly failedOnly?: boolean | undefined;
}

/** What SABnzbd tells. */
export abstract class SabnzbdReader extends SabnzbdApi {
  async version(): Promise<string> {
    const { version } = await this.ask(sabnzbdCalls.version, z.object({ version: z.string() }));
    return version;
  }

  /** The whole queue, or the jobs that the filter names. */
  async queue({ search, id }: QueueFilter = {}): Promise<Queue> {
    const { queue } = await this.ask(sabnzbdCalls.queue, Queue, { search, nzo_ids: id });
    return queue;
  }

  /** Newest first. */
  async history({ start = 0, limit = 50, search, id, category, failedOnly }: HistoryFilter): Promise<History> {
    const fields = { start, limit, search, nzo_ids: id, cat: category, failed_only: failedOnly };
    const { history } = await this.ask(sabnzbdCalls.history, History, fields);
    return history;
  }

  async findQueued(id: string): Promise<QueueJob | undefined> {
    const { jobs } = await this.queue({ id });
    return jobs.find((job) => job.id === id);
  }

  async findInHistory(id: string): Promise<HistoryJob | undefined> {
    const { jobs } = await this.history({ id });
    return jobs.find((job) => job.id === id);
  }

  /** What a queued job consists of; sizes in bytes. */
  async files(id: string): Promise<{ name: string; sizeBytes: number }[]> {
    const { files } = await this.ask(sabnzbdCalls.files, JobFiles, { value: id });
    return files.map(({ filename, bytes }) => ({ name: filename, sizeBytes: Math.round(bytes) }));
  }

  async status(): Promise<Status> {
    const { status } = await this.ask(sabnzbdCalls.status, Status);
    return status;
  }

  async warnings(): Promise<Warning[]> {
    const { warnings } = await this.ask(sabnzbdCalls.warnings, Warnings);
    return warnings;
  }

  /** What was downloaded, in bytes. */
  async serverStats(): Promise<ServerStats> {
    return this.ask(sabnzbdCalls.serverStats, ServerStats);
  }

  async categories(): Promise<string[]> {
    const { categories } = await this.ask(sabnzbdCalls.categories, Categories);
    return categories;
  }

  /** A section, or one setting of it, with its secrets; undefined when there is none. */
  async config(section: string, keyword?: string): Promise<unknown> {
    const { config } = await this.ask(sabnzbdCalls.config, Config, { section, keyword });
    return config[section];
  }
}
