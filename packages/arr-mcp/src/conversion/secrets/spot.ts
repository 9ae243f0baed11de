import type { SecretRange } from './find-secrets.ts';

/** A stretch of a compose file's source that is masked and restored as one. */
export interface Spot {
  /** where it stands, without the places in lists: lines may move */
  readonly path: string;
  /** of the source */
  readonly start: number;
  readonly end: number;
  readonly source: string;
  /** what it means; for `raw` the source itself */
  readonly value: string;
  /** the secrets in `value` */
  readonly secrets: readonly SecretRange[];
  readonly form: 'raw' | 'plain' | 'single' | 'double' | 'block';
  /** in brackets or braces */
  readonly inFlow: boolean;
  readonly indent: number;
}

/** A stretch that is shown and written back as it stands: a comment, the lines of a block, a file that does not parse. */
export function toRawSpot(place: Pick<Spot, 'path' | 'start' | 'source'>, secrets: readonly SecretRange[]): Spot {
  const { start, source } = place;
  return { ...place, end: start + source.length, value: source, secrets, form: 'raw', inFlow: false, indent: 0 };
}
