import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { ComposeModel } from '../compose/compose-model.ts';
import { loadComposeProject } from '../compose/load-project.ts';
import type { ConversionReport, Finding } from '../findings.ts';
import { type ConvertedProject, convertToQuadlets } from '../quadlet/convert-to-quadlets.ts';
import type { QuadletOptions } from '../quadlet/project.ts';
import { convertToCompose } from './convert-to-compose.ts';

export interface ComposeCase {
  readonly name: string;
  readonly text: string;
  readonly directory: string;
  /** the files that lie in its folder, by absolute path */
  readonly beside: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly options?: Partial<QuadletOptions>;
}

export interface Trip {
  readonly model: ComposeModel | undefined;
  readonly quadlets: ConvertedProject;
}

const composeFile = /^(?:docker-)?compose\.ya?ml$/;
const nothing = { files: [], extraFiles: [] };

/** A compose file of its own, in the folder of the example of the rule book. */
export function composeCase(text: string, beside: Readonly<Record<string, string>> = {}): ComposeCase {
  return { name: 'media', text, directory: '/srv/stacks/media', beside };
}

/** The folders of compose files, each with what lies beside its main file. */
export function readComposeCases(corpus: string): ComposeCase[] {
  return readdirSync(corpus)
    .filter((name) => statSync(join(corpus, name)).isDirectory())
    .map((name) => {
      const directory = `/srv/stacks/${name}`;
      const names = readdirSync(join(corpus, name)).filter((each) => statSync(join(corpus, name, each)).isFile());
      const read = (each: string) => [`${directory}/${each}`, readFileSync(join(corpus, name, each), 'utf8')] as const;
      const main = names.find((each) => composeFile.test(each)) ?? '';
      return { name, directory, text: read(main)[1], beside: Object.fromEntries(names.map(read)) };
    });
}

/** A compose file as a model and as Quadlets; without files when it cannot be converted. */
export async function toQuadlets({ text, directory, beside, profiles = [], ...project }: ComposeCase): Promise<Trip> {
  const others = Object.entries(beside).filter(([path]) => !composeFile.test(path.slice(directory.length + 1)));
  const texts = new Map([...others, [`${directory}/compose.yaml`, text]]);
  const files = { read: (path: string) => Promise.resolve(texts.get(path)) };
  const { declared, findings, model } = await loadComposeProject({ directory, file: 'compose.yaml', files, profiles });
  if (model === undefined) return { model, quadlets: { ...nothing, report: { keys: [], findings } } };
  const options = { filesDirectory: `${directory}/quadlets/files`, ...project.options };
  return { model, quadlets: convertToQuadlets({ model, declared, findings, options }) };
}

/** The compose file of a set of Quadlets; throws with what stands against one. */
export function backToCompose({ files }: Pick<ConvertedProject, 'files'>): string {
  const { text, report } = convertToCompose({ files });
  if (text === undefined) throw new Error(errorsOf(report).map(describeFinding).join('\n'));
  return text;
}

export function errorsOf({ findings }: ConversionReport): Finding[] {
  return findings.filter(({ level }) => level === 'error');
}

export function describeFinding({ subject, attribute, text }: Finding): string {
  return `${subject} ${attribute}: ${text}`;
}
