import {
  type DemoServers,
  type PlexStandIn,
  type StandIn,
  type TraktStandIn,
  type World,
  createPlexStandIn,
  createPlexTvStandIn,
  createTraktStandIn,
} from '@arr-mcp/demo-stack';

import type { CredentialStore } from '../../storage/credential-store.ts';
import { type Cloud, openCloud } from './canary-cloud.ts';
import type { Canaries } from './canaries.ts';
import { logLines } from './house-files.fixtures.ts';
import { leakyService } from './leaky-service.ts';
import type { HouseMood } from './house-mood.ts';

export interface MediaParts {
  readonly canaries: Canaries;
  readonly world: World;
  readonly mood: HouseMood;
}

/** Plex and Trakt, once of the environment and once of the store, and plex.tv, which knows their people. */
export interface Media {
  readonly cloud: Cloud;
  readonly trakt: TraktStandIn;
  readonly environment: Readonly<Record<string, string>>;
  store(store: CredentialStore): void;
}

export async function startMedia(servers: DemoServers, parts: MediaParts): Promise<Media> {
  const { canaries } = parts;
  const at = (place: string): string => canaries.at(place);
  const plex = createPlex(parts, 'environment: plex');
  const trakt = createTrakt(parts, 'environment: trakt');
  const url = async (service: string, standIn: StandIn): Promise<string> =>
    `http://127.0.0.1:${await servers.onPort(leaky(parts, service, standIn))}`;
  const [plexUrl, storedPlexUrl, traktUrl, storedTraktUrl] = await Promise.all([
    url('plex', plex),
    url('plex', createPlex(parts, 'store: plex-stored')),
    url('trakt', trakt),
    url('trakt', createTrakt(parts, 'store: trakt-stored')),
  ]);
  const plexTv = createPlexTvStandIn({ state: plex.state, token: at('environment: plex') });
  const { access_token: access, refresh_token: refresh } = trakt.signIn(at('environment: trakt, its tokens'));
  // So that it is traded for another one by the first call.
  trakt.tokens.expireAll();
  return {
    cloud: await openCloud(leaky(parts, 'plex.tv', plexTv), at('environment: HTTPS_PROXY')),
    trakt,
    environment: {
      PLEX_URL: plexUrl,
      PLEX_TOKEN: at('environment: plex'),
      TRAKT_URL: traktUrl,
      TRAKT_CLIENT_ID: at('environment: trakt, client id'),
      TRAKT_CLIENT_SECRET: at('environment: trakt, client secret'),
      TRAKT_ACCESS_TOKEN: access,
      TRAKT_REFRESH_TOKEN: refresh,
    },
    store(store) {
      store.set({ instance: 'plex-stored', url: storedPlexUrl, credential: { token: at('store: plex-stored') } });
      store.set({ instance: 'plex-old', url: 'http://127.0.0.1:9', credential: { token: at('store: plex-old') } });
      const credential = {
        client_id: at('store: trakt-stored, client id'),
        client_secret: at('store: trakt-stored, client secret'),
      };
      store.set({ instance: 'trakt-stored', url: storedTraktUrl, credential });
    },
  };
}

function leaky({ canaries, mood }: MediaParts, service: string, standIn: StandIn): StandIn {
  return leakyService(standIn, () => ({ service, canaries, form: mood.form }), mood);
}

function createPlex({ canaries, world }: MediaParts, place: string): PlexStandIn {
  const plex = createPlexStandIn({ world, apiKey: canaries.at(place) });
  for (const { id } of plex.state.accounts) plex.state.tokens.set(id, canaries.at(`plex.tv: token of ${id}`));
  plex.state.logged.push(...logLines('log of plex', canaries));
  return plex;
}

/** Whoever signs in there with a code need not wait until somebody has entered it. */
function createTrakt({ canaries, world }: MediaParts, place: string): TraktStandIn {
  let made = 0;
  const trakt = createTraktStandIn({
    world,
    apiKey: canaries.at(`${place}, client id`),
    clientSecret: canaries.at(`${place}, client secret`),
    createId: () => canaries.at(`${place}, given token ${(made += 1)}`),
  });
  return { ...trakt, fetch: async (request) => withEnteredCode(trakt, await trakt.fetch(request)) };
}

async function withEnteredCode(trakt: TraktStandIn, answer: Response): Promise<Response> {
  const body: unknown =
    answer.body === null
      ? null
      : await answer
          .clone()
          .json()
          .catch(() => null);
  if (typeof body !== 'object' || body === null || !('user_code' in body)) return answer;
  trakt.decide(String(body.user_code), 'approved');
  return Response.json({ ...body, interval: 0.001 });
}
