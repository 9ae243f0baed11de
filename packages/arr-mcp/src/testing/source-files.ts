import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export interface SourceImport {
  /** as it is written, but a relative one from the package's src folder: `tools/paging.ts` */
  readonly from: string;
  readonly isOurs: boolean;
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** from the package's src folder */
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  /** a test, or what only tests use */
  readonly isTest: boolean;
  readonly imports: readonly SourceImport[];
}

/** Every TypeScript file in the src folder of a package, with what it imports. */
export function readSources(packageName: string): SourceFile[] {
  const root = join(repository, 'packages', packageName, 'src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return {
        path,
        text,
        lineCount: text.split('\n').length - 1,
        isTest: /\.(?:test|fixtures)\.ts$/.test(path) || path.startsWith('testing/'),
        imports: readImports(text, path),
      };
    });
}

/** The first folder of a path, or the file itself: `tools`, `app.ts`. The REST routes are a part within `http`. */
export function partOf(path: string): string {
  if (path.startsWith('http/rest/')) return 'http/rest';
  return path.split('/', 1)[0] ?? basename(path);
}

const statement = /^(?:import|export)\s+(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;

function readImports(text: string, path: string): SourceImport[] {
  return [...text.matchAll(statement)].map(([, clause = '', from = '']) => {
    const isOurs = from.startsWith('.');
    return {
      from: isOurs ? posix.join(dirname(path), from) : from,
      isOurs,
      isTypeOnly: isTypeOnly(clause),
    };
  });
}

// `import type { A }`, or `import { type A, type B }` which leaves nothing behind either.
function isTypeOnly(clause: string): boolean {
  if (clause.startsWith('type ')) return true;
  const names = /^\{(.*)\}$/s
    .exec(clause)?.[1]
    ?.split(',')
    .map((name) => name.trim());
  return names?.every((name) => name === '' || name.startsWith('type ')) ?? false;
}
