import type { UnitStatus } from '@arr-mcp/helper-protocol';

/** The properties that `readUnitStatus` reads. */
export const unitProperties = [
  'Id',
  'Description',
  'LoadState',
  'ActiveState',
  'SubState',
  'UnitFileState',
  'MainPID',
  'Result',
  'ExecMainStatus',
  'NRestarts',
  'StateChangeTimestamp',
  'FragmentPath',
  'SourcePath',
  'MemoryCurrent',
  'CPUUsageNSec',
];

const nanosecondsPerSecond = 1e9;

/** Reads `systemctl show --timestamp=unix`; what systemd does not know is left out. */
export function readUnitStatus(text: string): UnitStatus {
  const properties = new Map(text.split('\n').map((line) => toPair(line)));
  const word = (name: string) => properties.get(name) ?? '';
  const optional = (name: string) => (word(name) === '' ? undefined : word(name));
  const number = (name: string) => toNumber(word(name));
  const since = toNumber(word('StateChangeTimestamp').replace(/^@/, ''));
  const cpu = number('CPUUsageNSec');
  return omitUndefined({
    unit: word('Id'),
    description: word('Description'),
    load: word('LoadState'),
    active: word('ActiveState'),
    sub: word('SubState'),
    enabled: optional('UnitFileState'),
    main_pid: number('MainPID') || undefined,
    result: optional('Result'),
    exit_status: number('ExecMainStatus'),
    restarts: number('NRestarts'),
    since: since ? new Date(since * 1000).toISOString() : undefined,
    fragment_path: optional('FragmentPath'),
    source_path: optional('SourcePath'),
    memory_bytes: number('MemoryCurrent'),
    cpu_seconds: cpu === undefined ? undefined : cpu / nanosecondsPerSecond,
  });
}

function toPair(line: string): [string, string] {
  const equals = line.indexOf('=');
  return [line.slice(0, equals), line.slice(equals + 1)];
}

/** systemd says `[not set]`, or the largest 64-bit number, for what it does not measure. */
function toNumber(text: string): number | undefined {
  const value = Number(text);
  return text === '' || !Number.isSafeInteger(value) ? undefined : value;
}

type WithoutUndefined<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };

function omitUndefined<Value extends object>(value: Value): WithoutUndefined<Value> {
  // The entries are those of `value` without the undefined ones, which is what the type says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the keys' types
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as WithoutUndefined<Value>;
}
