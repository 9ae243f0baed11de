import type { Disk } from '../files/disk-usage.ts';
import { capitalize, formatBytes, joinWords } from './format.ts';
import type { Badge } from './health-words.ts';

export interface DiskView {
  readonly title: string;
  readonly path: string;
  readonly badge: Badge;
  /** 0 to 100, the length of the bar */
  readonly usedPercent: number;
  readonly free: string;
  readonly used: string;
}

// A full disk stops downloads and damages databases, so the page tells before it is too late.
const nearlyFullPercent = 90;
const fullPercent = 98;

const uses: Readonly<Record<string, string>> = { stacks: 'stacks', media: 'media', data: 'arr-mcp data' };

export function toDiskView({ use, path, totalBytes, freeBytes, usedPercent }: Disk): DiskView {
  return {
    title: capitalize(joinWords(use.map((each) => uses[each] ?? each))),
    path,
    badge: checkDisk(usedPercent),
    usedPercent,
    free: `${formatBytes(freeBytes)} free`,
    used: `${usedPercent} % of ${formatBytes(totalBytes)} used`,
  };
}

function checkDisk(usedPercent: number): Badge {
  if (usedPercent >= fullPercent) return { health: 'down', word: 'Full' };
  if (usedPercent >= nearlyFullPercent) return { health: 'degraded', word: 'Almost full' };
  return { health: 'healthy', word: 'Enough space' };
}
