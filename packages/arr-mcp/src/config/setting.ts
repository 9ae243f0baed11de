import type { z } from 'zod';

/** One setting: everything there is to know about it, for the parser, `arr-mcp config` and the docs alike. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly schema: Schema;
  /** Used as if it had been written in the environment; absent = the setting is optional. */
  readonly fallback?: string;
  /** How the default is described in the docs, where it is not just the fallback. */
  readonly fallbackText?: string;
  readonly meaning: string;
  readonly example: string;
  readonly secret: boolean;
}

interface SettingOptions<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly meaning: string;
  readonly example: string;
  readonly aliases?: readonly string[];
  readonly fallback?: string;
  readonly fallbackText?: string;
  readonly secret?: boolean;
}

export function setting<Schema extends z.ZodType>(name: string, options: SettingOptions<Schema>): Setting<Schema> {
  return { aliases: [], secret: false, ...options, name };
}
