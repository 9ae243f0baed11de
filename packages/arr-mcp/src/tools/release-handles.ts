import { createHmac, randomBytes } from 'node:crypto';

/** What the service has to be told to grab it. A guid may be an address with somebody's passkey in it. */
export interface ListedRelease {
  /** the instance that found it, and alone knows it */
  readonly instance: string;
  readonly indexerId: number;
  readonly guid: string;
  readonly title: string | undefined;
}

interface Kept {
  readonly release: ListedRelease;
  readonly expires: number;
}

// As long as Sonarr and Radarr know themselves what they have found.
const lifetimeMs = 30 * 60 * 1000;
// A dozen searches of many indexers; a flood of them pushes out the oldest.
const maxKept = 5000;

/** Short names for found releases, so that no answer holds their guids. Forgotten after half an hour or a restart. */
export class ReleaseHandles {
  readonly #kept = new Map<string, Kept>();
  readonly #key = randomBytes(32);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The handle of a release; the same one for as long as this server runs. */
  keep(release: ListedRelease): string {
    const handle = this.#handleOf(release);
    // What is found again counts as the newest.
    this.#kept.delete(handle);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= maxKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(handle, { release, expires: this.#now() + lifetimeMs });
    return handle;
  }

  /** The release that this instance has found, as long as it is kept. */
  find(instance: string, handle: string): ListedRelease | undefined {
    const kept = this.#kept.get(handle);
    return kept !== undefined && kept.release.instance === instance && kept.expires > this.#now()
      ? kept.release
      : undefined;
  }

  // With a key of our own, so that the handle tells nothing of a guessable guid.
  #handleOf({ instance, indexerId, guid }: ListedRelease): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([instance, indexerId, guid]))
      .digest('hex')
      .slice(0, 12);
  }
}
