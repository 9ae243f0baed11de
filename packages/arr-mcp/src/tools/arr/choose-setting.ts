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
  const fitting = given === undefined ? items : items.filter((item) => isMeant(item, String(given)));
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  const names = items.map(({ id, name }) => `${toPlainLine(name)} (${id})`).join(', ');
  if (items.length === 0) throw new AppError('not_found', `no ${kind} is set up`);
  const what =
    given === undefined ? `there are several: ${argument} chooses` : `no ${kind} is ${toPlainLine(String(given))}`;
  throw new AppError('invalid_argument', what, { hint: `There is: ${names}.`.slice(0, 1000) });
}

function isMeant({ id, name }: Setting, given: string): boolean {
  const wanted = given.trim().toLowerCase();
  return String(id) === wanted || name.toLowerCase() === wanted;
}
