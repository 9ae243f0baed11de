import type { World } from './world/world.ts';

/** A service that answers as the real one does and keeps what it is told; everything in it is invented. */
export interface StandIn {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/** What a service's stand-in is made with. */
export interface StandInOptions {
  readonly world: World;
  /** what it signs its callers in with */
  readonly apiKey: string;
  /** below which it answers, as a service with a URL base does; absent: at its root */
  readonly urlBase?: string;
}
