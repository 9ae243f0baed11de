import { z } from 'zod';

import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { ServiceError } from '../service-error.ts';
import { type Priority, priorityNumbers, sabnzbdCalls } from './sabnzbd-calls.ts';
import { SabnzbdReader } from './sabnzbd-reader.ts';
import { Config, type Queue, type QueueJob } from './sabnzbd-schemas.ts';

/** What a new job may be given. */
export interface JobOptions {
  readonly name?: string | undefined;
  readonly category?: string | undefined;
  readonly priority?: Priority | undefined;
}

const Done = z.object({ status: z.boolean() });
const Added = Done.extend({ nzo_ids: z.array(z.string()) });

/** SABnzbd 3 to 5: one address, `mode` says what is asked. */
export class SabnzbdClient extends SabnzbdReader {
  async setConfig(section: string, keyword: string, value: string): Promise<void> {
    await this.ask(sabnzbdCalls.setConfig, Config, { section, keyword, value });
  }

  /** @param name of a category that is there; another one would be made */
  async setCategory(name: string, keyword: CategorySetting, value: string): Promise<void> {
    await this.ask(sabnzbdCalls.setCategory, Config, { [keyword]: value, keyword: name });
  }

  /**
   * @param name of a server that is there; another one would be made
   * @param values with the server's quota: without it SABnzbd begins to count that anew
   */
  async setServer(name: string, values: Readonly<Partial<Record<ServerSetting, string>>>): Promise<void> {
    await this.ask(sabnzbdCalls.setServer, Config, { ...values, keyword: name });
  }

  /** @param minutes absent: until it is resumed */
  async pauseAll(minutes?: number): Promise<void> {
    if (minutes === undefined) await this.ask(sabnzbdCalls.pauseAll, Done);
    else await this.ask(sabnzbdCalls.pauseFor, Done, { value: minutes });
  }

  async resumeAll(): Promise<void> {
    await this.ask(sabnzbdCalls.resumeAll, Done);
  }

  async pause(id: string): Promise<QueueJob> {
    await this.ask(sabnzbdCalls.pauseJob, Done, { value: id });
    return this.#changed(id);
  }

  async resume(id: string): Promise<QueueJob> {
    await this.ask(sabnzbdCalls.resumeJob, Done, { value: id });
    return this.#changed(id);
  }

  async setPriority(id: string, priority: Priority): Promise<QueueJob> {
    const Position = z.object({ position: z.int() });
    await this.ask(sabnzbdCalls.setPriority, Position, { value: id, value2: priorityNumbers[priority] });
    return this.#changed(id);
  }

  /** @param limit `50%` of the line's speed, `400K` or `5M` bytes a second; empty for none */
  async setSpeedLimit(limit: string): Promise<Queue> {
    await this.ask(sabnzbdCalls.setSpeedLimit, Done, { value: limit });
    return this.queue();
  }

  /** Fetches a failed job again. @returns its new id */
  async retry(id: string): Promise<string | undefined> {
    const answer = await this.ask(sabnzbdCalls.retry, Done.extend({ nzo_id: z.string().optional() }), { value: id });
    return answer.nzo_id;
  }

  /** Hands over the address of an NZB, which SABnzbd fetches from where it stands. @returns the job's id */
  async addUrl(url: string, options: JobOptions): Promise<string> {
    return this.#firstOf(await this.ask(sabnzbdCalls.addUrl, Added, { ...toFields(options), name: url }));
  }

  /** Hands over an NZB. @returns the job's id */
  async addFile(file: File, options: JobOptions): Promise<string> {
    return this.#firstOf(await this.ask(sabnzbdCalls.addFile, Added, { ...toFields(options), name: file }));
  }

  /** @param deleteFiles also what was downloaded so far */
  async deleteFromQueue(id: string, deleteFiles: boolean): Promise<void> {
    const { status } = await this.ask(sabnzbdCalls.deleteFromQueue, Done, { value: id, del_files: deleteFiles });
    if (!status) throw this.#unknown(id);
  }

  /**
   * Moves a job to the archive of the history, where its version has one.
   * @param deleteFiles also what is left of a failed job; finished files always stay
   */
  async deleteFromHistory(id: string, deleteFiles: boolean): Promise<void> {
    if ((await this.findInHistory(id)) === undefined) throw this.#unknown(id);
    await this.ask(sabnzbdCalls.deleteFromHistory, Done, { value: id, del_files: deleteFiles });
  }

  // SABnzbd says yes to what it is asked to do with an unknown job as well.
  async #changed(id: string): Promise<QueueJob> {
    const job = await this.findQueued(id);
    if (job === undefined) throw this.#unknown(id);
    return job;
  }

  #firstOf({ status, nzo_ids: [id] }: z.output<typeof Added>): string {
    if (status && id !== undefined) return id;
    throw new ServiceError(this.instance, 'invalid_argument', 'did not take it: it is no NZB, or is there already', {
      hint: 'sabnzbd_get_warnings tells more.',
    });
  }

  #unknown(id: string): ServiceError {
    const hint = 'sabnzbd_get_queue and sabnzbd_get_history list them.';
    return new ServiceError(this.instance, 'not_found', `has no download ${id}`, { hint });
  }
}

export type CategorySetting = 'pp' | 'dir' | 'priority';
export type ServerSetting = Exclude<
  keyof (typeof sabnzbdCalls)['setServer']['body'],
  'mode' | 'section' | 'keyword' | 'output' | 'apikey'
>;

function toFields({ name, category, priority }: JobOptions) {
  const number = priority === undefined ? undefined : priorityNumbers[priority];
  return { nzbname: name, cat: category, priority: number };
}

export function openSabnzbd(options: OpenOptions): (signal: AbortSignal) => SabnzbdClient {
  // People copy the address of the API as well as that of SABnzbd.
  const connection = new ServiceConnection({ ...options, baseUrl: options.baseUrl.replace(/\/api$/, '') });
  return (signal) => new SabnzbdClient(connection, signal, options.credential.api_key ?? '');
}
