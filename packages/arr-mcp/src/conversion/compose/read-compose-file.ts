import { isMap, isScalar } from 'yaml';

import { AppError } from '../../errors.ts';
import { unknownKeys } from './compose-schema/section.ts';
import { type Lookup, interpolate } from './interpolate.ts';
import { type LoadJournal, type Spot, spotOf } from './load-journal.ts';
import { type Raw, type RawMap, isRawMap } from './raw-tree.ts';
import { type YamlReading, readYaml } from './read-yaml.ts';
import { toRawTree } from './yaml-tree.ts';

/** A compose file whose YAML is read, and whose variables are not resolved yet. */
export interface ComposeDocument {
  readonly path: string;
  readonly yaml: YamlReading;
}

export const sections = ['services', 'networks', 'volumes', 'secrets', 'configs'] as const;
const topLevelKeys: readonly string[] = ['version', 'name', 'include', 'models', ...sections];

// All texts of one file together.
const maxLength = 10_000_000;

/** The document of a file; undefined, with findings, when its YAML is not sound. */
export function parseComposeFile(text: string, path: string, journal: LoadJournal): ComposeDocument | undefined {
  const yaml = readYaml(text);
  const spot = { subject: 'project', attribute: journal.nameOf(path) };
  for (const problem of yaml.problems) {
    journal.error(spot, `${journal.nameOf(path)}:${problem.line}:${problem.column}: ${problem.text}`);
  }
  return yaml.contents === undefined ? undefined : { path, yaml };
}

/** The project's name as the document has it, before anything else of it is read. */
export function nameIn({ yaml: { contents } }: ComposeDocument): string | undefined {
  const name: unknown = isMap(contents) ? contents.get('name', true) : undefined;
  return isScalar(name) && typeof name.value === 'string' && name.value !== '' ? name.value : undefined;
}

/** The tree of a document with its variables in place; undefined when it is no compose file. */
export function toComposeTree(document: ComposeDocument, lookup: Lookup, journal: LoadJournal): RawMap | undefined {
  const reader = new VariableReader(document, lookup, journal);
  try {
    const tree = toRawTree(document.yaml.contents ?? null, {
      interpolate: (text, offset, path) => reader.interpolate(text, offset, path),
      problem: (offset, text) =>
        journal.error({ subject: 'project', attribute: '' }, `${reader.place(offset)}: ${text}`),
    });
    reader.tellUnset();
    return checkShape(tree, document.path, journal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    journal.error({ subject: 'project', attribute: '' }, `${journal.nameOf(document.path)}: ${error.message}`);
    return undefined;
  }
}

/** Resolves the variables of one document and remembers those that nothing sets. */
class VariableReader {
  readonly #document: ComposeDocument;
  readonly #lookup: Lookup;
  readonly #journal: LoadJournal;
  #length = 0;
  readonly #unset = new Map<string, { readonly spot: Spot; readonly places: string[] }>();

  constructor(document: ComposeDocument, lookup: Lookup, journal: LoadJournal) {
    this.#document = document;
    this.#lookup = lookup;
    this.#journal = journal;
  }

  place(offset: number): string {
    const { line, column } = this.#document.yaml.place(offset);
    return `${this.#journal.nameOf(this.#document.path)}:${line}:${column}`;
  }

  interpolate(text: string, offset: number, path: readonly string[]): string {
    const unset = (name: string): void => {
      const known = this.#unset.get(name);
      if (known === undefined) this.#unset.set(name, { spot: spotOf(path), places: [this.place(offset)] });
      else known.places.push(this.place(offset));
    };
    try {
      const value = interpolate(text, { lookup: this.#lookup, unset });
      this.#length += value.length;
      if (this.#length <= maxLength) return value;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const hint = error.hint === undefined ? '' : ` ${error.hint}`;
      this.#journal.error(spotOf(path), `${this.place(offset)}: ${error.message}.${hint}`);
      return text;
    }
    throw new AppError('invalid_argument', `its variables grow beyond ${maxLength} characters`);
  }

  tellUnset(): void {
    for (const [name, { spot, places }] of this.#unset) {
      const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
      const text = `${name} is not set and became empty at ${places.slice(0, 3).join(', ')}${more}; set it in .env.`;
      this.#journal.add('warning', 'interpolation-unset', spot, text);
    }
  }
}

/** Tells of keys that are not known, and of sections that are not mappings. */
function checkShape(tree: Raw, path: string, journal: LoadJournal): RawMap | undefined {
  const file = journal.nameOf(path);
  if (!isRawMap(tree)) {
    journal.error(
      { subject: 'project', attribute: '' },
      `${file} is not a mapping with services; write services: first.`,
    );
    return undefined;
  }
  for (const key of Object.keys(tree)) {
    const isKnown = topLevelKeys.includes(key) || key.startsWith('x-');
    if (!isKnown) journal.error({ subject: 'project', attribute: key }, `${file}: ${unknownKeys([key], topLevelKeys)}`);
  }
  for (const section of sections) {
    const value = tree[section] ?? null;
    if (value === null || isRawMap(value)) continue;
    journal.error({ subject: 'project', attribute: section }, `${file}: a mapping is expected under ${section}.`);
    return undefined;
  }
  return tree;
}
