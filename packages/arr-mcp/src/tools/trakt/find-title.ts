import { withoutYear } from '../../domain/media/comparable-title.ts';
import { unlessNotFound } from '../../errors.ts';
import type { TraktClient, TraktKind } from '../../services/trakt/trakt-client.ts';
import type { Media } from '../../services/trakt/trakt-schemas.ts';
import { type Choice, chooseOne } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { clientOf } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';

// Beyond these none is meant that fits the words.
const mostFound = 20;

/**
 * The show or movie that is meant: by Trakt's id, one of IMDb, or its title.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function findTitle(client: TraktClient, kind: TraktKind, given: string): Promise<Choice> {
  const words = given.trim();
  if (/^\d{1,9}$|^tt\d{5,12}$/.test(words)) {
    // A title may be a number, too.
    const found = await unlessNotFound(client.media(kind, words));
    if (found !== undefined) return toChoice(found);
  }
  const found = await client.search(kind, withoutYear(words), mostFound);
  const items = found.flatMap((each) => toChoiceOf(each[kind]));
  return chooseOne(items, { kind, given: words, listTool: `trakt_search_${kind}s` });
}

/** How a show or a movie is called in sentences. */
export function nameOf({ id, title, year }: Choice): string {
  const name = shortLine(title) ?? String(id);
  return year === undefined ? name : `${name} (${year})`;
}

/** A client for what Trakt tells everybody alike: whichever account comes first. */
export function anyClient(context: Pick<ToolContext, 'services' | 'signal'>): TraktClient {
  return clientOf(context, 'trakt', context.services.instances('trakt')[0]);
}

function toChoiceOf(media: Media | undefined): Choice[] {
  return media === undefined ? [] : [toChoice(media)];
}

function toChoice({ ids, title, year }: Media): Choice {
  return { id: ids.trakt, title, year };
}
