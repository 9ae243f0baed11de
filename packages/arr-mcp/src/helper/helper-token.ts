import { readFile } from 'node:fs/promises';

/** The helper's per-start token, from the private file beside its socket; absent while no helper has started. */
export async function readHelperToken(socketPath: string): Promise<string | undefined> {
  try {
    return (await readFile(`${socketPath}.token`, 'utf8')).trim();
  } catch {
    // No file and no right to read it are the same to us: the helper's own answer tells the caller what is missing.
    return undefined;
  }
}
