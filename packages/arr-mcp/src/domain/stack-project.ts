import { posix } from 'node:path';

import type { ProjectFiles, ProjectSource } from '../conversion/compose/project-files.ts';
import { type LoadedProject, loadComposeProject } from '../conversion/compose/load-project.ts';
import type { StackFolder } from '../files/stack-directory.ts';

/** Texts that are to stand at absolute paths; null: nothing. */
export type FileChanges = ReadonlyMap<string, string | null>;

/** Follows the symbolic links of the part of an absolute path that exists; the rest is kept. */
export type ResolveLinks = (path: string) => string;

/** A stack's project in every way in which it may be read. */
export interface StackProject {
  /** as the helper runs it: the compose file alone */
  readonly project: LoadedProject;
  /** the same, and what else it may become; in the same order for every stack */
  readonly ways: readonly LoadedProject[];
  /** every file that one of them was read from or looked for in */
  readonly files: readonly string[];
}

// What the helper gives to compose. The real values are the host's; what matters is that they are set, and that a path
// that starts with one lies in no scope.
const given = {
  HOME: '/home/unknown',
  USER: 'unknown',
  PATH: '/usr/bin',
  LANG: 'C.UTF-8',
  XDG_RUNTIME_DIR: '/run/user/unknown',
};
const givenSometimes = {
  ...given,
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/unknown',
  DOCKER_HOST: 'unix:///run/unknown',
};

/**
 * Loads a stack's project as the helper runs it, as it is where an override file counts, and with the variables that
 * are not set everywhere; with all profiles, since switching one on changes no file of ours.
 */
export async function loadStack(
  folder: Pick<StackFolder, 'path' | 'composeFile'>,
  files: ProjectFiles,
): Promise<StackProject> {
  const source = { directory: folder.path, file: folder.composeFile, profiles: ['*'] };
  const watch = watchDifference(files, folder.path);
  const first = await loadComposeProject({ ...source, ...watch });
  // Nearly every stack is the same in all ways, and each way costs as much as the first.
  if (!watch.isDifferent()) return { project: first, ways: [first, first, first], files: first.files };
  const alone = withoutOverride(files, folder.path);
  const project = await loadComposeProject({ ...source, files: alone, environment: given });
  const ways = [
    project,
    await loadComposeProject({ ...source, files, environment: given }),
    await loadComposeProject({ ...source, files: alone, environment: givenSometimes }),
  ];
  return { project, ways, files: [...new Set(ways.flatMap((way) => way.files))] };
}

type Surroundings = Required<Pick<ProjectSource, 'files' | 'environment'>>;

/** With all that may count, and whether any of what does not always count was asked for and there. */
function watchDifference(
  files: ProjectFiles,
  directory: string,
): Surroundings & { readonly isDifferent: () => boolean } {
  let isDifferent = false;
  const asked = (value: string): string => {
    isDifferent = true;
    return value;
  };
  return {
    isDifferent: () => isDifferent,
    files: {
      async read(path) {
        // One that may not be read counts as there.
        let text: string | undefined = '';
        try {
          text = await files.read(path);
          return text;
        } finally {
          isDifferent ||= isOverride(path, directory) && text !== undefined;
        }
      },
    },
    environment: {
      ...given,
      get DBUS_SESSION_BUS_ADDRESS() {
        return asked(givenSometimes.DBUS_SESSION_BUS_ADDRESS);
      },
      get DOCKER_HOST() {
        return asked(givenSometimes.DOCKER_HOST);
      },
    },
  };
}

/** Files as they are after some changes. */
export function withChanges(files: ProjectFiles, changes: FileChanges, resolveLinks: ResolveLinks): ProjectFiles {
  const changed = new Map([...changes].map(([path, text]) => [resolveLinks(path), text]));
  return {
    async read(path) {
      const text = changed.get(resolveLinks(path));
      return text === undefined ? files.read(path) : (text ?? undefined);
    },
  };
}

// Compose reads it beside a file that it finds by itself, and not beside one that it is given.
function withoutOverride(files: ProjectFiles, directory: string): ProjectFiles {
  return { read: async (path) => (isOverride(path, directory) ? undefined : files.read(path)) };
}

function isOverride(path: string, directory: string): boolean {
  return posix.dirname(path) === directory && /^(?:docker-)?compose\.override\.ya?ml$/.test(posix.basename(path));
}
