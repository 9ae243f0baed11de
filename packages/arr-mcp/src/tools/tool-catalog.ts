import type { Tool } from './define-tool.ts';

/** The tools of one caller and address: those it may call, and of these the ones that are listed. */
export interface ToolCatalog {
  readonly listed: readonly Tool[];
  readonly allowed: ReadonlyMap<string, Tool>;
  /** tools that exist and are switched off, with the reason in one sentence and the setting that allows them */
  readonly blocked: ReadonlyMap<string, string>;
}
