import type { World } from '../world/world.ts';
import { demoCategories, demoMisc, demoServers } from './demo-config.fixtures.ts';

export interface Job {
  readonly id: string;
  readonly name: string;
  category: string;
  readonly sizeBytes: number;
  readonly doneBytes: number;
  /** -1 low, 0 normal, 1 high, 2 force */
  priority: number;
  isPaused: boolean;
}

export interface PastJob {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly sizeBytes: number;
  readonly completed: Date;
  readonly path: string;
  /** present on what failed */
  readonly failure?: string;
}

type Setting = string | number | boolean | readonly string[];

export interface SabnzbdState {
  readonly now: () => Date;
  readonly apiKey: string;
  queue: Job[];
  history: PastJob[];
  isPaused: boolean;
  pauseEnds: Date | undefined;
  /** 0: none */
  limitBytesPerSecond: number;
  readonly warnings: { readonly text: string; readonly at: Date }[];
  readonly config: {
    readonly misc: Record<string, Setting>;
    readonly servers: Record<string, Setting>[];
    readonly categories: Record<string, Setting>[];
  };
  readonly nextId: () => string;
}

const gib = 1024 ** 3;
const hourMs = 3_600_000;

export function createSabnzbdState({ now, downloads }: World, apiKey: string): SabnzbdState {
  let count = 1000;
  return {
    now,
    apiKey,
    queue: downloads.filter(({ client }) => client === 'sabnzbd').map((each) => toJob(each)),
    history: demoHistory(now()),
    isPaused: false,
    pauseEnds: undefined,
    limitBytesPerSecond: 0,
    warnings: [{ text: 'news.example: 430 no such article, 4 times', at: new Date(now().getTime() - 5 * hourMs) }],
    config: {
      misc: { ...demoMisc, api_key: apiKey, nzb_key: 'demo-nzb-key' },
      servers: demoServers.map((each) => ({ ...each })),
      categories: demoCategories.map((each) => ({ ...each })),
    },
    nextId: () => `SABnzbd_nzo_demo${(count += 1)}`,
  };
}

function toJob({ id, title, sizeBytes, doneBytes, state, subject }: World['downloads'][number]): Job {
  return {
    id,
    name: title,
    category: subject.kind === 'movie' ? 'movies' : 'tv',
    sizeBytes,
    doneBytes,
    priority: 0,
    isPaused: state === 'paused',
  };
}

function demoHistory(now: Date): PastJob[] {
  const past = (hours: number) => new Date(now.getTime() - hours * hourMs);
  return [
    {
      id: 'SABnzbd_nzo_demo0101',
      name: 'Harbour.Lights.2012.1080p.BluRay.x264-DEMO',
      category: 'movies',
      sizeBytes: 0,
      completed: past(5),
      path: '/downloads/incomplete/Harbour.Lights.2012.1080p.BluRay.x264-DEMO',
      failure: 'Download failed - Not on your server(s) - https://sabnzbd.org/not-complete',
    },
    {
      id: 'SABnzbd_nzo_demo0102',
      name: 'The.Lighthouse.Keepers.S03E04.1080p.WEB.h264-DEMO',
      category: 'tv',
      sizeBytes: 2 * gib,
      completed: past(30),
      path: '/downloads/complete/tv/The.Lighthouse.Keepers.S03E04.1080p.WEB.h264-DEMO',
    },
  ];
}
