import type { ErrorCode } from '../../errors.ts';
import type { ServiceAnswer } from '../connection/service-connection.ts';
import { ServiceError } from '../service-error.ts';

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const signIn = 'trakt_sign_in signs in: it shows a code to enter at Trakt.';

const refusals: Readonly<Record<number, Refusal>> = {
  401: { code: 'unauthorized', message: 'refused the access token (401)', hint: signIn },
  403: {
    code: 'unauthorized',
    message: 'refused the client id (403)',
    hint: 'TRAKT_CLIENT_ID is that of an application at trakt.tv/oauth/applications; credential_set stores it too.',
  },
  420: {
    code: 'refused',
    message: 'the account has as many items in its lists as it may have (420)',
    hint: 'Remove some first, or Trakt VIP lifts the limit: trakt.tv/vip.',
  },
  423: {
    code: 'refused',
    message: 'the account is locked (423)',
    hint: 'Its owner asks Trakt why: support.trakt.tv.',
  },
  426: { code: 'refused', message: 'only VIP accounts may do that (426)', hint: 'See trakt.tv/vip.' },
};

/** What a status means that the connection lets through. */
export function explain({ status, headers }: Pick<ServiceAnswer, 'status' | 'headers'>, instance: string) {
  const { code, message, hint } = refusals[status] ?? {
    code: 'upstream',
    message: `refused the request (${status})`,
    hint: 'service_api_reachability tells whether it works.',
  };
  const limit = Number(headers.get('x-account-limit'));
  const details = status === 420 && Number.isInteger(limit) && limit > 0 ? { details: { account_limit: limit } } : {};
  return new ServiceError(instance, code, message, { hint, ...details });
}

export function notSignedIn(instance: string): ServiceError {
  return new ServiceError(instance, 'unauthorized', 'nobody is signed in', { hint: signIn });
}

/** @param why what made the tokens useless */
export function signedOut(instance: string, why: string): ServiceError {
  return new ServiceError(instance, 'unauthorized', `is signed out: ${why}`, { hint: signIn });
}

/** Without it neither a sign-in nor a new access token can be had. */
export function noClientSecret(instance: string): ServiceError {
  const prefix = instance.toUpperCase().replaceAll('-', '_');
  return new ServiceError(instance, 'not_configured', `${prefix}_CLIENT_SECRET is missing`, {
    hint: 'It stands beside the client id at trakt.tv/oauth/applications. The operator sets it, or `arr-mcp credentials set` stores both.',
  });
}
