import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sharedFolder } from './shared.ts';

/** One recorded JSON answer of the media host, such as `podman/version.json`. */
export function readRecorded(name: string): unknown {
  if (sharedFolder === undefined) throw new Error('there are no recorded answers on this machine');
  return JSON.parse(readFileSync(join(sharedFolder, 'recorded-mediahost', name), 'utf8'));
}

/**
 * Where an answer has what the recorded ones have not: a key that none of them knows, or a value of another type. A
 * list is held to the entries of the recorded lists, and an empty object or list, or null, says nothing.
 */
export function findDifferences(answer: unknown, recorded: readonly unknown[], path = ''): string[] {
  const known = recorded.filter((each) => !isEmpty(each));
  if (isEmpty(answer) || known.length === 0) return [];
  if (!known.some((each) => kindOf(each) === kindOf(answer))) return [`${path}: ${kindOf(answer)}`];
  if (isList(answer)) {
    const entries = known.filter(isList).flat();
    return answer.flatMap((entry, index) => findDifferences(entry, entries, `${path}[${index}]`));
  }
  if (!isObject(answer)) return [];
  return Object.entries(answer).flatMap(([key, value]) => {
    const holders = known.filter(isObject).filter((each) => key in each);
    if (holders.length === 0) return [`${path}.${key}: is not recorded`];
    return findDifferences(
      value,
      holders.map((each) => each[key]),
      `${path}.${key}`,
    );
  });
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
