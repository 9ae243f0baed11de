import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';

/** How a directory stands for this process. */
export interface DirectoryCheck {
  readonly state: 'there' | 'missing' | 'no directory';
  /** whether it is this user's */
  readonly isOwn: boolean;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
}

export async function checkDirectory(path: string, uid: number): Promise<DirectoryCheck> {
  const nothing = { isOwn: false, isReadable: false, isWritable: false };
  try {
    const stats = await stat(path);
    if (!stats.isDirectory()) return { state: 'no directory', ...nothing };
    return {
      state: 'there',
      isOwn: stats.uid === uid,
      isReadable: await may(path, constants.R_OK | constants.X_OK),
      isWritable: await may(path, constants.W_OK | constants.X_OK),
    };
  } catch {
    // Not there, or behind a directory that is closed to us, which is the same to this process.
    return { state: 'missing', ...nothing };
  }
}

async function may(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    // The system says no, which is what was asked.
    return false;
  }
}
