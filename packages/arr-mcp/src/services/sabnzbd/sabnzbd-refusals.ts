import { z } from 'zod';

import type { ErrorCode } from '../../errors.ts';
import { maskText } from '../../mask-secrets.ts';
import type { ServiceAnswer } from '../connection/service-connection.ts';
import { ServiceError } from '../service-error.ts';

interface Refusal {
  readonly says: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

// What SABnzbd says, as plain text with 403, or in older versions and for single calls inside an answer of 200.
const refusals: readonly Refusal[] = [
  {
    says: /hostname verification/i,
    code: 'refused',
    message: 'does not answer to the host name of its address',
    hint: 'Add that name to host_whitelist in SABnzbd (Config, Special), or use its IP address in SABNZBD_URL.',
  },
  {
    says: /external internet access denied/i,
    code: 'refused',
    message: 'does not let this machine in',
    hint: 'SABnzbd takes it for one of the internet: local_ranges in SABnzbd (Config, Special) names the networks that are local.',
  },
  {
    says: /api key (?:required|incorrect)/i,
    code: 'unauthorized',
    message: 'refused the API key',
    hint: 'The API key is needed (Config, General), not the NZB key. credential_set stores another one; SABNZBD_… settings win over it.',
  },
  {
    says: /configuration locked/i,
    code: 'refused',
    message: 'its configuration is locked',
    hint: 'config_lock in its sabnzbd.ini forbids changes.',
  },
  {
    says: /config item does not exist/i,
    code: 'not_found',
    message: 'has no such setting',
    hint: 'sabnzbd_get_config lists them.',
  },
  {
    says: /item does not exist/i,
    code: 'not_found',
    message: 'has no such download',
    hint: 'sabnzbd_get_queue and sabnzbd_get_history list them.',
  },
];

const maxKnownFailureLength = 2000;

/** Why an answer of status 200 is a refusal all the same; undefined when it is none. */
export function findFailure({ text }: Pick<ServiceAnswer, 'text'>, instance: string): ServiceError | undefined {
  if (text.length > maxKnownFailureLength) return undefined;
  const said = failureText(text);
  if (said === undefined) return undefined;
  return explain(said, instance) ?? new ServiceError(instance, 'upstream', `refused: ${maskText(said).slice(0, 200)}`);
}

/** An error of the connection, told more exactly where SABnzbd's own words allow it. */
export function explainRefusal(error: unknown, instance: string): unknown {
  if (!(error instanceof ServiceError)) return error;
  if (error.code === 'not_found') {
    // There is one path: where that is not, SABnzbd is not.
    return new ServiceError(instance, 'bad_response', 'has no API at its address', {
      cause: error,
      hint: 'SABNZBD_URL is what stands before /api, with the URL base if there is one: http://host:8080/sabnzbd.',
    });
  }
  const said = error.code === 'unauthorized' && error.cause instanceof Error ? error.cause.message : '';
  return explain(said, instance, error) ?? error;
}

function explain(said: string, instance: string, cause?: Error): ServiceError | undefined {
  const known = refusals.find(({ says }) => says.test(said));
  if (known === undefined) return undefined;
  const { code, message, hint } = known;
  return new ServiceError(instance, code, message, { hint, ...(cause === undefined ? {} : { cause }) });
}

const Failure = z.object({ status: z.literal(false), error: z.string() });

function failureText(text: string): string | undefined {
  if (/^(?:error: )?api key /i.test(text)) return text;
  if (!text.startsWith('{')) return undefined;
  try {
    return Failure.safeParse(JSON.parse(text)).data?.error;
  } catch {
    // The schema of the answer tells what is wrong with it.
    return undefined;
  }
}
