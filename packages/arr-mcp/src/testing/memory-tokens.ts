import type { KeptTokens, TokenKeeper } from '../services/kept-tokens.ts';

/** Keeps tokens as long as the test runs. */
export function memoryTokens(kept: Map<string, KeptTokens> = new Map()): TokenKeeper {
  return {
    obstacle: () => undefined,
    find: (instance) => kept.get(instance),
    keep(instance, tokens) {
      kept.set(instance, tokens);
    },
    alone: async (work) => work(),
  };
}
