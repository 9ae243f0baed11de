import { mask } from '../../mask-secrets.ts';
import { readSpots } from './compose-spots.ts';
import { KnownSecrets } from './known-secrets.ts';
import { replaceSpots, showSpot, writeSpot } from './write-spot.ts';

/**
 * A compose file with its secrets masked: values of secret-looking names wherever they stand, passwords in addresses
 * and commands, contents of secrets, in comments too. All else stays as it is written.
 */
export function maskComposeSecrets(text: string): string {
  return replaceSpots(text, readSpots(text), showSpot);
}

export type RestoredCompose =
  | { readonly text: string }
  /** what is masked in what came in and has no value in what stands there, by name */
  | { readonly missing: readonly string[] };

/**
 * A file that was shown masked and comes back changed: a secret that still is masked gets its old value, the one of
 * the same place, or else the only one of its name.
 */
export function restoreComposeSecrets(edited: string, previous: string): RestoredCompose {
  if (!edited.includes(mask)) return { text: edited };
  const spots = readSpots(edited);
  const known = new KnownSecrets(readSpots(previous), spots);
  const missing = new Set<string>();
  const text = replaceSpots(edited, spots, (spot) => {
    // What a person has written to look like a mask is no secret of ours when it stood there before.
    if (!spot.value.includes(mask)) return known.keep(spot);
    const restored = known.restore(spot);
    restored.missing.forEach((name) => missing.add(name));
    return writeSpot(spot, restored.value, known.takeSource(spot, restored.value));
  });
  return missing.size > 0 ? { missing: [...missing] } : { text };
}
