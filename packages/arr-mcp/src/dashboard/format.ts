const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Decimal units, as disks are sold: `950 bytes`, `1.2 TB`, `48 GB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // Rounded first, so that 999,999 bytes are 1.0 MB and not 1000 kB.
  while (unit < byteUnits.length - 1 && Number(rounded(value, unit)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${rounded(value, unit)} ${byteUnits[unit] ?? ''}`;
}

function rounded(value: number, unit: number): string {
  return unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}

const durations = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** In the largest unit that fits: `3 days`, `1 hour`, `less than a minute`. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  for (const [name, length] of durations) {
    const count = Math.floor(seconds / length);
    if (count > 0) return plural(count, name);
  }
  return 'less than a minute';
}

/** How long something runs; undefined when it is not told, or lies in the future because clocks differ. */
export function formatUptime(startedAt: string | undefined, now: number): string | undefined {
  const ms = startedAt === undefined ? Number.NaN : now - Date.parse(startedAt);
  return ms >= 0 ? formatDuration(ms) : undefined;
}

/** `3 hours ago`; a moment that clocks disagree about is `just now`. */
export function formatRelative(at: string, now: number): string {
  const ms = now - Date.parse(at);
  if (Number.isNaN(ms)) return 'at an unknown time';
  return ms < 60_000 ? 'just now' : `${formatDuration(ms)} ago`;
}

/** How long to wait, never less than it takes: `12 seconds`, `3 minutes`. */
export function formatWait(seconds: number): string {
  return seconds < 90 ? plural(seconds, 'second') : plural(Math.ceil(seconds / 60), 'minute');
}

/** `14:03 UTC`: the server does not know where its reader lives; the page's script does. */
export function formatClock(at: string): string {
  return `${at.slice(11, 16)} UTC`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c` */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** For the beginning of a sentence. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
