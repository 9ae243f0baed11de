import type { ParityRow } from './parity-rows.fixtures.ts';
import { readSources } from './source-files.ts';

/** A test whose name begins with rows of the reference. */
export interface RowTest {
  readonly rows: readonly string[];
  /** the rest of its name */
  readonly words: string;
  /** from the root of the repository */
  readonly path: string;
  /** `npm test` runs it on every machine, one without ../shared and without a media host too */
  readonly runsEverywhere: boolean;
  /** all of the file that it stands in */
  readonly source: string;
}

const packages = ['arr-mcp', 'arr-helper', 'helper-protocol', 'demo-stack', 'e2e'];

/** Every test of the project that is named by rows. */
export function readRowTests(): RowTest[] {
  return packages.flatMap((name) =>
    readSources(name)
      .filter(({ path }) => path.endsWith('.test.ts'))
      .flatMap(({ path, text }) => findRowTests(`packages/${name}/src/${path}`, text)),
  );
}

// The name is the first argument of it or describe, or of what each gave, which may end some lines further down.
const named = /^\s*(?:it|describe|(?:it|describe|[\])}])[^\n]*?\))\(\s*(['"`])((?:[A-E]\d{1,2} )+)(.+?)\1\s*,/gm;
const skips = /\b(?:it|describe)\.(?:skip|skipIf|runIf|todo|fails)\b/;

/** The tests of one file that are named by rows. */
export function findRowTests(path: string, source: string): RowTest[] {
  const runsEverywhere = !path.startsWith('packages/e2e/') && !skips.test(source);
  return [...source.matchAll(named)].map(([, , rows = '', words = '']) => ({
    rows: rows.trim().split(' '),
    words,
    path,
    runsEverywhere,
    source,
  }));
}

/** The rows that are built and that no test shows on every machine. */
export function rowsWithoutTest(rows: ReadonlyMap<string, ParityRow>, tests: readonly RowTest[]): string[] {
  const shown = new Set(tests.filter(({ runsEverywhere }) => runsEverywhere).flatMap((test) => test.rows));
  return [...rows].filter(([row, { isBuilt }]) => isBuilt && !shown.has(row)).map(([row]) => row);
}
