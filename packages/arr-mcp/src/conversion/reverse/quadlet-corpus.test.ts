import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  type QuadletFile,
  QuadletKind,
  listQuadletEntries,
  parseQuadletFile,
  printQuadletFile,
} from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type QuadletInput, convertToCompose } from './convert-to-compose.ts';
import { dropInFolders } from './merge-drop-ins.ts';

const Compose = z.object({ services: z.record(z.string(), z.looseObject({ environment: z.unknown().optional() })) });
const folder = join(sharedFolder ?? '', 'corpus/quadlet');
const names = lacksShared
  ? []
  : readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:container|network|volume|pod|image|build|kube|artifact|quadlet|conf)$/.test(name))
      .filter((name) => !name.endsWith('.d'))
      .toSorted();
const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const isRefused = (name: string) => /^## assert-failed/m.test(texts.get(name) ?? '');

function parsed(name: string): QuadletFile {
  const result = parseQuadletFile(texts.get(name) ?? '');
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${name}:${line} ${message}`).join());
  return result.file;
}

const meaning = (file: QuadletFile) => listQuadletEntries(file).map(({ section, key, value }) => [section, key, value]);

function toInput(name: string): QuadletInput {
  const dot = name.lastIndexOf('.');
  const base = name.slice(name.lastIndexOf('/') + 1, dot);
  const kind = QuadletKind.parse(name.slice(dot + 1));
  const folders = new Set(dropInFolders(base, kind));
  const dropIns = names.filter((each) => folders.has(each.slice(0, each.lastIndexOf('/'))));
  return {
    name: base,
    kind,
    text: texts.get(name) ?? '',
    dropIns: dropIns.map((each) => ({ name: each, text: texts.get(each) ?? '' })),
  };
}

/** A container with the files that it names, as Podman's tests install them. */
function withReferences(name: string): QuadletInput[] {
  const named = [...(texts.get(name) ?? '').matchAll(/[\w@.-]+\.(?:network|volume|pod|image|build|container)\b/g)];
  const others = new Set(named.map(([found]) => found).filter((found) => found !== name && texts.has(found)));
  return [name, ...others].map(toInput);
}

describe.skipIf(lacksShared)("Podman's own test files", () => {
  it('are all there', () => {
    expect(names).toHaveLength(178);
  });

  it.each(names)('%s prints back to the same meaning', (name) => {
    const file = parsed(name);
    const again = parseQuadletFile(printQuadletFile(file));

    expect(again.ok && meaning(again.file)).toEqual(meaning(file));
  });

  const containers = names.filter((name) => name.endsWith('.container') && !isRefused(name));

  it.each(containers)('%s becomes a service, or says why not', (name) => {
    const { text, report } = convertToCompose({ files: withReferences(name) });
    const errors = report.findings.filter(({ level }) => level === 'error');

    const { services } = Compose.parse(parse(text ?? 'services: {}'));
    expect(Object.keys(services).length > 0).toBe(text !== undefined);
    expect(errors.length > 0).toBe(text === undefined);
  });

  it.each(containers)('%s has an outcome for each of its keys', (name) => {
    const { report } = convertToCompose({ files: withReferences(name) });
    const subject = name.slice(name.lastIndexOf('/') + 1);
    const told = new Set(report.keys.filter((key) => key.subject === subject).map(({ key }) => key));
    const written = listQuadletEntries(parsed(name)).map(({ section, key }) => `${section}.${key}`);

    // A template without an instance is reported as a whole.
    const isTemplate = report.findings.some(({ attribute }) => attribute === 'file');
    expect(isTemplate ? [] : written.filter((key) => !told.has(key))).toEqual([]);
  });

  it('merge with their drop-ins as the generator merges them', () => {
    const environments = ['merged.container', 'merged-override.container', 'template@instance.container'].map(
      (name) => {
        const { text = '' } = convertToCompose({ files: [toInput(name)] });
        const root = z.object({
          services: z.record(z.string(), z.object({ image: z.string(), environment: z.unknown().optional() })),
        });
        return Object.values(root.parse(parse(text)).services)[0];
      },
    );

    expect(environments).toMatchObject([
      { environment: { MAIN: 'mainvalue', FIRST: 'value', SECOND: 'othervalue' } },
      { environment: { SECOND: 'othervalue' } },
      { environment: { FOO: 'bar' }, image: 'localhost/changed-image' },
    ]);
    expect(environments[1]?.environment).toEqual({ SECOND: 'othervalue' });
  });

  it('are converted all at once without an exception, and each key is accounted for', () => {
    const files = names.filter((name) => !/\.(?:conf|artifact|quadlet)$/.test(name)).map(toInput);
    const { report } = convertToCompose({ files });
    const told = new Set(report.keys.map(({ subject, key }) => `${subject} ${key}`));
    const written = files
      .filter(({ name }) => !name.endsWith('@'))
      .flatMap(({ name, kind, text }) => {
        const result = parseQuadletFile(text);
        const entries = result.ok ? listQuadletEntries(result.file) : [];
        return entries.map(({ section, key }) => `${name}.${kind} ${section}.${key}`);
      });

    expect(written.length).toBeGreaterThan(300);
    expect(written.filter((key) => !told.has(key))).toEqual([]);
  });

  it('leaves few containers unconverted, each for something that compose cannot say', () => {
    const left = containers.filter((name) => convertToCompose({ files: withReferences(name) }).text === undefined);

    expect(left).toEqual([
      // Mounts of types that compose does not know.
      'mount.container',
      // Flags that podman does not know either.
      'podmanargs.container',
      // A secret as a variable.
      'secrets.container',
      // Templates without an instance.
      'startwithpod@.container',
      'template-dependency@.container',
    ]);
  });
});
