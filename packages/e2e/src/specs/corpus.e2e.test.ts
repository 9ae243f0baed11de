import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadComposeProject } from '../../../arr-mcp/src/conversion/compose/load-project.ts';
import type { ConversionReport } from '../../../arr-mcp/src/conversion/findings.ts';
import { countOutcomes } from '../../../arr-mcp/src/conversion/print-report.ts';
import { convertToQuadlets } from '../../../arr-mcp/src/conversion/quadlet/convert-to-quadlets.ts';
import type { QuadletText } from '../../../arr-mcp/src/conversion/quadlet/quadlet-text.ts';
import { checkout, lab, tryInLab } from '../lab.ts';
import { hasNoMediaHost } from '../story.ts';

const corpus = join(checkout, '../shared/corpus/compose');
const isAbsent = hasNoMediaHost || !existsSync(corpus);
const folder = '/var/tmp/corpus';
const generator = '/usr/lib/systemd/user-generators/podman-user-generator';
const names = isAbsent ? [] : readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory());

interface Row {
  readonly name: string;
  readonly report: ConversionReport;
  readonly units: number;
}

// Real compose files of strangers, converted by the product's own code and judged by Podman's own generator.
describe.skipIf(isAbsent)('the compose files of public repositories', () => {
  const rows: Row[] = [];
  let inside = '';
  beforeAll(async () => {
    inside = join((await lab(['rootfs'])).trim(), folder);
  });
  afterAll(() => {
    rmSync(inside, { recursive: true, force: true });
    process.stderr.write(printTable(rows));
  });

  it.each(names)('%s becomes Quadlets that the generator accepts, or errors that say why not', async (name) => {
    const { files, report } = await convert(join(corpus, name));
    rows.push({ name, report, units: files.length });

    const hasErrors = report.findings.some(({ level }) => level === 'error');
    expect(report.keys.length).toBeGreaterThan(0);
    expect(files.length === 0).toBe(hasErrors);
    expect(await generate(name, files)).toEqual({ exitCode: 0, complaints: [] });
  });

  /** What the generator says of a set of files in a folder of its own. */
  async function generate(name: string, files: readonly QuadletText[]) {
    // The generator takes a folder without files for a mistake.
    if (files.length === 0) return { exitCode: 0, complaints: [] };
    mkdirSync(join(inside, name), { recursive: true });
    for (const file of files) writeFileSync(join(inside, name, `${file.name}.${file.kind}`), file.text);
    const { exitCode, stderr } = await tryInLab([generator, '-user', '-dryrun'], {
      variables: { QUADLET_UNIT_DIRS: join(folder, name) },
    });
    return { exitCode, complaints: complaintsIn(stderr) };
  }
});

async function convert(directory: string) {
  const files = {
    read: async (path: string) => Promise.resolve(existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  };
  const { model, declared, findings } = await loadComposeProject({ directory, file: 'compose.yaml', files });
  const keys = [...declared].flatMap(([subject, own]) =>
    own.map((key) => ({ subject, key, outcome: 'mapped' }) as const),
  );
  if (model === undefined) return { files: [], report: { keys, findings } };
  return convertToQuadlets({
    model,
    declared,
    findings,
    options: { filesDirectory: join(directory, 'quadlets/files') },
  });
}

function complaintsIn(stderr: string): string[] {
  return stderr
    .split('\n')
    .filter(
      (line) =>
        /quadlet-generator/.test(line) && !/Loading source unit file|not a fully qualified image name/.test(line),
    );
}

function printTable(rows: readonly Row[]): string {
  const line = (...cells: (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(42) : String(cell).padStart(16))).join('');
  const body = rows.map(({ name, report, units }) => {
    const counts = countOutcomes(report);
    const errors = report.findings.filter(({ level }) => level === 'error');
    const why =
      errors.length === 0 ? '' : `  ${errors[0]?.subject} ${errors[0]?.attribute}: ${errors[0]?.text}`.slice(0, 120);
    return line(name, units, counts.mapped, counts.changed, counts['not expressible']) + why;
  });
  const head = line('project', 'Quadlets', 'mapped', 'changed', 'not expressible');
  return `\n${[head, ...body].join('\n')}\n`;
}
