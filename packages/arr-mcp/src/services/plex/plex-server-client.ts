import { ServiceError } from '../service-error.ts';
import { readEvents, type PlexEvent } from './read-events.ts';
import { type ZipEntry, ZipError, listZip, readZipEntry } from './read-zip.ts';
import { plexServerCalls as calls } from './plex-server-calls.ts';
import { Bandwidth, type ButlerTask, ButlerTasks, type Load, Resources, ServerInfo } from './plex-server-schemas.ts';
import { SignedPlexClient } from './signed-plex-client.ts';

/** Numbers of Plex's statistics. */
export const timespans = { months: 1, weeks: 2, days: 3, hours: 4, seconds: 6 } as const;
export type Timespan = keyof typeof timespans;

/** The log files of a server, as it packs them for download. */
export interface LogArchive {
  readonly files: readonly ZipEntry[];
  /** @throws ServiceError when the file is too long, or broken */
  read(file: ZipEntry): Promise<string>;
}

/** The server itself. */
export class PlexServerClient extends SignedPlexClient {
  async info(): Promise<ServerInfo> {
    return this.call(calls.info, ServerInfo);
  }

  /** @param lan absent: from everywhere */
  async bandwidth(timespan: Timespan, lan?: boolean): Promise<Bandwidth> {
    const where = lan === undefined ? {} : { lan: lan ? '1' : '0' };
    return this.call(calls.bandwidth, Bandwidth, { query: { timespan: timespans[timespan], ...where } });
  }

  /** The latest last. */
  async resources(): Promise<Load[]> {
    const answer = await this.call(calls.resources, Resources, { query: { timespan: timespans.seconds } });
    return answer.StatisticsResources;
  }

  async butlerTasks(): Promise<ButlerTask[]> {
    return (await this.call(calls.butlerTasks, ButlerTasks)).ButlerTask;
  }

  /** Starts it; it runs on after the answer. */
  async runButlerTask(butlerTask: string): Promise<void> {
    await this.tell(calls.runButlerTask, { params: { butlerTask } });
  }

  async optimizeDatabase(): Promise<void> {
    await this.tell(calls.optimizeDatabase, { query: { async: 1 } });
  }

  async cleanBundles(): Promise<void> {
    await this.tell(calls.cleanBundles);
  }

  async logs(): Promise<LogArchive> {
    const { text } = await this.send(calls.logs);
    const bytes = Buffer.from(text, 'latin1');
    return {
      files: this.#readable(() => listZip(bytes)),
      read: async (file) => {
        try {
          return (await readZipEntry(bytes, file)).toString('utf8');
        } catch (cause) {
          throw this.#unreadable(cause);
        }
      },
    };
  }

  /** What the server tells as it happens, until the signal ends it. */
  async *events(signal: AbortSignal): AsyncGenerator<PlexEvent> {
    yield* readEvents(await this.stream(calls.events, signal));
  }

  #readable<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (cause) {
      throw this.#unreadable(cause);
    }
  }

  #unreadable(cause: unknown): unknown {
    if (!(cause instanceof ZipError)) return cause;
    return new ServiceError(this.instance, 'bad_response', `its logs cannot be read: ${cause.message}`, {
      cause,
      hint: 'log_search in plex reads them from the disk, where they are mounted.',
    });
  }
}
