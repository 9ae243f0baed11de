import type { ArrName } from './arr-app.ts';
import type { ArrState } from './arr-state.ts';

// Ids and names as the apps define their qualities.
const qualities = {
  Sonarr: [
    { id: 4, name: 'HDTV-720p', source: 'television', resolution: 720 },
    { id: 3, name: 'WEBDL-1080p', source: 'web', resolution: 1080 },
    { id: 18, name: 'WEBDL-2160p', source: 'web', resolution: 2160 },
  ],
  Radarr: [
    { id: 4, name: 'HDTV-720p', source: 'tv', resolution: 720, modifier: 'none' },
    { id: 3, name: 'WEBDL-1080p', source: 'webdl', resolution: 1080, modifier: 'none' },
    { id: 18, name: 'WEBDL-2160p', source: 'webdl', resolution: 2160, modifier: 'none' },
  ],
  Lidarr: [
    { id: 4, name: 'MP3-320' },
    { id: 6, name: 'FLAC' },
    { id: 21, name: 'FLAC 24bit' },
  ],
  Prowlarr: [],
} as const;

const names = { Sonarr: ['HD-1080p', 'Ultra-HD'], Radarr: ['HD-1080p', 'Ultra-HD'], Lidarr: ['Lossless'] } as const;

/** The profiles of an app; the first allows all but the best quality, a second all. */
export function qualityProfiles(app: ArrName): ArrState['profiles'] {
  if (app === 'Prowlarr') return [];
  return names[app].map((name, index) => ({
    id: index + 1,
    name,
    upgradeAllowed: true,
    cutoff: 3,
    items: qualities[app].map((quality, place) => ({ quality, items: [], allowed: place < 2 || index > 0 })),
    minFormatScore: 0,
    cutoffFormatScore: 0,
    formatItems: [],
  }));
}

/** A quality as releases, files and downloads carry it. */
export function qualityModel(app: ArrName, name: string): object {
  const quality = qualities[app].find((each) => each.name === name) ?? qualities[app][1];
  return { quality, revision: { version: 1, real: 0, isRepack: false } };
}
