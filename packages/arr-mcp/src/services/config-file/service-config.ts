import type { Credential } from '../service-instance.ts';

/** What a service's own configuration file tells. */
export interface ServiceConfig {
  /** where it listens, as far as the file says so */
  readonly port?: number;
  /** `/sonarr`; absent: at the root */
  readonly urlBase?: string;
  /** as it is written: `*`, `0.0.0.0`, `127.0.0.1` */
  readonly bindAddress?: string;
  readonly usesTls?: boolean;
  /** whether it asks who comes; absent: not told */
  readonly asksForSignIn?: boolean;
  /** complete, or empty */
  readonly credential: Credential;
}

/** A port as a file has it; undefined for what is none. */
export function toPort(text: string | undefined): number | undefined {
  const port = Number(text);
  return text !== undefined && /^\d{1,5}$/.test(text.trim()) && port >= 1 && port <= 65_535 ? port : undefined;
}

/** `sonarr`, `/sonarr/` and `/sonarr` are the same base; undefined for the root. */
export function toUrlBase(text: string | undefined): string | undefined {
  const plain = (text ?? '').trim().replaceAll(/^\/+|\/+$/g, '');
  return /^[\w.~-]+(?:\/[\w.~-]+)*$/.test(plain) ? `/${plain}` : undefined;
}

/** A key, when what stands in its place can be one. */
export function toKey(text: string | undefined): string | undefined {
  const key = text?.trim() ?? '';
  return /^[\w.~+/=-]{8,200}$/.test(key) ? key : undefined;
}

/** The facts of a file without those that it does not tell. */
export function toServiceConfig(
  facts: { readonly [Name in Exclude<keyof ServiceConfig, 'credential'>]: ServiceConfig[Name] | undefined } & {
    readonly credential: { readonly [Field in keyof Credential]?: string | undefined };
  },
): ServiceConfig {
  const { credential, ...rest } = facts;
  // What is undefined is left out, which is all that the declared type lacks.
  return { ...(defined(rest) as Omit<ServiceConfig, 'credential'>), credential: defined(credential) };
}

function defined<Value>(record: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
