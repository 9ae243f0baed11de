import { listExtras, videoExtras } from './list-extras.ts';
import type { PlexEntry, PlexFile } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** A record as the API has it in JSON. */
export type Resource = Readonly<Record<string, unknown>>;

/** An item as lists have it. */
export function metadata(state: PlexState, entry: PlexEntry): Resource {
  const parent = state.parentOf(entry);
  const grandparent = parent === undefined ? undefined : state.parentOf(parent);
  const section = state.sections.find(({ key }) => key === entry.sectionId);
  return {
    ratingKey: String(entry.ratingKey),
    key: `/library/metadata/${entry.ratingKey}${entry.files.length === 0 ? '/children' : ''}`,
    guid: entry.guid,
    type: entry.type,
    title: entry.title,
    summary: entry.summary,
    addedAt: entry.addedAt,
    updatedAt: entry.updatedAt,
    librarySectionTitle: section?.title,
    librarySectionID: entry.sectionId,
    librarySectionKey: `/library/sections/${entry.sectionId}`,
    thumb: `/library/metadata/${entry.ratingKey}/thumb/${entry.updatedAt}`,
    art: `/library/metadata/${entry.ratingKey}/art/${entry.updatedAt}`,
    ...(entry.index === undefined ? {} : { index: entry.index }),
    ...given(entry),
    ...ancestors(parent, grandparent),
    ...watched(state, entry),
    ...listed('Genre', entry.genres),
    ...listed('Director', entry.directors),
    ...listExtras(entry),
    ...(entry.files.length === 0 ? {} : { Media: entry.files.map((file, index) => media(entry, file, index)) }),
  };
}

/** An item on its own: with its people, its ids elsewhere and its streams. */
export function details(state: PlexState, entry: PlexEntry): Resource {
  return {
    ...metadata(state, entry),
    ...guids(entry),
    ...listed('Writer', entry.writers),
    ...listed('Collection', entry.collections),
    ...listed('Label', entry.labels),
    Role: entry.actors.map((tag, index) => ({ id: index + 1, tag, role: `Role ${index + 1}` })),
    ...(entry.files.length === 0 ? {} : { Media: entry.files.map((file, index) => media(entry, file, index, true)) }),
  };
}

export function guids({ guids: ids }: PlexEntry): Resource {
  return ids.length === 0 ? {} : { Guid: ids.map((id) => ({ id })) };
}

function given(entry: PlexEntry): Resource {
  const { titleSort, year, originallyAvailableAt, contentRating, studio, rating, userRating, durationMs } = entry;
  const facts = {
    titleSort,
    year,
    originallyAvailableAt,
    contentRating,
    studio,
    rating,
    userRating,
    duration: durationMs,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function ancestors(parent: PlexEntry | undefined, grandparent: PlexEntry | undefined): Resource {
  if (parent === undefined) return {};
  return {
    parentRatingKey: String(parent.ratingKey),
    parentKey: `/library/metadata/${parent.ratingKey}`,
    parentTitle: parent.title,
    ...(parent.index === undefined ? {} : { parentIndex: parent.index }),
    ...(grandparent === undefined
      ? {}
      : {
          grandparentRatingKey: String(grandparent.ratingKey),
          grandparentKey: `/library/metadata/${grandparent.ratingKey}`,
          grandparentTitle: grandparent.title,
        }),
  };
}

function watched(state: PlexState, entry: PlexEntry): Resource {
  const children = state.childrenOf(entry.ratingKey);
  const { viewCount, viewOffsetMs: viewOffset, lastViewedAt } = entry;
  if (children.length === 0) {
    return {
      ...(viewCount === 0 ? {} : { viewCount }),
      ...(viewOffset === 0 ? {} : { viewOffset }),
      ...(lastViewedAt === 0 ? {} : { lastViewedAt }),
    };
  }
  const leaves = state.leavesOf(entry);
  const seen = leaves.filter((leaf) => leaf.viewCount > 0);
  const latest = Math.max(0, ...seen.map((leaf) => leaf.lastViewedAt));
  return {
    leafCount: leaves.length,
    viewedLeafCount: seen.length,
    childCount: children.length,
    ...(latest === 0 ? {} : { lastViewedAt: latest, viewCount: seen.length }),
  };
}

function listed(name: string, tags: readonly string[]): Resource {
  return tags.length === 0 ? {} : { [name]: tags.map((tag) => ({ tag })) };
}

/** What the versions of an item are known by, in the order of its files. */
export function versionIds(entry: PlexEntry | undefined): number[] {
  return entry?.files.map((_, index) => entry.ratingKey * 10 + index) ?? [];
}

function media({ ratingKey, durationMs }: PlexEntry, file: PlexFile, index: number, withStreams = false): Resource {
  const id = ratingKey * 10 + index;
  const { path, size, resolution, ...facts } = file;
  const part = {
    id,
    key: `/library/parts/${id}/0/file`,
    duration: durationMs,
    file: path,
    size,
    container: file.container,
  };
  return {
    id,
    duration: durationMs,
    ...facts,
    ...(resolution === undefined ? {} : { videoResolution: resolution }),
    audioChannels: 2,
    ...videoExtras(file),
    Part: [withStreams ? { ...part, Stream: streams(file, id) } : part],
  };
}

function streams({ videoCodec, audioCodec, resolution }: PlexFile, id: number): Resource[] {
  const video =
    videoCodec === undefined
      ? []
      : [
          {
            id: id * 10,
            streamType: 1,
            codec: videoCodec,
            displayTitle: `${resolution} (${videoCodec})`,
            default: true,
          },
        ];
  const language = { language: 'English', languageCode: 'eng' };
  const audio = {
    id: id * 10 + 1,
    streamType: 2,
    codec: audioCodec,
    channels: 2,
    displayTitle: 'English',
    selected: true,
  };
  const subtitles = { id: id * 10 + 2, streamType: 3, codec: 'srt', displayTitle: 'English (SRT)', ...language };
  return [...video, { ...audio, ...language }, ...(video.length === 0 ? [] : [subtitles])];
}
