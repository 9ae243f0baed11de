import { describe, expect, it } from 'vitest';

import { type SourceFile, type SourceImport, partOf, readSources } from './testing/source-files.ts';

// Who may know whom. Requests go down through these parts and come back as values, so that each part can be read,
// changed and tested with only what stands below it.

interface Allowed {
  readonly values: readonly string[];
  /** parts whose types may be named as well */
  readonly types?: readonly string[];
}

const below = [
  'conversion',
  'domain',
  'errors.ts',
  'files',
  'helper',
  'jobs',
  'mask-secrets.ts',
  'runtime',
  'scopes.ts',
  'services',
  'storage',
];

/** A part is a folder of src or a file in it. Each may always import itself. */
const table: Readonly<Record<string, Allowed>> = {
  'main.ts': { values: ['cli'] },
  // The commands of the program: the edge between a process and the rest, hence environment and files as well.
  cli: {
    values: [
      'app.ts',
      'config',
      'errors.ts',
      'http',
      'http-server.ts',
      'logger.ts',
      'mcp',
      'scopes.ts',
      'services',
      'storage',
      'tools',
    ],
    types: ['domain'],
  },
  // The two composition roots: everything is built in the first, the routes are attached in the second.
  'app.ts': { values: ['config', 'mcp', 'tools', ...below], types: ['logger.ts'] },
  'http-server.ts': {
    values: ['dashboard', 'domain', 'http', 'http-oauth.ts', 'http/rest', 'mcp'],
    types: ['config', 'logger.ts', 'storage', 'tools'],
  },
  // The OAuth server put together: its pages are the dashboard's.
  'http-oauth.ts': { values: ['dashboard', 'http'], types: ['config', 'logger.ts', 'storage'] },
  // It identifies the caller that tools are told of, counts their calls and shows the state that domain collects.
  http: { values: ['errors.ts', 'scopes.ts', 'storage'], types: ['domain', 'tools'] },
  mcp: { values: ['errors.ts', 'scopes.ts', 'tools'], types: ['http', 'logger.ts'] },
  // The other edge in front of the tools, which reads profiles and refuses bodies as mcp does.
  'http/rest': { values: ['errors.ts', 'http', 'mcp', 'scopes.ts', 'tools'] },
  // The page signs people in with what http knows about keys and cookies.
  dashboard: { values: ['domain', 'errors.ts', 'http', 'runtime', 'scopes.ts', 'storage'], types: ['files'] },
  tools: { values: below, types: ['logger.ts'] },
  // Long work that outlives its call: below the tools, above the store.
  jobs: { values: ['errors.ts', 'mask-secrets.ts', 'storage'] },
  // Rules without I/O of their own: what they read comes in through the types of its door.
  domain: {
    values: ['conversion', 'errors.ts', 'mask-secrets.ts'],
    types: ['files', 'helper', 'runtime', 'services', 'storage'],
  },
  conversion: { values: ['errors.ts', 'mask-secrets.ts'] },
  runtime: { values: ['errors.ts'] },
  helper: { values: ['errors.ts', 'mask-secrets.ts'] },
  files: { values: ['errors.ts'] },
  // The catalogue's facts: what the credential store may hold.
  storage: { values: ['errors.ts', 'scopes.ts', 'services'] },
  // The catalogue's facts: whose settings there are.
  config: { values: ['services'] },
  services: { values: ['errors.ts', 'mask-secrets.ts'] },
  'logger.ts': { values: [] },
  // What callers may do, for those who identify them, keep them and decide.
  'scopes.ts': { values: ['errors.ts'] },
  'errors.ts': { values: [] },
  'mask-secrets.ts': { values: [] },
};

/** Each outside thing has one door: who imports this from outside, or says this. */
const owners: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['the MCP packages', /^@modelcontextprotocol\//, ['mcp']],
  ['the container engine', /^dockerode$/, ['runtime']],
  ['YAML', /^yaml$/, ['conversion']],
  ['page templates', /^(?:eta|@fastify\/view)$/, ['dashboard']],
  // The OAuth server reads the documents of clients, from the public internet only.
  ['HTTP to services', /^undici$/, ['services', 'http/oauth/public-fetch.ts']],
  ['the database', /^node:sqlite$/, ['storage']],
  ['log output', /^pino$/, ['logger.ts']],
  ['limits and metrics', /^(?:rate-limiter-flexible|prom-client)$/, ['http']],
  // cli reads .env and the files that <NAME>_FILE points to; helper the token beside the helper's socket.
  ['files', /^node:fs(?:\/promises)?$/, ['files', 'storage', 'cli/read-config.ts', 'helper/helper-token.ts']],
  ['other processes', /^(?:node:)?(?:child_process|cluster|worker_threads)$/, []],
  [
    'raw connections',
    /^(?:node:)?(?:net|tls|http|https|http2|dgram)$/,
    // The last two tell addresses apart, and connect to nothing.
    [
      'helper',
      'runtime',
      'services/connection/service-pool.ts',
      'http/oauth/public-address.ts',
      'http/oauth/public-fetch.ts',
    ],
  ],
];

const sources = readSources('arr-mcp');
const product = sources.filter(({ isTest }) => !isTest);

describe('arr-mcp/src', () => {
  it('has a place for every file', () => {
    const places = new Set([...Object.keys(table), 'testing']);

    expect(product.filter(({ path }) => !places.has(partOf(path))).map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.entries(table))('%s imports only what stands below it', (part, allowed) => {
    const files = product.filter(({ path }) => partOf(path) === part);

    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => misplacedImports(file, allowed))).toEqual([]);
  });

  it.each(owners)('reaches %s through one door', (_thing, pattern, doors) => {
    const found = product.filter(({ imports }) => imports.some((each) => !each.isTypeOnly && pattern.test(each.from)));

    expect(found.filter((file) => !isDoor(file, doors)).map(({ path }) => path)).toEqual([]);
    expect(doors.filter((door) => !found.some((file) => isDoor(file, [door])))).toEqual([]);
  });

  it.each([
    ['the environment', /\bprocess\.env\b/, ['cli']],
    ['standard output', /\bprocess\.std(?:out|err)\b/, ['cli']],
    ['addresses', /(?<![.\w])fetch\(/, ['cli/check-health.ts']],
    ['process signals', /\bprocess\.(?:on|once|exit)\(/, ['cli']],
    // A command loads its own code when it runs, so that `stdio` does not wait for the web server's; the large libraries
    // of services and of OAuth wait until a service is asked, or OAuth is set up.
    [
      'modules at run time',
      /(?<![.\w])(?:import|require)\(/,
      ['cli/run-command.ts', 'http-server.ts', 'services/connection/service-fetch.ts'],
    ],
    ['evaluated text', /(?<![.\w])eval\(|new Function\(/, []],
  ])('reaches %s from one place', (_thing, pattern, doors) => {
    const found = product.filter(({ text }) => pattern.test(withoutComments(text)));

    expect(found.filter((file) => !isDoor(file, doors)).map(({ path }) => path)).toEqual([]);
    expect(doors.filter((door) => !found.some((file) => isDoor(file, [door])))).toEqual([]);
  });

  it('lets rules do no input and output of their own', () => {
    const rules = product.filter(({ path }) => ['domain', 'conversion', 'config'].includes(partOf(path)));
    const outside = rules.filter(({ imports }) => imports.some(({ from }) => /^node:(?!path$)/.test(from)));

    expect(outside.map(({ path }) => path)).toEqual([]);
  });

  it('keeps what tests use out of the product', () => {
    const used = product.filter(({ imports }) => imports.some(({ from }) => isForTests(from)));

    expect(used.map(({ path }) => path)).toEqual([]);
  });

  it('never imports the helper', () => {
    expect(sources.flatMap(({ imports }) => imports).filter(({ from }) => from.includes('arr-helper'))).toEqual([]);
  });
});

describe('arr-helper/src', () => {
  const helper = readSources('arr-helper');
  const programs = helper.filter(({ isTest }) => !isTest);

  it('starts processes in run-command.ts alone', () => {
    const starting = programs.filter(({ imports }) =>
      imports.some(({ from, isTypeOnly }) => /child_process|worker_threads|cluster/.test(from) && !isTypeOnly),
    );

    expect(starting.map(({ path }) => path)).toEqual(['run-command.ts']);
  });

  it('uses the protocol, fastify, pino, zod and Node alone', () => {
    const allowed = /^(?:@arr-mcp\/helper-protocol|fastify|pino|zod|node:.*)$/;

    expect(foreignImports(programs, allowed)).toEqual([]);
  });

  it('reads the environment at its start alone', () => {
    const reading = programs.filter(({ text }) => /\bprocess\.env\b/.test(withoutComments(text)));

    expect(reading.map(({ path }) => path)).toEqual(['main.ts']);
  });

  it('never starts a shell', () => {
    expect(programs.filter(({ text }) => /\bshell:|\bexecSync?\(|\/bin\/sh\b/.test(text))).toEqual([]);
  });
});

describe('helper-protocol/src', () => {
  const contract = readSources('helper-protocol').filter(({ isTest }) => !isTest);

  it('depends on zod alone, and does nothing by itself', () => {
    expect(foreignImports(contract, /^(?:zod|node:path(?:\/posix)?)$/)).toEqual([]);
  });
});

describe('files', () => {
  const all = ['helper-protocol', 'arr-helper', 'arr-mcp'].flatMap((name) =>
    readSources(name).map((file) => ({ ...file, path: `${name}/${file.path}` })),
  );
  // A table that is only readable as one.
  const tables = new Set(['helper-protocol/operations.ts']);

  it('are short enough to read: 200 lines, tests 300', () => {
    const long = all.filter(({ path, isTest, lineCount }) => {
      if (path.endsWith('.fixtures.ts') || tables.has(path)) return false;
      return lineCount > (isTest ? 300 : 200);
    });

    expect(long.map(({ path, lineCount }) => `${path}: ${lineCount}`)).toEqual([]);
  });

  it('hide nothing behind a barrel, but for the index of the protocol', () => {
    const barrels = all.filter(({ path, text }) => path.endsWith('/index.ts') && /^export .* from /m.test(text));

    expect(barrels.map(({ path }) => path)).toEqual(['helper-protocol/index.ts']);
    expect(all.filter(({ text }) => /^export \* from/m.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

function misplacedImports(file: SourceFile, allowed: Allowed): string[] {
  return file.imports
    .filter(({ isOurs }) => isOurs)
    .filter((each) => !mayImport(file, each, allowed))
    .map(({ from, isTypeOnly }) => `${file.path} imports ${isTypeOnly ? 'types of ' : ''}${from}`);
}

function mayImport({ path }: SourceFile, { from, isTypeOnly }: SourceImport, { values, types = [] }: Allowed): boolean {
  const part = partOf(from);
  // The version, which is a fact of the package.
  if (from === '../package.json') return path === 'mcp/server-info.ts';
  return part === partOf(path) || values.includes(part) || (isTypeOnly && types.includes(part));
}

function isDoor({ path }: SourceFile, doors: readonly string[]): boolean {
  return doors.includes(path) || doors.includes(partOf(path));
}

function isForTests(from: string): boolean {
  return from.startsWith('testing/') || /\.(?:test|fixtures)\.ts$/.test(from) || from === 'vitest';
}

function foreignImports(files: readonly SourceFile[], allowed: RegExp): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.filter(({ from, isOurs }) => !isOurs && !allowed.test(from)).map(({ from }) => `${path}: ${from}`),
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/(?<=^|\s)\/\/.*$/gm, '');
}
