import type { ServiceAnswer } from '../connection/service-connection.ts';
import type { CallInput, ServiceCall } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { plexCloudCalls as calls } from './plex-cloud-calls.ts';
import {
  CloudAccount,
  type CloudUser,
  CloudUserList,
  type SharedServer,
  SharedServerList,
} from './plex-cloud-schemas.ts';
import { type PlexFacts, SignedPlexClient } from './signed-plex-client.ts';

/** plex.tv. Everything of it is optional: without internet a server goes on, and so do its tools. */
export class PlexCloudClient extends SignedPlexClient {
  readonly #kept: KeptAnswers;

  constructor(facts: PlexFacts, kept: KeptAnswers) {
    super(facts);
    this.#kept = kept;
  }

  /** Whose token it is. */
  async account(): Promise<CloudAccount> {
    return this.#kept.get('account', async () => this.call(calls.account, CloudAccount));
  }

  /** Everybody that the owner's servers are shared with, their own household too. */
  async users(): Promise<CloudUser[]> {
    return this.#kept.get('users', async () => (await this.call(calls.users, CloudUserList)).User);
  }

  /** The household, with its owner. */
  async homeUsers(): Promise<CloudUser[]> {
    return this.#kept.get('homeUsers', async () => (await this.call(calls.homeUsers, CloudUserList)).User);
  }

  async sharedServers(machineIdentifier: string): Promise<SharedServer[]> {
    return this.#kept.get(`shared ${machineIdentifier}`, async () => {
      const answer = await this.call(calls.sharedServers, SharedServerList, { params: { machineIdentifier } });
      return answer.SharedServer;
    });
  }

  protected override async send<Call extends ServiceCall>(
    call: Call,
    input: CallInput<Call> = {},
  ): Promise<ServiceAnswer> {
    try {
      return await super.send(call, input);
    } catch (error) {
      throw isAway(error) ? away(error) : error;
    }
  }
}

// A certificate that is not trusted has a hint of its own.
function isAway(error: unknown): error is ServiceError {
  if (!(error instanceof ServiceError) || error.message.includes('certificate')) return false;
  return error.code === 'unreachable' || error.code === 'timeout';
}

function away(cause: ServiceError): ServiceError {
  return new ServiceError(cause.instance, cause.code, 'plex.tv cannot be reached', {
    cause,
    hint: 'It alone knows whom a server is shared with, and acts for them. Does arr-mcp reach the internet?',
  });
}
