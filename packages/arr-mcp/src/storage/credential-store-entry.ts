import { z } from 'zod';

import { AppError } from '../errors.ts';
import { toBaseUrl } from '../services/base-url.ts';
import {
  type ServiceName,
  exampleUrl,
  isServiceName,
  serviceFacts,
  serviceNames,
} from '../services/service-catalog.ts';
import { KeptTokens } from '../services/kept-tokens.ts';
import type { Credential, KnownService } from '../services/service-instance.ts';

/** What is kept of one instance. The service may be one that only a later arr-mcp knows. */
const StoredEntry = z.strictObject({
  service: z.string(),
  instance: z.string(),
  url: z.string().exactOptional(),
  credential: z.record(z.string(), z.string()).exactOptional(),
  /** what a sign-in or a renewal gave; it stays here */
  tokens: KeptTokens.exactOptional(),
});
export type StoredEntry = z.output<typeof StoredEntry>;
export const StoredEntries = z.array(StoredEntry);

/** What somebody wants stored; a credential is given whole, as its service signs in. */
export interface CredentialChange {
  /** `sonarr`, or `sonarr-4k` for a second one */
  readonly instance: string;
  readonly url?: string;
  readonly credential?: Credential;
}

const instanceName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const maxInstanceLength = 40;
const maxValueLength = 2000;

/** The entry as the registry takes it; undefined for a service that this arr-mcp does not know. */
export function toKnownService({ service, instance, url, credential }: StoredEntry): KnownService | undefined {
  if (!isServiceName(service)) return undefined;
  return {
    service,
    instance,
    source: 'store',
    ...(url === undefined ? {} : { url }),
    ...(credential === undefined ? {} : { credential }),
  };
}

/** @throws AppError invalid_argument unless the name begins with that of a service */
export function serviceOfInstance(instance: string): ServiceName {
  const [service = ''] = instance.split('-');
  if (instanceName.test(instance) && instance.length <= maxInstanceLength && isServiceName(service)) return service;
  throw new AppError('invalid_argument', 'an instance is named after its service, such as sonarr or sonarr-4k', {
    hint: `Small letters, digits and hyphens, at most ${maxInstanceLength}. Services: ${serviceNames.join(', ')}.`,
  });
}

/**
 * What is stored of an instance after a change. A stored credential never goes to another address than the one it was
 * given for: whoever gives a new address gives the credential as well.
 * @throws AppError invalid_argument or refused; no message holds a value that was given
 */
export function changeEntry(before: StoredEntry | undefined, change: CredentialChange): StoredEntry {
  const { instance } = change;
  const service = serviceOfInstance(instance);
  const url = change.url === undefined ? before?.url : parseUrl(change.url, service);
  const given = change.credential ?? {};
  const credential = Object.keys(given).length === 0 ? undefined : parseCredential(given, service);
  if (credential === undefined) checkAddressAlone({ service, before, url: change.url === undefined ? undefined : url });
  const kept = credential ?? before?.credential;
  // Tokens are for the address that they were given for, too.
  const tokens = url === before?.url ? before?.tokens : undefined;
  return {
    service,
    instance,
    ...(url === undefined ? {} : { url }),
    ...(kept === undefined ? {} : { credential: kept }),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

/** The ways a service signs in, in words: `username and password, or api_key`. */
export function signInText(service: ServiceName): string {
  return serviceFacts(service)
    .signIn.map((way) => way.join(' and '))
    .join(', or ');
}

function parseUrl(text: string, service: ServiceName): string {
  const url = toBaseUrl(text.trim());
  if (url !== undefined) return url;
  throw new AppError('invalid_argument', 'url must be an http or https address without a user or password', {
    hint: `For example ${exampleUrl(service)}.`,
  });
}

function parseCredential(given: Credential, service: ServiceName): Record<string, string> {
  const { title, signIn } = serviceFacts(service);
  const values = Object.entries(given).map(([field, value]): [string, string] => [field, value.trim()]);
  const fields = new Set(values.map(([field]) => field));
  const isWhole = signIn.some((way) => way.length === fields.size && way.every((field) => fields.has(field)));
  if (!isWhole) {
    const takes = signIn.length === 0 ? 'no credential, only an address' : signInText(service);
    throw new AppError('invalid_argument', `${title} takes ${takes}`, { hint: 'Give a credential whole.' });
  }
  const wrong = values.find(([, value]) => value === '' || value.length > maxValueLength || hasControls(value));
  if (wrong === undefined) return Object.fromEntries(values);
  throw new AppError('invalid_argument', `${wrong[0]} must be one line of 1 to ${maxValueLength} characters`);
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

interface AddressAlone {
  readonly service: ServiceName;
  readonly before: StoredEntry | undefined;
  readonly url: string | undefined;
}

// What leads an assistant astray could otherwise have a key sent wherever it likes.
function checkAddressAlone({ service, before, url }: AddressAlone): void {
  const { title, signIn } = serviceFacts(service);
  const missing = before?.credential === undefined && signIn.length > 0 ? signInText(service) : 'url';
  if (url === undefined || missing !== 'url') {
    throw new AppError('invalid_argument', `what ${title} is reached with is missing: ${missing}`);
  }
  if (before?.credential === undefined || url === before.url) return;
  const fields = Object.keys(before.credential).join(' and ');
  throw new AppError('refused', `the address of ${before.instance} is not changed without its credential`, {
    hint: `The stored ${fields} would be sent to the new address. Give it again in the same call, from the user or from ${title}'s settings.`,
  });
}
