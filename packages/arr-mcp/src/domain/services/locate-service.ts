import { AppError } from '../../errors.ts';
import type { ProbeResult, ProbeService } from '../../services/probe/probe-service.ts';
import { type Viewpoint, candidateUrls, hostUrls } from './candidate-urls.ts';
import type { Catalog } from './match-container.ts';
import type { Sighting } from './sightings.ts';

export interface LocateParts {
  readonly probe: ProbeService;
  readonly catalog: Catalog;
  readonly viewpoint: Viewpoint;
}

export interface Location {
  readonly url?: string;
  /** whether it answered there as this service */
  readonly answered: boolean;
  /** where something else answers */
  readonly strangerAt?: string;
}

/**
 * Where a sighted service is: the first address at which it answers as this service. One that runs and does not answer
 * yet is where its published port leads, since after the host's start all are starting; one of which there is only a
 * file is nowhere until it answers.
 */
export async function locateService(
  sighting: Sighting,
  instance: string,
  { parts, signal }: { parts: LocateParts; signal: AbortSignal },
): Promise<Location | undefined> {
  const found = new AbortController();
  const both = AbortSignal.any([signal, found.signal]);
  // All at once: a name that nobody knows may take seconds to be told so.
  const looks = urlsOf(sighting, parts).map((url) => ({
    url,
    look: look(parts.probe({ service: sighting.service, instance, url }, both)),
  }));
  let strangerAt: string | undefined;
  for (const { url, look: looking } of looks) {
    const state = await looking;
    if (state === 'up') {
      found.abort();
      return { url, answered: true };
    }
    if (state === 'other') strangerAt ??= url;
  }
  const likely = looks[0]?.url;
  // Where something else answers, it will not be.
  if (strangerAt !== undefined) return { strangerAt, answered: false };
  return sighting.seen === undefined || likely === undefined ? undefined : { url: likely, answered: false };
}

/** Addresses to try; a container that does not run, or is known by its name alone, has none. */
function urlsOf({ service, seen, config }: Sighting, { catalog, viewpoint }: LocateParts): string[] {
  const { defaultPort } = catalog[service];
  const file = config?.config;
  if (seen === undefined) return file === undefined ? [] : hostUrls(file, defaultPort, viewpoint);
  const { container, details, by } = seen;
  if (by === 'name' || container.state !== 'running') return [];
  const facts = { networkMode: '', networks: [], ...container, ...details };
  return candidateUrls({ container: facts, defaultPort, config: file, viewpoint });
}

// The time is up, or the service was found: what was not looked at did not answer.
async function look(probe: Promise<ProbeResult>): Promise<ProbeResult['state']> {
  try {
    return (await probe).state;
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') return 'down';
    throw error;
  }
}
