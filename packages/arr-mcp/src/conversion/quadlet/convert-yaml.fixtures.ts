import { loadComposeProject } from '../compose/load-project.ts';
import { type ConvertedProject, convertToQuadlets } from './convert-to-quadlets.ts';
import type { QuadletOptions } from './project.ts';

export const projectDirectory = '/srv/stacks/media';

export interface YamlProject {
  readonly yaml: string;
  /** further files, by their name in the project's folder */
  readonly beside?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly options?: Partial<QuadletOptions>;
}

/** Converts a compose file that lies in `/srv/stacks/media`; an error of its reading is a finding without files. */
export async function convertYaml({
  yaml,
  beside = {},
  profiles = [],
  options,
}: YamlProject): Promise<ConvertedProject> {
  const texts = new Map(Object.entries({ ...beside, 'compose.yaml': yaml }));
  const read = (path: string) => Promise.resolve(texts.get(path.replace(`${projectDirectory}/`, '')));
  const source = { directory: projectDirectory, file: 'compose.yaml', files: { read }, profiles };
  const { model, declared, findings } = await loadComposeProject(source);
  if (model === undefined) return { files: [], extraFiles: [], report: { keys: [], findings } };
  const filesDirectory = `${projectDirectory}/quadlets/files`;
  return convertToQuadlets({ model, declared, findings, options: { filesDirectory, ...options } });
}

/** The lines of each section of a file, without the marker and blank lines. */
export function sectionsOf({ files }: ConvertedProject, file: string): Record<string, string[]> {
  const text = files.find(({ name, kind }) => `${name}.${kind}` === file)?.text;
  if (text === undefined) throw new Error(`there is no ${file} among ${files.map(({ name }) => name).join(', ')}`);
  const sections: Record<string, string[]> = {};
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) sections[line.slice(1, -1)] = lines = [];
    else if (line !== '' && !line.startsWith('#')) lines.push(line);
  }
  return sections;
}

/** What was found, as `level code subject attribute`. */
export function findingsOf({ report }: ConvertedProject): string[] {
  return report.findings.map(({ level, code, subject, attribute }) => `${level} ${code} ${subject} ${attribute}`);
}
