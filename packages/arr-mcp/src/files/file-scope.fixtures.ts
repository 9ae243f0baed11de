import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { FileScope } from './file-scope.ts';

/** The user whose files they are: the one who runs the tests. */
export const uid = process.getuid?.() ?? 0;
export const isRoot = uid === 0;
/** nobody of ours */
export const stranger = 4242;

/** Scopes in a directory of their own: `stacks`, `media`, `logs`, and `services` inside of media. */
export class ScopeFolders {
  readonly root: string;
  readonly files: FileScope;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'arr-mcp-files-'));
    const at = (name: string) => join(this.root, name);
    const scopes = { stacks: at('stacks'), media: at('media'), services: at('media/config'), logs: at('logs') };
    for (const path of Object.values(scopes)) mkdirSync(path, { recursive: true });
    mkdirSync(at('data'));
    this.files = new FileScope(scopes, uid, [at('data')]);
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Writes a file and the folders around it; its path. */
  write(name: string, content: string | Uint8Array = name): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
