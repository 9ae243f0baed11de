import { z } from 'zod';

import { AppError } from '../errors.ts';

/** Reads an engine's answer; `bad_response` when it is not JSON or not of that shape. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(toJson(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new AppError('bad_response', `the container runtime answered in a shape that is not known${where}`);
}

function toJson(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch (cause) {
    throw new AppError('bad_response', 'the container runtime answered something that is not JSON', { cause });
  }
}

/** Go writes an empty list, map or string as `null`, or leaves it out. */
export const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
export const Texts = z
  .array(z.string())
  .nullish()
  .transform((texts) => texts ?? []);
/** Not looked into: a list of a hundred containers has thousands of labels, of which three or four are read. */
export const RawLabels = z.custom<RawLabels>((labels) => typeof labels === 'object' && labels !== null).nullish();
export type RawLabels = Readonly<Record<string, unknown>>;
export const Labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((labels) => labels ?? {});

/** ISO 8601 UTC, or undefined for Go's zero time and for what is no time. */
export function toIsoTime(time: string | number | null | undefined): string | undefined {
  if (time === null || time === undefined) return undefined;
  const date = new Date(typeof time === 'number' ? time * 1000 : time);
  // Before 1971 only Go's zero time and the epoch itself, both of which mean "never".
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1971 ? undefined : date.toISOString();
}

/** A copy of the object without the keys whose value is undefined. */
export function withoutUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const kept: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) kept[key] = entry;
  // The one cast of this generic filter: what it leaves out cannot be expressed otherwise.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return kept as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
