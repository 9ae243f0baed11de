import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';

import { Agent, fetch as undiciFetch } from 'undici';

import { AppError } from '../../errors.ts';
import { isPublicAddress } from './public-address.ts';

type LookupDone = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
/** How names are resolved: to all addresses that they have. */
export type Lookup = (name: string, options: LookupAllOptions, done: LookupDone) => void;

/** Fetches a document of a stranger's choice. @throws AppError `refused` for an address that is not on the public internet */
export type PublicFetch = (url: string) => Promise<Response>;

const limitMs = 5000;

/**
 * https only, to public addresses only, no redirects. What the name resolved to is what is connected to, so that a name
 * cannot point elsewhere between the check and the connection.
 */
export function createPublicFetch(lookup: Lookup = systemLookup): PublicFetch & { close(): Promise<void> } {
  const agent = new Agent({
    connect: { timeout: limitMs, lookup: guarded(lookup) },
    connections: 4,
    pipelining: 0,
    maxHeaderSize: 8 * 1024,
  });
  const fetch: PublicFetch = async (url) => {
    refuseUnlessPublic(new URL(url));
    const options = { redirect: 'manual', headers: { accept: 'application/json' }, dispatcher: agent } as const;
    // undici's own Response is the one that Node has, declared a second time.
    return undiciFetch(url, {
      ...options,
      signal: AbortSignal.timeout(limitMs),
    }) as Promise<unknown> as Promise<Response>;
  };
  return Object.assign(fetch, { close: async () => agent.destroy() });
}

// A host that is an address is not looked up.
function refuseUnlessPublic({ protocol, hostname }: URL): void {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host))) return;
  throw new AppError('refused', 'a client document is read by https, from the public internet only');
}

function guarded(lookup: Lookup) {
  return (name: string, options: object, done: (error: Error | null, addresses: LookupAddress[]) => void): void => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const isSafe = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address));
      return isSafe
        ? done(null, addresses)
        : done(new AppError('refused', `${name} is not on the public internet`), []);
    });
  };
}
