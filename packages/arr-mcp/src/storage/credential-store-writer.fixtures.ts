import { writeSync } from 'node:fs';

import { CredentialStore } from './credential-store.ts';

/** Of the writers; a rotating one changes from the first to the second and back. */
export const secrets = ['the-first-secret-0123456789', 'the-second-secret-0123456789'] as const;

/** Long enough that half a file would be seen. */
export function longKey(turn: number): string {
  return `${turn} `.padEnd(2000, 'k');
}

// One dot for each turn, written at once: whoever waits for it finds this process at the beginning of the next.
function dot(): void {
  writeSync(process.stdout.fd, '.');
}

/** Stores `count` instances of its own, one after the other. */
function storeMany(dataDir: string, name: string, count: number): void {
  const store = new CredentialStore({ dataDir, secret: secrets[0] });
  for (let turn = 0; turn < count; turn += 1) {
    store.set({ instance: `sonarr-${name}-${turn}`, credential: { api_key: longKey(turn) } });
    dot();
  }
}

/** Stores one instance over and over until this process is killed. */
function storeForEver(dataDir: string): never {
  const store = new CredentialStore({ dataDir, secret: secrets[0] });
  for (let turn = 0; ; turn += 1) {
    store.set({ instance: 'sonarr', credential: { api_key: longKey(turn) } });
    dot();
  }
}

/** Changes the secret and back until this process is killed; it begins with the one that the file has. */
function rotateForEver(dataDir: string): never {
  const isSecond = new CredentialStore({ dataDir, secret: secrets[0] }).problem() !== undefined;
  for (let turn = isSecond ? 1 : 0; ; turn += 1) {
    const [from, to] = turn % 2 === 0 ? secrets : secrets.toReversed();
    new CredentialStore({ dataDir, secret: from }).rotate(to ?? '');
    dot();
  }
}

const [, script, work, dataDir = '', name = '', count = ''] = process.argv;
// Run as a program, and not read by the test.
if (script === import.meta.filename) {
  if (work === 'store-many') storeMany(dataDir, name, Number(count));
  else if (work === 'rotate') rotateForEver(dataDir);
  else storeForEver(dataDir);
}
