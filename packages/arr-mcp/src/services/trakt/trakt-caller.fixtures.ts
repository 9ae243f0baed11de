import { writeSync } from 'node:fs';

import { CredentialStore } from '../../storage/credential-store.ts';
import { TokenStore } from '../../storage/token-store.ts';
import type { ServiceFetch } from '../connection/service-fetch.ts';
import type { KeptTokens, TokenKeeper } from '../kept-tokens.ts';
import { openTrakt } from './trakt-client.ts';

export const secret = 'a-secret-of-the-tests-0123456789';
/** A call each tenth of a second, by the clock that both sides have. */
export const callMs = 100;
export const clockHeader = 'x-test-clock';

/** Where a process may end while it renews its tokens, in the order in which it comes there. */
export const steps = [
  'before the lock',
  'with the lock',
  'before the mark',
  'after the mark',
  'before the request',
  'after the answer',
  'before the new tokens are kept',
  'after the new tokens are kept',
  'before the new tokens are used',
] as const;
export type Step = (typeof steps)[number];

export interface Task {
  readonly dataDir: string;
  readonly url: string;
  /** number of the first call, and of the one after the last */
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  /** absent: it lives until its last call */
  readonly killAt?: Step;
}

/** Makes one call after the other; prints a dot for each that went well. */
async function callOnAndOn({ dataDir, url, from, to, startMs, killAt }: Task): Promise<void> {
  let nowMs = startMs;
  const at = (step: Step): void => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL');
  };
  const store = new TokenStore(new CredentialStore({ dataDir, secret }), dataDir);
  const open = openTrakt({
    service: 'trakt',
    instance: 'trakt',
    baseUrl: url,
    credential: { client_id: 'app', client_secret: 'secret' },
    tokens: watchedKeeper(store, at),
    clock: { now: () => nowMs, wait: async () => undefined },
    fetch: watchedFetch(at, () => nowMs),
  });
  for (let turn = from; turn < to; turn += 1) {
    nowMs = startMs + turn * callMs;
    await open(new AbortController().signal).username();
    writeSync(process.stdout.fd, '.');
  }
}

function watchedKeeper(real: TokenKeeper, at: (step: Step) => void): TokenKeeper {
  return {
    obstacle: () => real.obstacle(),
    find: (instance) => real.find(instance),
    keep(instance: string, tokens: KeptTokens) {
      const isMark = tokens.isAsked === true;
      at(isMark ? 'before the mark' : 'before the new tokens are kept');
      real.keep(instance, tokens);
      at(isMark ? 'after the mark' : 'after the new tokens are kept');
    },
    async alone(work, patienceMs) {
      at('before the lock');
      return real.alone(async () => {
        at('with the lock');
        return work();
      }, patienceMs);
    },
  };
}

function watchedFetch(at: (step: Step) => void, now: () => number): ServiceFetch {
  let isRenewed = false;
  return async (url, init) => {
    const isRefresh = url.endsWith('/oauth/token');
    if (isRefresh) at('before the request');
    else if (isRenewed) at('before the new tokens are used');
    const answer = await fetch(url, { ...init, headers: { ...init.headers, [clockHeader]: String(now()) } });
    if (isRefresh) at('after the answer');
    isRenewed ||= isRefresh;
    return answer;
  };
}

const [, script, task = ''] = process.argv;
// Run as a program, and not read by the test; its task is the test's own.
if (script === import.meta.filename) await callOnAndOn(JSON.parse(task) as Task);
