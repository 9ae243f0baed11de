import { describe, expect, it } from 'vitest';

import { instructions, instructionsFor } from './instructions.ts';

describe('the instructions of a demo', () => {
  it('begin with what it is, and still fit what clients keep', () => {
    const text = instructionsFor(true);

    expect(text).toMatch(/^This is a demo: .*invented/);
    expect(text.endsWith(instructions)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(1800);
  });

  it('are the usual ones where nothing is invented', () => {
    expect(instructionsFor(false)).toBe(instructions);
  });
});
