import { closest } from 'fastest-levenshtein';
import { z } from 'zod';

import { AppError } from '../errors.ts';
import type { KeyRights } from '../http/auth/named-keys.ts';
import { scopes } from '../scopes.ts';
import { toolsetNames } from '../tools/toolsets.ts';

export type KeyFlags = Readonly<Partial<Record<'name' | 'scope' | 'toolsets' | 'expires', string>>>;

const hourMs = 60 * 60 * 1000;
const units: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs };
const longestMs = 100 * 365 * 24 * hourMs;

/**
 * What a new key is to be, as the flags of `key create` say it. Without a scope it reads.
 * @param now in milliseconds
 * @throws AppError `invalid_argument`
 */
export function parseKeyRights({ name = '', scope = 'read', toolsets, expires }: KeyFlags, now: number): KeyRights {
  if (!/^[a-z0-9][\w.-]{0,39}$/i.test(name))
    throw invalid(`${shown(name)} is no name for a key`, 'Up to 40 letters, digits, dots, hyphens and underscores.');
  return {
    name,
    scopes: parseNames(scope, { known: scopes, what: 'scope' }),
    ...(toolsets === undefined ? {} : { toolsets: parseNames(toolsets, { known: toolsetNames, what: 'toolset' }) }),
    ...(expires === undefined ? {} : { expires: parseExpiry(expires, now) }),
  };
}

// In the order in which we list them, each once.
function parseNames<Name extends string>(
  text: string,
  { known, what }: { known: readonly Name[]; what: string },
): Name[] {
  const given = text.split(/[\s,]+/).filter((name) => name !== '');
  const all: readonly string[] = known;
  const unknown = given.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw invalid(`no ${what} is named ${shown(unknown)}; the nearest is ${closest(unknown, all)}`, list(what, all));
  if (given.length === 0) throw invalid(`no ${what} is named`, list(what, all));
  return known.filter((name) => given.includes(name));
}

function parseExpiry(text: string, now: number): string {
  const end = endOf(text, now);
  if (Number.isNaN(end)) throw invalid(`${shown(text)} is no time`, 'Such as 12h, 90d, 8w or 2027-12-31.');
  if (end <= now || end > now + longestMs)
    throw invalid(`${shown(text)} is no time ahead that a key is for`, 'Such as 90d.');
  return new Date(end).toISOString();
}

// A day counts to its end, UTC.
function endOf(text: string, now: number): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  if (count !== '') return now + Number(count) * (units[unit] ?? Number.NaN);
  return z.iso.date().safeParse(text).success ? Date.parse(text) + 24 * hourMs : Number.NaN;
}

function list(what: string, known: readonly string[]): string {
  return `${what}s: ${known.join(', ')}`;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

function invalid(message: string, hint: string): AppError {
  return new AppError('invalid_argument', message, { hint });
}
