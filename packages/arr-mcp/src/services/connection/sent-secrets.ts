import { isSecretName, mask } from '../../mask-secrets.ts';
import type { ServiceRequest } from './service-connection.ts';

type Sent = Pick<ServiceRequest, 'headers' | 'body'>;

// A shorter one is a word that stands in many texts with another meaning.
const shortestSecret = 8;
// What the tokens of an account are given for, and whom: Trakt takes the latter for a key.
const secretOfOAuth: ReadonlySet<string> = new Set(['code', 'client_id']);

/**
 * What a service says of a request, without what that was signed with: it may repeat it in prose, where no name tells
 * what it is, and only a part of what it says is passed on.
 */
export function withoutSent(text: string, sent: Sent): string {
  const secrets = [...headerSecrets(sent), ...bodySecrets(sent)].filter(({ length }) => length >= shortestSecret);
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return forms.reduce((rest, secret) => rest.replaceAll(secret, mask), text);
}

// `Bearer …`, or `SID=…; …` of a cookie
function headerSecrets({ headers }: Sent): string[] {
  return Object.entries(headers)
    .filter(([name]) => isSecretName(name) || name.toLowerCase() === 'authorization')
    .flatMap(([name, value]) => value.split(name.toLowerCase() === 'cookie' ? /[\s;=]+/ : /\s+/));
}

function bodySecrets({ body }: Sent): string[] {
  const fields = typeof body === 'string' ? fieldsOf(body) : body instanceof URLSearchParams ? [...body] : [];
  return fields.flatMap(([name, value]) =>
    typeof value === 'string' && (isSecretName(name) || secretOfOAuth.has(name)) ? [value] : [],
  );
}

function fieldsOf(text: string): (readonly [string, unknown])[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  } catch {
    return [];
  }
}
