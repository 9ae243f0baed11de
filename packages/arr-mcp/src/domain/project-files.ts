import { maxComposeBytes } from '@arr-mcp/helper-protocol';

import type { ProjectFiles } from '../conversion/compose/project-files.ts';
import type { UserFiles } from '../files/file-types.ts';

/** The files of compose projects, through the door of user files: what is not ours is not there. */
export function toProjectFiles(files: Pick<UserFiles, 'read'>): ProjectFiles {
  return {
    async read(path) {
      const file = await files.read(path, maxComposeBytes);
      return file?.content.toString('utf8');
    },
  };
}
