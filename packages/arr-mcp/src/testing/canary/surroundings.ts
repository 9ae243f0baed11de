import type { Canaries } from './canaries.ts';
import type { Told } from './house-caller.ts';

/** What the arguments of a tool are made of. */
export interface Surroundings {
  readonly folder: string;
  readonly canaries: Canaries;
  readonly ask: (tool: string, args?: object) => Promise<Told>;
}

/** What a tool is called with, once for each of them. */
export type Arguments =
  | readonly object[]
  | ((surroundings: Surroundings) => readonly object[] | Promise<readonly object[]>);
