import type { Clock } from './clock.ts';
import type { ConnectionOptions } from './connection/service-connection.ts';
import type { TokenKeeper } from './kept-tokens.ts';
import type { Credential } from './service-instance.ts';

/** What a client is made with. */
export interface OpenOptions extends ConnectionOptions {
  /** complete: the registry asks only for instances that lack nothing */
  readonly credential: Credential;
  /** where tokens that change are kept; absent: nowhere */
  readonly tokens?: TokenKeeper;
  readonly clock?: Clock;
}
