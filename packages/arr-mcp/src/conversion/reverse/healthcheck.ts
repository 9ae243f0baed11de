import { trimQuotes } from '@arr-mcp/helper-protocol';

import type { OutputHealthcheck, OutputService } from './compose-output.ts';
import type { Note } from './conversion-log.ts';
import type { Place } from './rule.ts';
import { readTextList } from './text-list.ts';

type Service = Place<OutputService>;

const timings = {
  HealthInterval: 'interval',
  HealthTimeout: 'timeout',
  HealthStartPeriod: 'start_period',
} as const;

/** What the `Health…` keys of a container become. */
export function addHealthcheck(place: Service): void {
  const command = lastOf('HealthCmd', place);
  if (command === undefined || command === '') {
    tellWithoutEffect(place);
    return;
  }
  if (command === 'none') {
    place.draft.healthcheck = { disable: true };
    return;
  }
  const check: OutputHealthcheck = { test: toTest(place.text(command), place) };
  for (const [key, name] of Object.entries(timings)) setTiming(check, { key, name }, place);
  setRetries(check, place);
  setStartInterval(check, place);
  place.draft.healthcheck = check;
}

/** How Podman understands the text of `--health-cmd`. */
function toTest(text: string, { at }: Service): string[] {
  const list = readTextList(text);
  if (list !== undefined) return listToTest(list, at('Container', 'HealthCmd'));
  const [, form, rest = ''] = /^(CMD-SHELL|CMD) (.*)$/s.exec(text) ?? [];
  if (form === 'CMD') return ['CMD', ...rest.trim().split(/ +/)];
  return ['CMD-SHELL', form === undefined ? text : rest];
}

function listToTest(list: readonly string[], note: Note): string[] {
  const [first = '', second, third] = list;
  if (first === 'CMD' || first === 'CMD-SHELL') {
    note.approximated(`Podman takes the word ${first} in a list for the program; it is read as it was meant`);
    return [...list];
  }
  if (list.length === 1) return ['CMD-SHELL', first];
  if (first === '/bin/sh' && second === '-c' && list.length === 3) return ['CMD-SHELL', third ?? ''];
  return ['CMD', ...list];
}

function setTiming(
  check: OutputHealthcheck,
  { key, name }: { key: string; name: (typeof timings)[keyof typeof timings] },
  place: Service,
): void {
  const value = lastOf(key, place);
  if (value === undefined) return;
  // `disable` and 0 switch Podman's timer off, so that nobody ever looks.
  if (name === 'interval' && (value === 'disable' || value === '0')) {
    place.at('Container', key).dropped('compose cannot switch the timer of a check off: it runs every 30 s');
  } else {
    check[name] = /^\d+$/.test(value) ? `${value}s` : place.text(value);
  }
}

function setRetries(check: OutputHealthcheck, place: Service): void {
  const retries = lastOf('HealthRetries', place);
  if (retries === undefined) return;
  if (/^\d+$/.test(retries)) check.retries = Number(retries);
  else place.at('Container', 'HealthRetries').dropped(`${retries} is no whole number: write one`);
}

/** A start-up check is the same check, more often, until it succeeds once. */
function setStartInterval(check: OutputHealthcheck, place: Service): void {
  const [command, interval] = [lastOf('HealthStartupCmd', place), lastOf('HealthStartupInterval', place)];
  if (command === undefined) {
    if (interval !== undefined)
      place.at('Container', 'HealthStartupInterval').dropped('without HealthStartupCmd it has no effect', 'info');
    return;
  }
  if (command !== lastOf('HealthCmd', place)) {
    place
      .at('Container', 'HealthStartupCmd')
      .dropped('compose has one check for all of the time: only HealthCmd is kept');
    return;
  }
  check.start_interval = place.text(interval ?? '30s');
  const [timeout, usual] = [lastOf('HealthStartupTimeout', place), lastOf('HealthTimeout', place)];
  if (timeout !== undefined && timeout !== usual) {
    place.at('Container', 'HealthStartupTimeout').dropped('compose has one time limit for all checks', 'info');
  }
}

function tellWithoutEffect({ at, values }: Service): void {
  for (const key of [
    ...Object.keys(timings),
    'HealthRetries',
    'HealthStartupCmd',
    'HealthStartupInterval',
    'HealthStartupTimeout',
  ]) {
    if (values('Container', key).length === 0) continue;
    at('Container', key).dropped('without HealthCmd it has no effect, so it is left out', 'info');
  }
}

function lastOf(key: string, { values }: Service): string | undefined {
  const value = values('Container', key).at(-1);
  return value === undefined ? undefined : trimQuotes(value);
}
