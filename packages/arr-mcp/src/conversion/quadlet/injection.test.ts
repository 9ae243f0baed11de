import { listQuadletEntries, parseQuadletFile, splitWords } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';

import type { ComposeModel } from '../compose/compose-model.ts';
import { type ConvertedProject, convertToQuadlets } from './convert-to-quadlets.ts';
import { fullModel } from './full-model.fixtures.ts';

const nasty = [
  '\n[Service]\nExecStartPre=/bin/sh -c id',
  '\r\n[Service]\r\nExecStartPre=/bin/sh',
  'x\u2028ExecStartPre=/bin/sh\u0085y',
  '; /bin/sh -c id',
  ';',
  '" --privileged "',
  "' --privileged '",
  '--privileged',
  'x\\',
  '\\x0aExecStartPre=/bin/sh',
  '%h/%n%',
  '$HOME ${PATH} $(id)',
  'a b\tc',
  ',source=/,destination=/host',
  ':/host:rw',
  'x.container',
  '\0',
  '\uD800',
  '',
  '# x',
];

/** What a converted file may say in the sections that systemd reads. */
const systemdKeys: Readonly<Record<string, readonly string[]>> = {
  Unit: ['Requires', 'Wants', 'After', 'BindsTo', 'PartOf', 'StartLimitIntervalSec', 'StartLimitBurst'],
  Service: [
    'Environment',
    'RemainAfterExit',
    'Restart',
    'RestartMaxDelaySec',
    'RestartSec',
    'RestartSteps',
    'Slice',
    'TimeoutStartSec',
    'TimeoutStopSec',
    'Type',
  ],
  Install: ['WantedBy'],
};
const systemdValue = /^(?:[\w-]+(?:\.[\w-]+)*|"ARR_SEMICOLON=;"|"ARR_EMPTY=")$/;
const wordKeys = new Set(['Annotation', 'Environment', 'Exec', 'Label', 'Options', 'PodmanArgs', 'Secret', 'Sysctl']);

const convert = (model: ComposeModel): ConvertedProject =>
  convertToQuadlets({ model, declared: new Map(), findings: [], options: { filesDirectory: '/srv/files' } });

const entriesOf = ({ files }: ConvertedProject) =>
  files.flatMap((file) => {
    const parsed = parseQuadletFile(file.text);
    if (!parsed.ok) throw new Error(`${file.name}.${file.kind}: ${JSON.stringify(parsed.problems)}`);
    return listQuadletEntries(parsed.file).map((entry) => ({ ...entry, file: `${file.name}.${file.kind}` }));
  });

const ownKeys = new Set(entriesOf(convert(fullModel)).map(({ section, key }) => `${section} ${key}`));
// What a change of a value can bring in that the model itself does not have.
for (const key of ['Container Tmpfs', 'Container SeccompProfile', 'Volume Driver', 'Container Image']) ownKeys.add(key);

/** What is wrong with what was written; nothing, when nothing was. */
function problemsIn(entries: ReturnType<typeof entriesOf>): string[] {
  return entries.flatMap(({ section, key, value, file }) => {
    const where = `${file} [${section}] ${key}=${value}`;
    if (section in systemdKeys) {
      return systemdKeys[section]?.includes(key) === true && systemdValue.test(value) ? [] : [where];
    }
    const known = ownKeys.has(`${section} ${key}`);
    const bare = value.replaceAll(/%%|\$\$|\$\{ARR_(?:SEMICOLON|EMPTY)\}/g, '').replace(/^%h(?=[/:]|$)/, '');
    return known && !/[%$]/.test(bare) ? [] : [where];
  });
}

/** How many words a command line gets: a value must stay one word, whatever stands in it. */
function countWords(entries: ReturnType<typeof entriesOf>): number {
  // The options of a volume are one text.
  const values = entries.filter(({ section, key }) => wordKeys.has(key) && `${section} ${key}` !== 'Volume Options');
  return values.reduce((sum, { value }) => sum + splitWords(value).length, 0);
}

type Path = readonly string[];

// The maps whose names are the user's own.
const named = `services networks volumes secrets configs environment labels annotations args options driver_opts values
  sysctls ulimits storage_opt additional_contexts depends_on aux_addresses extensions`.split(/\s+/);

// What the loader lets only a few words be.
const closed = /^services\.\w+\.(?:volumes\.\d+\.type|depends_on\.\w+\.condition)$/;

/** Each text of a tree, and each name of a map, by its path. */
function* textsIn(tree: unknown, path: Path = []): Generator<{ path: Path; isName: boolean }> {
  if (typeof tree === 'string') yield { path, isName: false };
  if (typeof tree !== 'object' || tree === null) return;
  for (const [key, value] of Object.entries(tree)) {
    if (!Array.isArray(tree) && named.includes(path.at(-1) ?? '')) yield { path: [...path, key], isName: true };
    yield* textsIn(value, [...path, key]);
  }
}

/** The tree with another text, or another name, at the path. */
function replaced(
  tree: unknown,
  [key = '', ...rest]: Path,
  { text, isName }: { text: string; isName: boolean },
): unknown {
  const change = (value: unknown) =>
    rest.length === 0 ? (isName ? value : text) : replaced(value, rest, { text, isName });
  if (Array.isArray(tree))
    return tree.map((value, index) => (String(index) === key ? change(value) : (value as unknown)));
  return Object.fromEntries(
    Object.entries(Object(tree) as object).map(([name, value]) => {
      if (name !== key) return [name, value as unknown];
      return [isName && rest.length === 0 ? text : name, change(value)];
    }),
  );
}

describe('a text of a compose file', () => {
  it('stands in a model that converts', () => {
    expect(convert(fullModel).report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(problemsIn(entriesOf(convert(fullModel)))).toEqual([]);
  });

  it.each(nasty)('never becomes an assignment, an argument or an expansion of its own: %j', (text) => {
    const words = countWords(entriesOf(convert(fullModel)));
    const spots = [...textsIn(fullModel)].filter(({ path }) => !closed.test(path.join('.')));
    const failures: string[] = [];
    let written = 0;
    for (const { path, isName } of spots) {
      // The fixture is a model and stays one: only texts and names change.
      const converted = convert(replaced(fullModel, path, { text, isName }) as ComposeModel);
      const entries = entriesOf(converted);
      const hasError = converted.report.findings.some(({ level }) => level === 'error');
      const where = `${path.join('.')}: `;

      failures.push(...problemsIn(entries).map((problem) => where + problem));
      if ((converted.files.length === 0) !== hasError) failures.push(`${where}files and errors at once, or neither`);
      // An env file that Podman reads differently is written out, variable by variable.
      if (!path.includes('env_file') && countWords(entries) > words) failures.push(`${where}more words`);
      written += converted.files.length > 0 ? 1 : 0;
    }

    expect(failures).toEqual([]);
    expect(spots.length).toBeGreaterThan(240);
    expect(written).toBeGreaterThan(0);
  });
});
