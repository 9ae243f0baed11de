import { createHash } from 'node:crypto';

import { Hono } from 'hono';

import { createLidarrStandIn } from '../lidarr/lidarr-stand-in.ts';
import { createPlexStandIn } from '../plex/plex-stand-in.ts';
import { createProwlarrStandIn } from '../prowlarr/prowlarr-stand-in.ts';
import { createQBittorrentStandIn } from '../qbittorrent/qbittorrent-stand-in.ts';
import { createRadarrStandIn } from '../radarr/radarr-stand-in.ts';
import { createSabnzbdStandIn } from '../sabnzbd/sabnzbd-stand-in.ts';
import { createSonarrStandIn } from '../sonarr/sonarr-stand-in.ts';
import type { StandIn } from '../stand-in.ts';
import { type TraktStandIn, createTraktStandIn } from '../trakt/trakt-stand-in.ts';
import { demoWorld, demoWorld4k } from '../world/demo-world.ts';

/** Every service of the demo that answers, by the name of its instance. */
export const serviceNames = [
  'sonarr',
  'sonarr-4k',
  'radarr',
  'lidarr',
  'prowlarr',
  'sabnzbd',
  'qbittorrent',
  'plex',
  'trakt',
  'seerr',
] as const;

export type DemoServiceName = (typeof serviceNames)[number];

/** An invented key, of the form that these services have. */
export function keyOf(service: string): string {
  return createHash('sha256').update(`demo key of ${service}`).digest('hex').slice(0, 32);
}

export function createStandIns(): Record<DemoServiceName, StandIn> {
  const world = demoWorld();
  const options = (service: DemoServiceName) => ({ world, apiKey: keyOf(service) });
  return {
    sonarr: createSonarrStandIn({ ...options('sonarr'), state: { health: [updateWaits] } }),
    'sonarr-4k': createSonarrStandIn({ ...options('sonarr-4k'), world: demoWorld4k(world) }),
    radarr: createRadarrStandIn(options('radarr')),
    lidarr: createLidarrStandIn(options('lidarr')),
    prowlarr: createProwlarrStandIn(options('prowlarr')),
    sabnzbd: createSabnzbdStandIn(options('sabnzbd')),
    qbittorrent: createQBittorrentStandIn(options('qbittorrent')),
    plex: createPlexStandIn(options('plex')),
    trakt: signedIn(createTraktStandIn({ ...options('trakt'), clientSecret: keyOf('trakt') })),
    seerr: answering('/api/v1/status', { version: '2.7.3', commitTag: 'demo', updateAvailable: false }),
  };
}

// The household's account is in the server's environment; whoever wants to try signing in says "sign in again".
function signedIn(standIn: TraktStandIn): StandIn {
  standIn.signIn(keyOf('trakt'));
  return standIn;
}

const updateWaits = {
  source: 'UpdateCheck',
  type: 'warning',
  message: 'New update is available: 4.0.20.3014',
  wikiUrl: 'https://wiki.servarr.com/sonarr/system#new-update-is-available',
} as const;

// No tools speak to it yet: they only show that they are there.
function answering(path: string, body: object): StandIn {
  const app = new Hono();
  app.get(path, (context) => context.json(body));
  return { fetch: (request) => app.fetch(request) };
}
