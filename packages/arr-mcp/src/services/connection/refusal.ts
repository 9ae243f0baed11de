import { toPlainText } from '@arr-mcp/helper-protocol';

import { maskText } from '../../mask-secrets.ts';
import { ServiceError } from '../service-error.ts';
import type { ServiceAnswer, ServiceConnection } from './service-connection.ts';

const connectionRetryMs = 200;
/** A service that asks for more patience than this is told of instead. */
const longestWaitMs = 5000;
const maxMessageLength = 200;

/** How long to wait before the same read is asked again; undefined: asking again would not help. */
export function retryDelayMs(error: unknown): number | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  if (error.code === 'unreachable') return connectionRetryMs;
  const wait = error.details?.['retry_after_seconds'];
  return typeof wait === 'number' && wait * 1000 <= longestWaitMs ? wait * 1000 : undefined;
}

/** An answer whose status is not 2xx. What the service says is a stranger's text: bounded, secrets masked, never all. */
export function toRefusal(answer: ServiceAnswer, { instance, service, baseUrl }: Target): ServiceError {
  const said = messageOf(answer);
  const { status } = answer;
  if (status >= 300 && status < 400) return redirected(answer, { instance, service, baseUrl });
  if (status === 401 || status === 403) {
    return new ServiceError(instance, 'unauthorized', `refused the credential (${status})`, {
      // A service's client may know by its words that something else is wrong.
      cause: new Error(maskText(toPlainText(answer.text.slice(0, 10 * maxMessageLength))).slice(0, maxMessageLength)),
      hint: `credential_set stores another one for ${instance}; ${settingName(instance)}_… settings win over it.`,
    });
  }
  if (status === 404) return new ServiceError(instance, 'not_found', said ?? 'has nothing of that kind (404)');
  if (status === 409) return new ServiceError(instance, 'conflict', said ?? 'that is there already (409)');
  if (status === 429 || (status >= 502 && status <= 504)) return overloaded(answer, instance);
  if (status >= 500) {
    const hint = `Its own log says why: log_search in ${service}.`;
    return new ServiceError(instance, 'upstream', `failed (${status})${said === undefined ? '' : `: ${said}`}`, {
      hint,
    });
  }
  return new ServiceError(instance, 'invalid_argument', said ?? `refused the request (${status})`);
}

type Target = Pick<ServiceConnection, 'instance' | 'service' | 'baseUrl'>;

function redirected({ headers }: ServiceAnswer, { instance, baseUrl }: Target): ServiceError {
  const place = headers.get('location');
  const to = place !== null && URL.canParse(place, baseUrl) ? new URL(place, baseUrl).origin : 'elsewhere';
  return new ServiceError(instance, 'bad_response', `sends its callers on to ${to}`, {
    hint: `Set ${settingName(instance)}_URL to the address itself, with its sub-path; a sign-in page of a proxy cannot be passed.`,
  });
}

function overloaded({ status, headers }: ServiceAnswer, instance: string): ServiceError {
  const seconds = retryAfterSeconds(headers.get('retry-after'));
  const when = seconds === undefined ? '' : `, asks to wait ${seconds} s`;
  const code = status === 429 ? 'rate_limited' : 'unavailable';
  const what = status === 429 ? 'takes no more calls now (429)' : `is not available now (${status})`;
  return new ServiceError(instance, code, `${what}${when}`, {
    ...(seconds === undefined ? {} : { details: { retry_after_seconds: seconds } }),
    hint: 'Try again later.',
  });
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterSeconds(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function settingName(instance: string): string {
  return instance.toUpperCase().replaceAll('-', '_');
}

// *arr: {message} or [{propertyName, errorMessage}]; others: {error} or plain words. A page is not for reading.
function messageOf({ text, headers }: ServiceAnswer): string | undefined {
  const shown = fromJson(text) ?? (/text\/plain/.test(headers.get('content-type') ?? '') ? text : undefined);
  if (shown === undefined || shown.trim() === '') return undefined;
  return maskText(toPlainText(shown.trim())).slice(0, maxMessageLength);
}

function fromJson(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const problems = (Array.isArray(parsed) ? parsed : [parsed]).flatMap(toMessage);
    return problems.length === 0 ? undefined : problems.slice(0, 3).join('; ');
  } catch {
    return undefined;
  }
}

function toMessage(problem: unknown): string[] {
  if (typeof problem !== 'object' || problem === null) return [];
  const fields = new Map<string, unknown>(Object.entries(problem));
  const message = fields.get('errorMessage') ?? fields.get('message') ?? fields.get('error') ?? fields.get('title');
  const name = fields.get('propertyName');
  if (typeof message !== 'string') return [];
  return [typeof name === 'string' && name !== '' ? `${name}: ${message}` : message];
}
