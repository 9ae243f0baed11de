import { StackName, composeFileNames } from '@arr-mcp/helper-protocol';
import { createHash } from 'node:crypto';

import { AppError } from '../errors.ts';
import type { UserFiles } from '../files/file-types.ts';
import type { StackDirectory, StackFolder } from '../files/stack-directory.ts';

/** User files and stacks in memory: texts by their absolute paths, below /opt/stacks and /media-server. */
export class MemoryStacks {
  readonly texts: Map<string, string>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts));
  }

  readonly files: Pick<UserFiles, 'read' | 'roots'> = {
    roots: () =>
      Promise.resolve([
        { scope: 'stacks', path: '/opt/stacks', givenPath: '/opt/stacks', isWritable: true },
        { scope: 'media', path: '/media-server', givenPath: '/media-server', isWritable: true },
      ]),
    read: (path) => {
      if (path.endsWith('.key')) return Promise.reject(new AppError('refused', 'it holds a key'));
      const text = this.texts.get(path);
      if (text === undefined) return Promise.resolve(undefined);
      const content = Buffer.from(text);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return Promise.resolve({ content, sha256, mode: 0o644, uid: 1000, gid: 1000 });
    },
  };

  readonly stacks: Pick<StackDirectory, 'list' | 'find' | 'read'> = {
    list: () => {
      const names = [...this.texts.keys()].flatMap((path) => /^\/opt\/stacks\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? []);
      return Promise.resolve([...new Set(names)].flatMap((name) => this.#find(name) ?? []));
    },
    find: (name) => Promise.resolve(this.#find(name)),
    read: (name) => {
      const stack = this.#find(name);
      if (stack === undefined) return Promise.reject(new AppError('not_found', `no stack named ${name}`));
      return Promise.resolve({ stack, text: this.texts.get(`${stack.path}/${stack.composeFile}`) ?? '' });
    },
  };

  #find(name: string): StackFolder | undefined {
    const path = `/opt/stacks/${name}`;
    const composeFile = composeFileNames.find((file) => this.texts.has(`${path}/${file}`));
    return composeFile === undefined ? undefined : { name: StackName.parse(name), path, composeFile };
  }
}
