import { toPlainLine } from '@arr-mcp/helper-protocol';

import { isSecretName, mask, maskText } from '../../mask-secrets.ts';

export type Setting = string | number | boolean | string[];

// Names that do not sound like it, but hold accounts, addresses with keys in them, or what somebody noted there.
const alsoSecret = /user|pwd|account|email_(?:to|from)|uri|urls?$|proxy|apprise|target|param|notes|device/i;

/** Settings as they may be shown: values of names that may hold a secret masked, the others bounded. */
export function shownSettings(settings: object): Record<string, Setting> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]: [string, unknown]) => [name, shownSetting(name, value)]),
  );
}

/** One value; an empty one has nothing to hide. */
export function shownSetting(name: string, value: unknown): Setting {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined || value === '') return '';
  if (isSecret(name)) return Array.isArray(value) && value.length === 0 ? [] : mask;
  if (Array.isArray(value)) return value.slice(0, 50).map((each: unknown) => bounded(each));
  return bounded(value);
}

function isSecret(name: string): boolean {
  return isSecretName(name) || alsoSecret.test(name);
}

function bounded(value: unknown): string {
  // A record is of a kind that nobody here knows, and so are its names.
  return typeof value === 'string' ? maskText(toPlainLine(value)).slice(0, 200) : mask;
}
