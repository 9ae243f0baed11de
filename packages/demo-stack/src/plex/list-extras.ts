import type { Resource } from './metadata.ts';
import type { PlexEntry, PlexFile } from './plex-entry.ts';

const sizes = { '4k': [3840, 2076], '1080': [1920, 1036], '720': [1280, 692], sd: [720, 400] } as const;
const blurColors = { topLeft: '063149', topRight: '2c1d03', bottomRight: '2a1b04', bottomLeft: '0f687b' };
const namedActors = 3;

/** What Plex has in its lists beside what anybody asks for: about half of their size. */
export function listExtras(entry: PlexEntry): Resource {
  if (entry.type !== 'movie' && entry.type !== 'episode') return {};
  return { ...images(entry), ...(entry.type === 'movie' ? movieExtras(entry) : {}) };
}

function images({ ratingKey, title, updatedAt }: PlexEntry): Resource {
  const kinds = [
    ['coverPoster', 'thumb'],
    ['background', 'art'],
  ] as const;
  return {
    Image: kinds.map(([type, name]) => ({
      alt: title,
      type,
      url: `/library/metadata/${ratingKey}/${name}/${updatedAt}`,
    })),
    UltraBlurColors: blurColors,
  };
}

function movieExtras({ ratingKey, title, summary, writers, actors, rating = 5 }: PlexEntry): Resource {
  return {
    slug: title.toLowerCase().replaceAll(/\W+/g, '-'),
    tagline: summary.slice(0, summary.indexOf('.') + 1),
    audienceRating: rating,
    audienceRatingImage: 'themoviedb://image.rating',
    chapterSource: 'media',
    primaryExtraKey: `/library/metadata/${ratingKey + 1_000_000}`,
    Country: [{ tag: 'Norway' }],
    Writer: writers.map((tag) => ({ tag })),
    Role: actors.slice(0, namedActors).map((tag) => ({ tag })),
  };
}

/** What is known of a picture beside its codec. */
export function videoExtras({ resolution }: PlexFile): Resource {
  if (resolution === undefined) return {};
  const [width, height] = sizes[resolution];
  const profiles = { audioProfile: 'lc', videoProfile: 'main', videoFrameRate: '24p', hasVoiceActivity: false };
  return { width, height, aspectRatio: 1.85, ...profiles };
}
