import { type StandIn, createRadarrStandIn } from '@arr-mcp/demo-stack';

import { household } from '../arr/arr-household.fixtures.ts';

/** Radarr with a finished download that it does not import; without a movie that it is of, when that is left out. */
export function withBlocked({
  reason = 'Sample',
  isKnown = true,
}: { reason?: string; isKnown?: boolean } = {}): StandIn {
  const download = {
    id: 'SABnzbd_nzo_blocked',
    client: 'sabnzbd',
    title: 'Harbour.Days.2025.1080p.WEB.h264-DEMO',
    sizeBytes: 5_000_000_000,
    doneBytes: 5_000_000_000,
    state: 'import blocked',
    subject: { kind: 'movie', tmdbId: isKnown ? 660_003 : 1 },
    ...(reason === '' ? {} : { reason }),
  } as const;
  return createRadarrStandIn({ world: { ...household, downloads: [download] }, apiKey: 'k' });
}

/** The same stand-in, and the bodies of what it was asked to change. */
export function heard(standIn: StandIn): { standIn: StandIn; bodies: Record<string, unknown>[] } {
  const bodies: Record<string, unknown>[] = [];
  return {
    bodies,
    standIn: {
      async fetch(request) {
        const text = await request.clone().text();
        if (text !== '') bodies.push(JSON.parse(text) as Record<string, unknown>);
        return standIn.fetch(request);
      },
    },
  };
}
