import { maxComposeBytes } from '@arr-mcp/helper-protocol';

import type { ProjectFiles } from '../conversion/compose/project-files.ts';
import type { UserFiles } from '../files/file-types.ts';

/**
 * The files of compose projects, through the door of user files: what is not ours is not there. Each is read once, so
 * that whatever looks at it here sees the same.
 */
export function toProjectFiles(files: Pick<UserFiles, 'read'>): ProjectFiles {
  const texts = new Map<string, Promise<string | undefined>>();
  const readText = async (path: string): Promise<string | undefined> => {
    const file = await files.read(path, maxComposeBytes);
    return file?.content.toString('utf8');
  };
  return {
    async read(path) {
      const text = texts.get(path) ?? readText(path);
      texts.set(path, text);
      return text;
    },
  };
}
