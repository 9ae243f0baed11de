/**
 * One call of a service's API, declared as its API description has it, so that a test can hold every path, parameter
 * and value that a client sends against that description.
 */
export interface ServiceCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** below the service's base address; `{id}` marks a parameter */
  readonly path: string;
  /** names of the query parameters that we use; listed values are an enumeration's */
  readonly query?: Readonly<Record<string, QueryKind>>;
  /** names of the fields that we set in the body */
  readonly body?: Readonly<Record<string, QueryKind>>;
  /** the service itself takes its time: it asks indexers, or looks through a disk */
  readonly isSlow?: boolean;
  /** whether asking again does no harm, where its method tells otherwise */
  readonly isRead?: boolean;
  /** its answer is no text: each character stands for a byte */
  readonly isBinary?: boolean;
  /** statuses beside 2xx whose answer is one to read, and no refusal */
  readonly alsoAccepts?: number | readonly number[];
}

export type QueryKind = 'text' | 'number' | 'flag' | 'list' | 'object' | readonly string[];

export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined;

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

/** What a call is given: every parameter of its path, any of its declared query parameters, and a body. */
export interface CallInput<Call extends ServiceCall> {
  readonly params?: Readonly<Record<ParameterNames<Call['path']>, string | number>>;
  readonly query?: Readonly<Partial<Record<keyof NonNullable<Call['query']>, QueryValue>>>;
  /** sent as JSON; a form is sent as one, and bytes as they are */
  readonly body?: object | URLSearchParams | FormData | Uint8Array<ArrayBuffer>;
  /** beside those that every call of the service has */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Declares a client's calls; the names are the client's methods' business. */
export function defineCalls<const Calls extends Readonly<Record<string, ServiceCall>>>(calls: Calls): Calls {
  return calls;
}

/** Path and query below a service's base; every value is encoded. */
export function toPath<Call extends ServiceCall>(call: Call, { params, query }: CallInput<Call>): string {
  // The types above hold the names; here they are only text.
  const values = new Map<string, unknown>(Object.entries(params ?? {}));
  const path = call.path.replaceAll(/\{([^}]+)\}/g, (_mark, name: string) =>
    // A comma parts the ids that Plex takes together, and needs no code in a path.
    encodeURIComponent(String(values.get(name))).replaceAll('%2C', ','),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries<QueryValue>({ ...query })) {
    for (const each of listOf(value)) search.append(name, String(each));
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

function listOf(value: QueryValue): readonly (string | number | boolean)[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}
