import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { comparableTitle, titlesOf } from '../../domain/media/comparable-title.ts';
import { AppError } from '../../errors.ts';
import { shortLine } from './short-line.ts';

/** An argument that takes an id as a number or as text, or a title; lists show it as text, which is shorter. */
export const idOrTitle = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().min(1).max(200),
);

/** What can be chosen. */
export interface Choice {
  readonly id: number;
  readonly title?: string | undefined;
  readonly year?: number | undefined;
  /** where records of several types are chosen from */
  readonly type?: string | undefined;
  /** how it is told from others of its title, such as other episodes called Pilot */
  readonly shownAs?: string | undefined;
}

export interface Wanted {
  /** `series`, `movie`, `artist` */
  readonly kind: string;
  /** an id or a title, as the caller gave it; `Title (2022)` says which of several */
  readonly given: string;
  /** the tool that lists them */
  readonly listTool: string;
}

const mostChoices = 10;

/**
 * The one record that is meant: by its id, else by its whole title, else by a part of it.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export function chooseOne<Item extends Choice>(items: readonly Item[], wanted: Wanted): Item {
  const { kind, given, listTool } = wanted;
  const fitting = fittingItems(items, given);
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  const shown = toPlainLine(given);
  if (only === undefined) {
    throw new AppError('not_found', `there is no ${kind} ${shown}`, { hint: `${listTool} lists what there is.` });
  }
  throw new AppError('invalid_argument', `${fitting.length} fit ${kind} ${shown}`, {
    hint: 'Choose one of them by its id.',
    details: { choices: fitting.slice(0, mostChoices).map(toChoice) },
  });
}

function fittingItems<Item extends Choice>(items: readonly Item[], given: string): Item[] {
  const [exact, words] = [given.trim().toLowerCase(), comparableTitle(given)];
  // A title may be a number too, so that a number may mean both.
  const whole = items.filter(
    ({ id, title, year }) =>
      String(id) === exact || title?.toLowerCase() === exact || titlesOf(title, year).includes(words),
  );
  if (whole.length > 0 || words === '') return whole;
  return items.filter(({ title, year }) => titlesOf(title, year).some((each) => each.includes(words)));
}

function toChoice({ id, title, year, type, shownAs = title }: Choice) {
  return {
    id,
    title: shortLine(shownAs, 100) ?? '',
    ...(year === undefined ? {} : { year }),
    ...(type === undefined ? {} : { type }),
  };
}
