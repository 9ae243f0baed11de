import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { type KnownItem, findItemIn } from '../plex_library/find-item.ts';

export const itemsInput = { items: z.array(idOrTitle).min(1).max(100) };

/** What became of ids and titles that were given; the tools tell of each of the last two. */
export const unresolvedOutput = {
  not_found: z.array(z.string()).optional(),
  ambiguous: z.array(z.object({ given: z.string(), choices: z.array(z.unknown()) })).optional(),
};

export interface Resolved {
  /** each once, in the given order */
  readonly found: readonly KnownItem[];
  readonly unresolved: {
    readonly not_found?: string[];
    readonly ambiguous?: { readonly given: string; readonly choices: unknown[] }[];
  };
}

type Outcome =
  | { readonly found: KnownItem }
  | { readonly missing: string }
  | { readonly given: string; readonly choices: unknown[] };

// Of each: among a hundred items many may be unclear.
export const mostChoices = 4;
// As many as the server is asked for at once without others having to wait.
const atOnce = 4;

/** Looks up each of the given ids and titles; one that cannot be told is no reason to leave the others out. */
export async function resolveItems(
  client: PlexClient,
  given: readonly string[],
  sectionId: number | undefined,
): Promise<Resolved> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < given.length; start += atOnce) {
    const part = given.slice(start, start + atOnce);
    outcomes.push(...(await Promise.all(part.map(async (each) => resolveOne(client, each, sectionId)))));
  }
  const found = outcomes.flatMap((outcome) => ('found' in outcome ? [outcome.found] : []));
  const missing = outcomes.flatMap((outcome) => ('missing' in outcome ? [outcome.missing] : []));
  const ambiguous = outcomes.flatMap((outcome) => ('choices' in outcome ? [outcome] : []));
  return {
    found: [...new Map(found.map((item) => [item.id, item])).values()],
    unresolved: {
      ...(missing.length === 0 ? {} : { not_found: missing }),
      ...(ambiguous.length === 0 ? {} : { ambiguous }),
    },
  };
}

async function resolveOne(client: PlexClient, given: string, sectionId: number | undefined): Promise<Outcome> {
  try {
    return { found: await findItemIn(client, given, sectionId) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const choices = error.details?.['choices'];
    if (Array.isArray(choices)) return { given, choices: choices.slice(0, mostChoices) };
    if (error.code === 'not_found') return { missing: given };
    throw error;
  }
}

/** @throws AppError when there is nothing to go on with */
export function demandSome({ found, unresolved }: Resolved): void {
  if (found.length > 0) return;
  throw new AppError('not_found', 'none of the items could be told', {
    hint: 'plex_search finds ids by title.',
    details: unresolved,
  });
}
