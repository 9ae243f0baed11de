import { z } from 'zod';

import { splitShellWords } from '../shell-words.ts';
import { forms, readText, textAs } from './forms.ts';

export const Text = z.string({ error: 'a text is expected' });
export const Texts = z.array(Text, { error: 'a list of texts is expected' });
export const TextOrTexts = forms('a text or a list of texts is expected', {
  text: Text.transform((text) => [text]),
  list: Texts,
});

const yes: ReadonlySet<string> = new Set(['true', 'yes', 'on', 'y', 't', '1']);
const no: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n', 'f', '0']);

export const Flag = textAs('true or false is expected', (text) => {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
});

export const Count = textAs('a whole number is expected', (text) =>
  /^\d{1,9}$/.test(text) ? Number(text) : undefined,
);

/** A number that is passed on as it was written. */
export const NumberText = textAs('a number is expected', (text) =>
  /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? text : undefined,
);

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const durationPart = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|[smhdw])/g;
const durationForm = /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|[smhdw]))+$/;

/** Milliseconds. */
export const Duration = textAs('a duration such as 1m30s is expected', (text) => {
  if (text === '0') return 0;
  if (!durationForm.test(text)) return undefined;
  let total = 0;
  for (const [, number, unit = ''] of text.matchAll(durationPart))
    total += Number(number) * (unitMs[unit] ?? Number.NaN);
  return total;
});

const sizeForm = /^(\d+(?:\.\d+)?|\.\d+) ?([kmgtp]?)(?:i?b)?$/i;

/** Bytes. */
export const Size = textAs('a size such as 512m is expected', toBytes);

/** Bytes; -1 is unlimited. */
export const SizeOrUnlimited = textAs('a size such as 512m, or -1, is expected', (text) =>
  text === '-1' ? -1 : toBytes(text),
);

function toBytes(text: string): number | undefined {
  const match = sizeForm.exec(text);
  if (match === null) return undefined;
  const [, number, unit = ''] = match;
  const power = ' kmgtp'.indexOf(unit.toLowerCase() || ' ');
  return Math.trunc(Number(number) * 1024 ** power);
}

/** Octal digits, as they were meant. */
export const Mode = textAs('an octal mode such as 0440 is expected', (text) =>
  /^(?:0o)?[0-7]{1,5}$/.test(text) ? text.replace('0o', '0') : undefined,
);

/** Words of a command; an empty list clears the image's. */
export const Command = forms('a command or a list of its words is expected', {
  text: readText(splitShellWords),
  list: Texts,
});

/** One of some words. */
export function oneOf<const Word extends string>(...words: readonly Word[]) {
  return z.enum(words, { error: `one of ${words.join(', ')} is expected` });
}
