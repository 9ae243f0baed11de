import type { OutputBuild } from './compose-output.ts';
import { addExtraHost, readFlags } from './flags.ts';
import { append, assign, splitPair } from './pairs.ts';
import type { Place } from './rule.ts';
import { toSize } from './sizes.ts';
import { addUlimit } from './ulimits.ts';

type Build = Place<OutputBuild>;
type FlagRule = (value: string, place: Build) => void;

/** The flags of `podman build` that `build:` has an attribute for; those with a value. */
const valued: Readonly<Record<string, FlagRule>> = {
  'add-host': (value, place) => addExtraHost(value, place),
  'build-arg': (value, place) => addPair('args', value, place),
  'build-context': (value, place) => addPair('additional_contexts', value, place),
  'cache-from': (value, place) => append(place.draft, 'cache_from', [place.text(value)]),
  'cache-to': (value, place) => append(place.draft, 'cache_to', [place.text(value)]),
  platform: (value, place) => append(place.draft, 'platforms', [place.text(value)]),
  'shm-size': (value, { draft, text }) => {
    draft.shm_size = toSize(text(value));
  },
  ssh: (value, place) => append(place.draft, 'ssh', [place.text(value)]),
  ulimit: addUlimit,
};
const switches: Readonly<Record<string, (isOn: boolean, place: Build) => void>> = {
  'no-cache': (isOn, { draft }) => {
    draft.no_cache = isOn;
  },
};

/** `PodmanArgs=` of a `.build` file. */
export function addBuildArguments(words: readonly string[], place: Build): void {
  readFlags(words, { valued, switches }, place);
}

function addPair(key: 'args' | 'additional_contexts', value: string, place: Build): void {
  const pair = splitPair(value, place);
  if (pair === undefined) place.note.dropped(`the argument ${value} has no value: give it one`);
  else assign(place.draft, key, { [pair[0]]: pair[1] });
}
