import type { Download } from '../downloads/join-downloads.ts';
import { comparableTitle, titlesOf, yearIn } from './comparable-title.ts';
import { joinMedia } from './join-media.ts';
import type { ExternalIds, MediaRecord, MediaType } from './media-record.ts';

/** A movie or a series, and how it stands in all services together. */
export interface FoundTitle {
  readonly title: string;
  readonly year?: number | undefined;
  readonly type: MediaType;
  readonly ids: ExternalIds;
  /** partly: episodes are missing that have aired */
  readonly have: 'yes' | 'partly' | 'no';
  /** something is missing that an *arr looks for */
  readonly wanted: boolean;
  /** absent: nobody was asked who would know */
  readonly watched?: 'yes' | 'partly' | 'no' | undefined;
  readonly records: readonly MediaRecord[];
  readonly downloads: readonly Download[];
}

/**
 * The titles that the words fit, joined by their external ids: a record whose own title says something else is found
 * through one that fits. Where none fits, Trakt may know the words for another name. What only Trakt knows is told of
 * where its title is that very one, or where there is nothing else; what fits best comes first.
 */
export function findTitles(
  query: string,
  records: readonly MediaRecord[],
  downloads: readonly Download[],
): FoundTitle[] {
  const words = comparableTitle(query);
  const all = joinMedia(records);
  const fitting = all.filter((group) => group.some((record) => fits(record, words)));
  const found = fitting.length > 0 ? fitting : all.filter((group) => group.some(isFoundOf(yearIn(query))));
  const ours = found.filter((group) => group.some(isOurs));
  const shown = ours.length === 0 ? found : found.filter((group) => ours.includes(group) || isNamed(group, words));
  return shown.toSorted(byFitness(words)).map((group) => toFoundTitle(group, downloads));
}

function isFoundOf(wanted: number | undefined) {
  return ({ isFound, year }: MediaRecord): boolean => isFound === true && (wanted === undefined || year === wanted);
}

function fits({ title, originalTitle, year }: MediaRecord, words: string): boolean {
  const titles = [title, originalTitle].flatMap((each) => titlesOf(each, year));
  const each = words.split(' ');
  return (
    words !== '' &&
    titles.some((whole) => whole.includes(words) || each.every((word) => ` ${whole}`.includes(` ${word}`)))
  );
}

function isOurs({ service }: MediaRecord): boolean {
  return service !== 'trakt';
}

function isNamed(group: readonly MediaRecord[], words: string): boolean {
  return group.some(({ title, year }) => titlesOf(title, year).includes(words));
}

function byFitness(words: string) {
  return (one: readonly MediaRecord[], other: readonly MediaRecord[]): number =>
    Number(isNamed(other, words)) - Number(isNamed(one, words)) ||
    Number(other.some(isOurs)) - Number(one.some(isOurs)) ||
    Number(nameOf(one) > nameOf(other)) - Number(nameOf(one) < nameOf(other)) ||
    (leading(other)?.year ?? 0) - (leading(one)?.year ?? 0);
}

function nameOf(group: readonly MediaRecord[]): string {
  return leading(group)?.title?.toLowerCase() ?? '';
}

// Of whose title and year are shown: the *arr's are what releases are looked for by.
function leading(group: readonly MediaRecord[]): MediaRecord | undefined {
  return group.find(isArr) ?? group.find(isOurs) ?? group[0];
}

function isArr({ service }: MediaRecord): boolean {
  return service === 'sonarr' || service === 'radarr';
}

function toFoundTitle(group: readonly MediaRecord[], downloads: readonly Download[]): FoundTitle {
  const lead = leading(group);
  return {
    title: lead?.title ?? 'unnamed',
    year: lead?.year,
    type: lead?.type ?? 'movie',
    ids: Object.assign({}, ...group.toReversed().map(({ ids }) => ids)) as ExternalIds,
    have: presence(group),
    wanted: group.some(isWanted),
    watched: watchedPart(group),
    records: group,
    downloads: downloads.filter(({ awaited }) => awaited.some((each) => group.some((record) => isOf(record, each)))),
  };
}

function presence(group: readonly MediaRecord[]): FoundTitle['have'] {
  const arrs = group.filter(isArr);
  const some = group.some(({ files = 0 }) => files > 0);
  if (!some) return 'no';
  return arrs.length === 0 || arrs.some(({ files = 0, expected = 0 }) => files > 0 && files >= expected)
    ? 'yes'
    : 'partly';
}

function isWanted({ monitored, files = 0, expected = 0 }: MediaRecord): boolean {
  return monitored === true && files < expected;
}

function watchedPart(group: readonly MediaRecord[]): FoundTitle['watched'] {
  const told = group.filter(({ watched }) => watched !== undefined);
  if (told.length === 0) return undefined;
  if (told.every(({ watched }) => watched === 0)) return 'no';
  // A series' plays on Trakt do not say of how many episodes.
  const isAll = told.some(
    ({ type, files, watched = 0 }) => watched > 0 && (type === 'movie' || watched >= (files ?? Infinity)),
  );
  return isAll ? 'yes' : 'partly';
}

function isOf({ instance, id }: MediaRecord, awaited: Download['awaited'][number]): boolean {
  return awaited.instance === instance && awaited.mediaId === id;
}
