import { z } from 'zod';

import { forms } from './forms.ts';
import { Text, Texts } from './texts.ts';

const Scalars = z.record(z.string(), z.string({ error: 'a text is expected' }).nullable(), {
  error: 'a mapping of texts is expected',
});

/** `KEY: value`, or a list of `KEY=value`; null for a key without a value. */
export const KeysAndValues = forms('a mapping, or a list of KEY=value, is expected', {
  list: Texts.transform(toEntries),
  map: Scalars,
});

/** The same where a key without a value has an empty one. */
export const TextMap = KeysAndValues.transform(withoutNulls);

/** A mapping only. */
export const Options = forms('a mapping of texts is expected', { map: Scalars.transform(withoutNulls) });

function toEntries(list: readonly string[]): Record<string, string | null> {
  const entries: Record<string, string | null> = {};
  for (const item of list) {
    const separator = item.indexOf('=');
    if (separator === -1) entries[item] = null;
    else entries[item.slice(0, separator)] = item.slice(separator + 1);
  }
  return entries;
}

function withoutNulls(entries: Readonly<Record<string, string | null>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(entries)) values[key] = value ?? '';
  return values;
}

const Host = forms('an address or a list of addresses is expected', {
  text: Text.transform((text) => [text]),
  list: Texts,
});

/** `[host, address]`, from `host:address`, `host=address` or a mapping. */
export const ExtraHosts = forms('a list of host:address, or a mapping, is expected', {
  list: z.array(
    Text.transform((text, context): [string, string] => {
      const match = /^([^:=]+)[:=](.+)$/.exec(text);
      if (match === null) context.addIssue('host:address is expected');
      return [match?.[1] ?? '', withoutBrackets(match?.[2] ?? '')];
    }),
  ),
  map: z
    .record(z.string(), Host)
    .transform((hosts) =>
      Object.entries(hosts).flatMap(([host, addresses]) =>
        addresses.map((address): [string, string] => [host, withoutBrackets(address)]),
      ),
    ),
});

function withoutBrackets(address: string): string {
  return address.trim().replace(/^\[(.*)\]$/, '$1');
}
