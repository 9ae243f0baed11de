import { z } from 'zod';

// JSON has 7, true and "7" where XML has only text; a field that is absent, empty or nonsense is left out in both.

/** Reads a value, or refuses it with a word on what is wrong. */
type Reader<Value> = (value: unknown, refuse: (words: string) => void) => Value;

const readers = new WeakMap<z.ZodType, Reader<unknown>>();

function field<Value>(read: Reader<Value>) {
  const schema = z
    .unknown()
    .optional()
    .transform((value, context) => read(value, (words) => context.addIssue(words)));
  readers.set(schema, read);
  return schema;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toFlag(value: unknown): boolean | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return value === true || value === 1 || value === '1' || value === 'true';
}

function toId(value: unknown): number | undefined {
  const number = toNumber(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Plex counts seconds since 1970; some of its old answers have a date instead. */
function toTime(value: unknown): string | undefined {
  const seconds = toNumber(value);
  const time = new Date(seconds === undefined ? toDateText(value) : seconds * 1000);
  return seconds === 0 || Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace('.000Z', 'Z');
}

function toDateText(value: unknown): string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? value : '';
}

function toSeconds(value: unknown): number | undefined {
  const milliseconds = toNumber(value);
  return milliseconds === undefined ? undefined : Math.round(milliseconds / 1000);
}

export const text = field(toText);
export const number = field(toNumber);
export const flag = field(toFlag);
/** A rating key, or another number that Plex knows something by. */
export const id = field(toId);
/** An ISO time, of seconds since 1970. */
export const time = field(toTime);
/** Seconds, of milliseconds. */
export const seconds = field(toSeconds);

/** A list; JSON has an object where `/library/search` has one, and nothing where there are none. */
export function many<Schema extends z.ZodType>(schema: Schema) {
  return z.unknown().optional().transform(toList).pipe(z.array(schema));
}

/** As many(z.object(shape)), for lists so long that a schema for each field would take longer than the JSON itself. */
export function records<Shape extends z.ZodRawShape>(shape: Shape) {
  const fields = Object.entries(shape).map(([name, schema]) => [name, readerOf(schema)] as const);
  return field((value, refuse) =>
    toList(value).map((given): { [Name in keyof Shape]: z.output<Shape[Name]> } => {
      if (!isRecord(given)) refuse('a list of something else than records');
      const record: Record<string, unknown> = {};
      for (const [name, read] of fields) record[name] = read(isRecord(given) ? given[name] : undefined, refuse);
      // Each name of the shape was read by its reader.
      return record as { [Name in keyof Shape]: z.output<Shape[Name]> };
    }),
  );
}

function readerOf(schema: z.core.$ZodType): Reader<unknown> {
  const other: Reader<unknown> = (value, refuse) => {
    const { data, error } = z.safeParse(schema, value);
    if (error !== undefined) refuse(error.message);
    return data;
  };
  return readers.get(schema as z.ZodType) ?? other;
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value].filter(isGiven);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One object, which is in a list where the answer is XML. */
export function one<Schema extends z.ZodType>(schema: Schema) {
  return z
    .unknown()
    .optional()
    .transform((value) => (Array.isArray(value) ? (value as unknown[])[0] : (value ?? undefined)))
    .pipe(schema.optional());
}

/** The tags of a kind, such as the names of genres. */
export const tags = many(z.object({ tag: text })).transform((list) =>
  list.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
);

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What stands below the root of an answer, which JSON and XML name alike. */
export function root<Schema extends z.ZodType>(name: string, schema: Schema) {
  return z
    .record(z.string(), z.unknown())
    .transform((answer) => answer[name])
    .pipe(schema);
}

const containerFields = { size: number, totalSize: number, offset: number };

/** The root of almost every answer. */
export function container<Shape extends z.ZodRawShape>(shape: Shape) {
  return root('MediaContainer', z.object({ ...containerFields, ...shape }));
}

/** What names anything that can be watched or heard, and where it belongs. */
export const placedFields = {
  ratingKey: id,
  /** movie, show, season, episode, artist, album, track, clip, photo, collection, playlist */
  type: text,
  title: text,
  parentTitle: text,
  grandparentTitle: text,
  /** of an episode in its season, of a season in its show */
  index: number,
  parentIndex: number,
};
