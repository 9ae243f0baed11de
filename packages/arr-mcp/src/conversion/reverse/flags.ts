import { append } from './pairs.ts';
import type { Place } from './rule.ts';

export interface FlagTables<Draft> {
  /** flags with a value, by name without dashes */
  readonly valued: Readonly<Record<string, (value: string, place: Place<Draft>) => void>>;
  readonly switches: Readonly<Record<string, (isOn: boolean, place: Place<Draft>) => void>>;
  readonly short?: Readonly<Record<string, string>>;
}

/** Reads `--flag value`, `--flag=value`, `-f value` and `--switch`; what no table has is an error that names it. */
export function readFlags<Draft>(words: readonly string[], tables: FlagTables<Draft>, place: Place<Draft>): void {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, dashes = '', short = '', attached] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const name = dashes === '-' ? (tables.short?.[short] ?? '') : short;
    const [valued, toggle] = [ownOf(tables.valued, name), ownOf(tables.switches, name)];
    if (toggle !== undefined) {
      toggle(attached !== 'false', place);
    } else if (valued !== undefined && (attached !== undefined || index + 1 < words.length)) {
      if (attached === undefined) index += 1;
      valued(attached ?? words[index] ?? '', place);
    } else {
      place.note.dropped(
        `compose has nothing for ${word} of podman: take it out, or set what it stands for otherwise`,
        'error',
      );
      // The value of an unknown flag is no flag of its own.
      if (attached === undefined && words[index + 1]?.startsWith('-') === false) index += 1;
    }
  }
}

/** `host:address`; with a `=` where the address has colons itself. */
function toExtraHost(value: string): string {
  const colon = value.indexOf(':');
  return value.indexOf(':', colon + 1) === -1 ? value : `${value.slice(0, colon)}=${value.slice(colon + 1)}`;
}

/** `host:address`, or `one;other:address`, which is an entry for each in compose. */
export function addExtraHost(value: string, place: Place<{ extra_hosts?: string[] }>): void {
  const [, hosts = '', address = ''] = /^([^:]*)(:.*)?$/s.exec(place.text(value)) ?? [];
  const entries = hosts.split(';').map((host) => toExtraHost(host + address));
  append(place.draft, 'extra_hosts', entries);
}

function ownOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
