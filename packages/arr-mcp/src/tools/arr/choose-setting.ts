import { toPlainLine } from '@arr-mcp/helper-protocol';

import { AppError } from '../../errors.ts';

/** Something that is set up in a service, by what people call it. */
export interface Setting {
  readonly id: number;
  readonly name: string;
}

export interface WantedSetting {
  /** `quality profile`, `root folder` */
  readonly kind: string;
  /** a name or an id; absent: the only one there is */
  readonly given: string | number | undefined;
  /** the argument that chooses */
  readonly argument: string;
}

/**
 * The one that is meant.
 * @throws AppError invalid_argument that lists what there is
 */
export function chooseSetting<Item extends Setting>(items: readonly Item[], wanted: WantedSetting): Item {
  const { kind, given, argument } = wanted;
  const fitting = given === undefined ? items : fittingItems(items, String(given).trim().toLowerCase());
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  const names = items.map(({ id, name }) => `${toPlainLine(name)} (${id})`).join(', ');
  if (items.length === 0) throw new AppError('not_found', `no ${kind} is set up`);
  const what =
    another !== undefined ? `there are several: ${argument} chooses` : `no ${kind} is ${toPlainLine(String(given))}`;
  throw new AppError('invalid_argument', what, { hint: `There is: ${names}.`.slice(0, 1000) });
}

// People say "1080p" of HD-1080p and "kids" of /data/kids. A number alone is an id and no part of a name.
function fittingItems<Item extends Setting>(items: readonly Item[], wanted: string): readonly Item[] {
  const exact = items.filter(({ id, name }) => String(id) === wanted || name.toLowerCase() === wanted);
  if (exact.length > 0 || !/\p{Letter}/u.test(wanted)) return exact;
  return items.filter(({ name }) => name.toLowerCase().includes(wanted));
}
