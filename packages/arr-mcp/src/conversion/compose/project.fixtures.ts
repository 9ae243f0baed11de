import { posix } from 'node:path';

import { AppError } from '../../errors.ts';
import type { ComposeModel } from './compose-model.ts';
import { type LoadedProject, loadComposeProject } from './load-project.ts';
import type { ProjectSource } from './project-files.ts';

export const projectDirectory = '/srv/stacks/media';

/** Loads a project from texts by path, which counts from the project's directory. */
export function loadFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<Omit<ProjectSource, 'files'>> = {},
): Promise<LoadedProject> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [posix.resolve(projectDirectory, path), text]));
  const read = async (path: string): Promise<string | undefined> => {
    if (texts.get(path) === 'refused') throw new AppError('refused', `${path} holds secrets`);
    return texts.get(path);
  };
  return loadComposeProject({ directory: projectDirectory, file: 'compose.yaml', ...options, files: { read } });
}

/** The model of a project that has to have one. */
export async function modelOf(...source: Parameters<typeof loadFiles>): Promise<ComposeModel> {
  const { model, findings } = await loadFiles(...source);
  if (model === undefined) throw new Error(problemsIn({ findings }).join('\n'));
  return model;
}

/** The errors of a project, as `subject attribute: text`. */
export function problemsIn({ findings }: Pick<LoadedProject, 'findings'>): string[] {
  return findings
    .filter(({ level }) => level === 'error')
    .map(({ subject, attribute, text }) => `${subject} ${attribute}: ${text}`);
}
