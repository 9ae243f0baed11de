import { withoutYear } from '../../domain/media/comparable-title.ts';
import type { MediaRecord } from '../../domain/media/media-record.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexItemDetails } from '../../services/plex/plex-item-schemas.ts';
import type { MovieRow } from '../../services/radarr/movie-schemas.ts';
import type { SeriesIdentity } from '../../services/sonarr/series-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { readTrakt } from './read-trakt.ts';
import { type Part, joinParts, readPart, toPart } from './read-part.ts';

type Context = Pick<ToolContext, 'services' | 'signal'>;

// Of each type; Plex fits people and parts of words as well, so that more would hardly be what is meant.
const mostInPlex = 30;

/**
 * What each service that is set up knows of a title: the libraries of Sonarr and Radarr as a whole, since a record may
 * be the same under another title, and what Plex and Trakt find.
 */
export async function readMedia(context: Context, query: string): Promise<Part<MediaRecord>> {
  const words = withoutYear(query);
  return joinParts(
    await Promise.all([
      readPart(context, 'sonarr', async () =>
        toPart(await askInstances(context, { service: 'sonarr' }, async (client) => client.identities()), fromSonarr),
      ),
      readPart(context, 'radarr', async () =>
        toPart(await askInstances(context, { service: 'radarr' }, async (client) => client.listMovies()), fromRadarr),
      ),
      readPart(context, 'plex', async () =>
        toPart(await askInstances(context, { service: 'plex' }, async (client) => findInPlex(client, words)), fromPlex),
      ),
      readTrakt(context, words),
    ]),
  );
}

function fromSonarr({ tvdbId, tmdbId, imdbId, statistics, ...series }: SeriesIdentity, instance: string): MediaRecord {
  return {
    service: 'sonarr',
    instance,
    type: 'series',
    ...series,
    title: shortLine(series.title),
    ids: { imdb: imdbId, tmdb: tmdbId, tvdb: tvdbId },
    files: statistics?.episodeFileCount,
    expected: statistics?.episodeCount,
  };
}

function fromRadarr({ id, title, year, status, monitored, ...movie }: MovieRow, instance: string): MediaRecord {
  const hasFile = movie.hasFile ?? movie.movieFile !== undefined;
  return {
    service: 'radarr',
    instance,
    type: 'movie',
    id,
    title: shortLine(title),
    year,
    status,
    monitored,
    ids: { imdb: movie.imdbId, tmdb: movie.tmdbId },
    files: Number(hasFile),
    expected: 1,
  };
}

async function findInPlex(client: PlexClient, words: string): Promise<PlexItemDetails[]> {
  const found = await client.browse.search(words, { limit: mostInPlex });
  const keys = found.flatMap(({ type, ratingKey }) => (type === 'movie' || type === 'show' ? (ratingKey ?? []) : []));
  // What a search finds lacks the ids of other databases.
  return client.browse.items([...new Set(keys)]);
}

function fromPlex(item: PlexItemDetails, instance: string): MediaRecord {
  const isShow = item.type === 'show';
  return {
    service: 'plex',
    instance,
    type: isShow ? 'series' : 'movie',
    id: item.ratingKey ?? 0,
    title: shortLine(item.title),
    originalTitle: shortLine(item.originalTitle),
    year: item.year,
    ids: item.Guid,
    libraryId: item.librarySectionID,
    files: isShow ? item.leafCount : 1,
    watched: isShow ? item.viewedLeafCount : (item.viewCount ?? 0),
    lastWatchedAt: item.lastViewedAt,
  };
}
