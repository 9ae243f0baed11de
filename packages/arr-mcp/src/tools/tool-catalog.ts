import type { AppError } from '../errors.ts';
import type { Tool } from './define-tool.ts';

/** The tools of one caller and address: those it may call, and of these the ones that are listed. */
export interface ToolCatalog {
  readonly listed: readonly Tool[];
  readonly allowed: ReadonlyMap<string, Tool>;
  /** tools that exist and may not be called here, each with the reason and what would allow it */
  readonly blocked: ReadonlyMap<string, AppError>;
}
