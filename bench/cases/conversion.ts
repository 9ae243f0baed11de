import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';
import yaml from 'yaml';

import { loadComposeProject } from '../../packages/arr-mcp/src/conversion/compose/load-project.ts';
import { convertToQuadlets } from '../../packages/arr-mcp/src/conversion/quadlet/convert-to-quadlets.ts';
import { type Result, compare } from '../lib/measure.ts';

const corpus = new URL('../../../shared/corpus/compose', import.meta.url).pathname;
const rounds = 15;
const composeFile = /^(?:docker-)?compose\.ya?ml$/;

interface Project {
  readonly directory: string;
  readonly file: string;
  /** every file that lies beside it, by path */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reading and converting real compose files against reading them as plain YAML, a file at a time. */
export async function conversionCase(): Promise<Result[]> {
  if (!existsSync(corpus)) {
    console.error('*** SKIPPED: the conversion, which needs ../shared/corpus ***');
    return [];
  }
  const projects = readdirSync(corpus).flatMap(readProject);
  const convertAll = async (): Promise<number> => {
    const start = performance.now();
    for (const project of projects) await convert(project);
    return (performance.now() - start) / projects.length;
  };
  const parseAll = (parse: (text: string) => unknown) => async (): Promise<number> => {
    const start = performance.now();
    for (const { directory, file, texts } of projects) parse(texts.get(join(directory, file)) ?? '');
    return (performance.now() - start) / projects.length;
  };
  const [plain, other] = [
    parseAll((text) => yaml.parse(text, { merge: true }) as unknown),
    parseAll((text) => load(text)),
  ];
  for (let warmUp = 0; warmUp < 5; warmUp += 1) await Promise.all([convertAll(), plain(), other()]);
  const name = `compose to Quadlets, ${projects.length} files`;
  return [
    { name: `${name} / plain reading by yaml`, unit: 'ms', ...(await compare(rounds, convertAll, plain)), goal: 3 },
    // The project's own YAML library is the one that keeps places and comments; js-yaml keeps neither.
    { name: `${name} / plain reading by js-yaml`, unit: 'ms', ...(await compare(rounds, convertAll, other)) },
  ];
}

async function convert({ directory, file, texts }: Project): Promise<void> {
  const files = { read: (path: string) => Promise.resolve(texts.get(path)) };
  const { model, declared, findings } = await loadComposeProject({ directory, file, files });
  if (model === undefined) return;
  convertToQuadlets({ model, declared, findings, options: { filesDirectory: `${directory}/quadlets/files` } });
}

function readProject(name: string): Project[] {
  const directory = join(corpus, name);
  if (!statSync(directory).isDirectory()) return [];
  const names = readdirSync(directory).filter((each) => statSync(join(directory, each)).isFile());
  const file = names.find((each) => composeFile.test(each));
  if (file === undefined) return [];
  const texts = new Map(names.map((each) => [join(directory, each), readFileSync(join(directory, each), 'utf8')]));
  return [{ directory, file, texts }];
}
