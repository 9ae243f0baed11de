import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { type LookupFunction, isIP } from 'node:net';

import { Agent, fetch as undiciFetch } from 'undici';

import { AppError } from '../../errors.ts';
import { isPublicAddress } from './public-address.ts';

/** How names are resolved: to all addresses that they have. */
export type Lookup = (
  name: string,
  options: LookupAllOptions,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** Fetches a document of a stranger's choice. @throws AppError `refused` for an address that is not on the public internet */
export type PublicFetch = (url: string) => Promise<Response>;

export interface PublicFetchOptions {
  readonly lookup?: Lookup;
  /** which addresses may be connected to */
  readonly isOpen?: (address: string) => boolean;
  /** PEM certificates that are trusted instead of the system's */
  readonly certificates?: string;
  readonly limitMs?: number;
}

/**
 * https only, to public addresses only, no redirects. What the name resolved to is what is connected to, so that a name
 * cannot point elsewhere between the check and the connection.
 */
export function createPublicFetch({
  lookup = systemLookup,
  isOpen = isPublicAddress,
  certificates,
  limitMs = 5000,
}: PublicFetchOptions = {}): PublicFetch {
  const dispatcher = new Agent({
    connect: {
      timeout: limitMs,
      lookup: guarded(lookup, isOpen),
      ...(certificates === undefined ? {} : { ca: certificates }),
    },
    connections: 4,
    maxHeaderSize: 8 * 1024,
    // Each document is asked for once an hour; a connection that is kept would be one that is not checked.
    keepAliveTimeout: 1,
    keepAliveMaxTimeout: 1,
  });
  return async (url) => {
    const { protocol, hostname } = new URL(url);
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    // A host that is an address is not looked up.
    if (protocol !== 'https:' || (isIP(host) !== 0 && !isOpen(host)))
      throw new AppError('refused', 'a client document is read by https, from the public internet only');
    const options = { redirect: 'manual', headers: { accept: 'application/json' }, dispatcher } as const;
    const signal = AbortSignal.timeout(limitMs);
    // undici's own Response is the one that Node has, declared a second time.
    return undiciFetch(url, { ...options, signal }) as Promise<unknown> as Promise<Response>;
  };
}

function guarded(lookup: Lookup, isOpen: (address: string) => boolean): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses;
      if (error !== null) return done(error, []);
      if (first === undefined || !addresses.every(({ address }) => isOpen(address)))
        return done(new AppError('refused', `${name} is not on the public internet`), []);
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}
