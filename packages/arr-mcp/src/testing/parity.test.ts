import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { loadTools } from '../tools/load-tools.ts';
import { parityRows } from './parity-rows.fixtures.ts';
import { findRowTests, readRowTests, rowsWithoutTest } from './parity-tests.ts';
import { sharedFolder } from './shared.ts';

const tools = new Set(loadTools().map(({ name }) => name));
const built = { what: 'x', tools: ['x'], isBuilt: true };

describe('the rows of the reference', () => {
  it('are all there, in order', () => {
    const counts = { A: 25, B: 44, C: 10, D: 55, E: 8 };
    const all = Object.entries(counts).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
    );

    expect([...parityRows.keys()]).toEqual(all);
  });

  it('name tools that there are, and call those not built that there are not', () => {
    const named = [...parityRows.values()].flatMap((row) => row.tools.map((tool) => [tool, row.isBuilt] as const));

    expect(named.filter(([tool, isBuilt]) => tools.has(tool) !== isBuilt)).toEqual([]);
  });

  it('stand in names of tests only where the test is about their tool', () => {
    // A test of what Sonarr and Radarr share writes `${service}_rss_sync`.
    const isAbout = (source: string, tool: string) => source.includes(tool.slice(tool.indexOf('_')));
    const strangers = readRowTests().flatMap(({ rows, words, source }) =>
      rows
        .filter((row) => !parityRows.get(row)?.tools.some((tool) => isAbout(source, tool)))
        .map((row) => `${row} ${words}`),
    );

    expect(strangers).toEqual([]);
  });
});

const design = sharedFolder === undefined ? '' : join(sharedFolder, 'design');
const lacksDesign = !existsSync(join(design, 'tools.md'));
if (lacksDesign) process.stderr.write('docs/parity.md is not compared with the reference: no ../shared/design here\n');

describe.skipIf(lacksDesign)('the rows of the reference, as the design has them', () => {
  it('are all there', () => {
    const rows = [...readDesign('reference-features.md').matchAll(/^\| ([A-E]\d+) \|/gm)].map(([, row = '']) => row);

    expect(new Set(rows)).toEqual(new Set(parityRows.keys()));
  });

  it('have the tools that are meant for them', () => {
    const ours = [...parityRows].map(([row, { tools: names }]) => [row, names.toSorted()]);

    expect(Object.fromEntries(ours)).toEqual(readMapping(readDesign('tools.md')));
  });
});

function readDesign(name: string): string {
  return readFileSync(join(design, name), 'utf8');
}

/** `tool` R D1 E1 · `other` W B2: the tools of each row. */
function readMapping(text: string): Record<string, string[]> {
  const mapping: Record<string, string[]> = {};
  const lists = text.split('\n').filter((line) => line.startsWith('**`'));
  for (const entry of lists.flatMap((line) => line.split(' · '))) {
    const tool = /`([a-z]+_[a-z_]+)` [RWD]/.exec(entry)?.[1];
    // B1.13 is a chapter, no row.
    for (const [row] of tool === undefined ? [] : entry.matchAll(/\b[A-E]\d+\b(?!\.)/g)) {
      mapping[row] = [...(mapping[row] ?? []), String(tool)].toSorted();
    }
  }
  return mapping;
}

describe('findRowTests', () => {
  const path = 'packages/arr-mcp/src/x.test.ts';

  it.each([
    ["  it('A1 tells it', () => {", [['A1'], 'tells it']],
    ['  it("A1 tells what isn\'t there", () => {', [['A1'], "tells what isn't there"]],
    ["  it.each(['a', 'b'])('A8 A9 tells %s', (x) => {", [['A8', 'A9'], 'tells %s']],
    ["  it.each([\n    [1],\n  ])('D53 can %s', (x) => {", [['D53'], 'can %s']],
    ["  it.each([1])(\n    'C10 goes on a line of its own',\n    () => {", [['C10'], 'goes on a line of its own']],
    ["describe.each(services)('E1 of %s', (x) => {", [['E1'], 'of %s']],
  ])('finds %j', (source, [rows, words]) => {
    expect(findRowTests(path, source)).toMatchObject([{ rows, words, runsEverywhere: true }]);
  });

  it.each([
    ["  it('tells A1 of it', () => {"],
    ["  // it('A1 tells it', () => {"],
    ["  it('A1', () => {"],
    ["  'A1 tells it',"],
    ["  it('tells', () => tell('A1 tells it', 1))"],
  ])('finds nothing in %j', (source) => {
    expect(findRowTests(path, source)).toEqual([]);
  });

  it('knows which tests a machine may skip', () => {
    const test = "it('A1 tells it', () => {\n";

    expect(findRowTests('packages/e2e/src/specs/x.e2e.test.ts', test)).toMatchObject([{ runsEverywhere: false }]);
    expect(findRowTests(path, `describe.skipIf(lacksShared)('x', () => {\n${test}`)).toMatchObject([
      { runsEverywhere: false },
    ]);
  });
});

describe('rowsWithoutTest', () => {
  const rows = new Map([
    ['A1', built],
    ['A2', built],
    ['A3', { ...built, isBuilt: false }],
  ]);
  const test = { rows: ['A1'], words: '', path: '', source: '', runsEverywhere: true };

  it('lists what is built and has none', () => {
    expect(rowsWithoutTest(rows, [test])).toEqual(['A2']);
  });

  it('lists what is shown only where there is a media host', () => {
    expect(rowsWithoutTest(rows, [{ ...test, rows: ['A1', 'A2'], runsEverywhere: false }])).toEqual(['A1', 'A2']);
  });
});
