import { AppError } from '../../errors.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ServiceConnection } from '../connection/service-connection.ts';
import type { TokenKeeper } from '../kept-tokens.ts';
import type { Credential } from '../service-instance.ts';
import { DeviceSignIn } from './device-sign-in.ts';
import { RestTime } from './rest-time.ts';
import { TokenRotation } from './token-rotation.ts';
import { TraktOAuth } from './trakt-oauth.ts';

export interface SessionOptions {
  readonly connection: ServiceConnection;
  readonly credential: Credential;
  /** absent: nothing can be kept, so that nobody can sign in */
  readonly tokens?: TokenKeeper;
  readonly clock?: Clock;
}

/** What lasts of one Trakt account between calls. */
export class TraktSession {
  readonly clientId: string;
  readonly rotation: TokenRotation;
  readonly signIn: DeviceSignIn;
  readonly rest: RestTime;
  readonly clock: Clock;

  constructor({ connection, credential, tokens = nowhere, clock = systemClock }: SessionOptions) {
    const { instance } = connection;
    const oauth = new TraktOAuth(connection);
    this.clientId = credential.client_id ?? '';
    this.clock = clock;
    this.rest = new RestTime(clock);
    this.rotation = new TokenRotation({ instance, credential, oauth, keeper: tokens, clock });
    this.signIn = new DeviceSignIn({
      instance,
      credential,
      oauth,
      rotation: this.rotation,
      keeper: tokens,
      clock,
    });
  }
}

const nothingKept = new AppError('not_configured', 'tokens cannot be kept here');

const nowhere: TokenKeeper = {
  obstacle: () => nothingKept,
  find: () => undefined,
  keep() {
    throw nothingKept;
  },
  alone: async (work) => work(),
};
