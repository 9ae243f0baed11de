import { z } from 'zod';

import type { ServiceConnection } from '../connection/service-connection.ts';
import { type ArrVersion, arrLibraryCalls } from './arr-calls.ts';
import { ArrClient, type ArrFacts } from './arr-client.ts';
import { DiskSpace, QualityProfile, QueueItemOf, RootFolder } from './arr-schemas.ts';

export interface QueueRemoval {
  /** also from the download client, with what it has downloaded */
  readonly removeFromClient: boolean;
  /** never grab this release again */
  readonly blocklist: boolean;
  /** when it is blocklisted: do not search for another one */
  readonly skipRedownload: boolean;
}

const versions = { v1: arrLibraryCalls('v1'), v3: arrLibraryCalls('v3') };

/** What Sonarr, Radarr and Lidarr share: a library on disks, with a queue of downloads. */
export abstract class ArrLibraryClient extends ArrClient {
  readonly #calls: ReturnType<typeof arrLibraryCalls<ArrVersion>>;

  constructor(connection: ServiceConnection, signal: AbortSignal, facts: ArrFacts) {
    super(connection, signal, facts);
    this.#calls = versions[facts.version];
  }

  async diskSpace(): Promise<DiskSpace[]> {
    return this.call(this.#calls.diskSpace, z.array(DiskSpace));
  }

  async rootFolders(): Promise<RootFolder[]> {
    return this.call(this.#calls.rootFolders, z.array(RootFolder));
  }

  async qualityProfiles(): Promise<QualityProfile[]> {
    return this.call(this.#calls.qualityProfiles, z.array(QualityProfile));
  }

  /** All that it waits for at once; the pages of the queue say what each is of. */
  async queueItems(): Promise<QueueItemOf[]> {
    return this.call(this.#calls.wholeQueue, z.array(QueueItemOf));
  }

  async removeFromQueue(id: number, removal: QueueRemoval): Promise<void> {
    await this.send(this.#calls.removeFromQueue, { params: { id }, query: { ...removal } });
  }

  /** Sends a release that the service has found before to its download client. */
  async grabRelease(guid: string, indexerId: number): Promise<void> {
    await this.call(this.#calls.grabRelease, z.object({}), { body: { guid, indexerId } });
  }
}
