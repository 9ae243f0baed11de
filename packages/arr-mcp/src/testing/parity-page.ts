import { code, markdownPage, markdownTable } from './markdown.ts';
import { type ParityRow, type ParitySection, paritySections } from './parity-rows.fixtures.ts';
import type { RowTest } from './parity-tests.ts';

/** docs/parity.md: what the servers before this one could do, the tool that does it here, and the test that shows it. */
export function renderParityPage(tests: readonly RowTest[]): string {
  return markdownPage([
    introduction,
    figures(tests),
    ...paritySections.flatMap((section) => renderSection(section, tests)),
  ]);
}

const introduction = `
# Parity

<!-- Generated from testing/parity-rows.fixtures.ts and from the names of tests: \`npm run docs\`. -->

What each of the five servers that arr-mcp takes the place of could do, row by row: the tool that does it here, and a
test that shows it. A test of a row is named by it, and a test fails when a row that is built has none.
`;

function figures(tests: readonly RowTest[]): string {
  const all = paritySections.flatMap(({ rows }) => Object.entries(rows));
  const built = all.filter(([, { isBuilt }]) => isBuilt);
  const shown = built.filter(([row]) => testsOf(row, tests).length > 0);
  return `${all.length} rows: ${built.length} built, ${shown.length} with a test; ${all.length - built.length} not built yet.`;
}

function renderSection({ title, rows }: ParitySection, tests: readonly RowTest[]): string[] {
  const cells = Object.entries(rows).map(([row, parity]) => [
    row,
    parity.what,
    parity.tools.map((tool) => (parity.isBuilt ? `[${code(tool)}](tools.md#${tool})` : code(tool))).join(', '),
    testCell(parity, testsOf(row, tests)),
  ]);
  return [`## ${title}`, markdownTable(['row', 'what', 'tool', 'test'], cells)];
}

function testsOf(row: string, tests: readonly RowTest[]): RowTest[] {
  return tests.filter((test) => test.runsEverywhere && test.rows.includes(row));
}

// One is enough to find the others: they stand in the same file.
function testCell({ isBuilt }: ParityRow, [first, ...others]: readonly RowTest[]): string {
  if (!isBuilt) return 'not built yet';
  if (first === undefined) return 'none';
  const name = first.path.split('/').slice(-2).join('/');
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${plain(first.words)} ([${name}](../${first.path}))${more}`;
}

// What a table of cases fills in is left open.
function plain(words: string): string {
  return words.replaceAll(/%[a-z]/g, '…').replaceAll(/[*_<]/g, '\\$&');
}
