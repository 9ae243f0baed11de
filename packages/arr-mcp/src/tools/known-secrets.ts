import { AppError } from '../errors.ts';
import { mask } from '../mask-secrets.ts';
import type { ServiceInstance } from '../services/service-instance.ts';

// A shorter one is a word that stands in many answers with another meaning.
const shortestSecret = 8;
// A shorter one is a password that somebody has thought of.
const shortestKey = 16;

/**
 * What the services are signed in with, names alone excepted, to be looked for in what leaves the server. A client id
 * is among it, as Trakt takes it for a key.
 * @param given tokens beside those of the credentials
 */
export function knownSecrets(
  instances: readonly Pick<ServiceInstance, 'credential'>[],
  given: readonly string[] = [],
): string[] {
  const values = instances.flatMap(({ credential }) =>
    Object.entries(credential).flatMap(([field, value]) => (field === 'username' ? [] : [value])),
  );
  return [...new Set([...values, ...given])].filter((value) => value.length >= shortestSecret);
}

/**
 * The same without any of these values. The last door: what is masked by its name or form never gets here, but a service
 * may repeat its own key in prose.
 */
export function withoutSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const text = JSON.stringify(value) ?? '';
  const clean = secrets.map((secret) => JSON.stringify(secret).slice(1, -1)).reduce(withoutSecret, text);
  // The same shape as before: only text inside of strings has changed.
  return clean === text ? value : (JSON.parse(clean) as Value);
}

/** Without the beginnings of the secret either: what is shown of a text may end in the middle of one. */
function withoutSecret(text: string, secret: string): string {
  const start = tellingStart(secret);
  if (!text.includes(start)) return text;
  const rest = secret.slice(start.length);
  return text.split(start).reduce((before, after) => before + mask + after.slice(commonLength(after, rest)));
}

/** A key's beginning that is found nowhere else by chance, or all of what may be made of words. */
function tellingStart(secret: string): string {
  const start = secret.slice(0, Math.max(shortestSecret, Math.ceil(secret.length / 3)));
  return secret.length >= shortestKey && /\d/.test(start) && /[A-Za-z]/.test(start) ? start : secret;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/** An error as its caller is told of it, without any of these values; what is no AppError is not told of anyway. */
export function errorWithoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, hint, details } = error;
  const told = { message, hint, details };
  const clean = withoutSecrets(told, secrets);
  if (clean === told) return error;
  return new AppError(code, clean.message, {
    cause: error,
    ...(clean.hint === undefined ? {} : { hint: clean.hint }),
    ...(clean.details === undefined ? {} : { details: clean.details }),
  });
}
