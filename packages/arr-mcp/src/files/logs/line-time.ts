const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};

// 2024-01-31 12:00:00.1|Info|, [2024-01-31 12:00:00], (N) 2024-01-31T12:00:00 -, time="2024-01-31T12:00:00Z", {"ts":"…
const iso =
  /^(?:\(\w\) |\[|\{?"?(?:time|ts|@?timestamp)"?[=:] ?"?)?(?<year>\d{4})[-/](?<month>\d\d)[-/](?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))? ?(?<zone>Z|[+-]\d\d:?\d\d\b)?/;
// Jan 31, 2024 12:00:00.123
const plex =
  /^(?<month>[A-Z][a-z]{2}) (?<day>\d\d), (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?/;
// Jan  1 12:00:00
const syslog = /^(?:<\d{1,3}>)?(?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) /;
// 192.0.2.1 - - [31/Jan/2024:12:00:00 +0000]
const access =
  /\[(?<day>\d\d)\/(?<month>[A-Z][a-z]{2})\/(?<year>\d{4}):(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?<zone>[+-]\d{4})\]/;
const formats = [iso, plex, syslog, access];

const dayMs = 86_400_000;

/** So much of a line's beginning is enough to find its time. */
export const timeHeadLength = 120;

/**
 * The moment at which a line says it was written, in milliseconds since 1970; undefined when it says none. A time
 * without a zone is one of this process' own zone (UTC, or what TZ says), since the containers of a stack share it.
 *
 * @param modified when the file was last written: gives the year where a line names none
 */
export function parseLineTime(line: string, modified: Date): number | undefined {
  const head = line.slice(0, timeHeadLength);
  for (const format of formats) {
    const groups = format.exec(head)?.groups;
    if (groups !== undefined) return toTime(groups, modified);
  }
  return undefined;
}

function toTime(groups: Readonly<Record<string, string | undefined>>, modified: Date): number | undefined {
  const number = (name: string): number => Number(groups[name] ?? 0);
  const month = months[groups['month']?.toLowerCase() ?? ''] ?? number('month');
  const [day, hour, minute, second] = [number('day'), number('hour'), number('minute'), number('second')];
  const isSensible = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second <= 60;
  if (!isSensible) return undefined;
  const year = groups['year'] === undefined ? yearOf(month, day, modified) : number('year');
  const ms = Math.floor(Number(`0.${groups['fraction'] ?? 0}`) * 1000);
  const zone = groups['zone'];
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute, second, ms).getTime();
  return Date.UTC(year, month - 1, day, hour, minute, second, ms) - zoneOffsetMs(zone);
}

function zoneOffsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

// No line is newer than its file; a day is for zones that differ.
function yearOf(month: number, day: number, modified: Date): number {
  const year = modified.getFullYear();
  return new Date(year, month - 1, day).getTime() > modified.getTime() + dayMs ? year - 1 : year;
}
