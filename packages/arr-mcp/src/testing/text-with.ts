import { expect } from 'vitest';

/** Stands in an expected object for any text that holds this one; typed, unlike vitest's own matchers. */
export function textWith(part: string | RegExp): unknown {
  return expect.stringMatching(part);
}
