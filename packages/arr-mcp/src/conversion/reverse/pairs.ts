import type { Texts } from './compose-output.ts';
import { type Place, type Rule, several } from './rule.ts';
import type { ValueForm } from './read-values.ts';

/** Keys of a draft that hold lists of texts, or maps of them. */
type KeysOf<Draft, Value> = {
  [Key in keyof Draft]-?: NonNullable<Draft[Key]> extends Value
    ? Value extends NonNullable<Draft[Key]>
      ? Key
      : never
    : never;
}[keyof Draft];

/** Adds to a list of a draft. */
export function append<Draft extends object>(
  draft: Draft,
  key: KeysOf<Draft, string[]>,
  values: readonly string[],
): void {
  const before: unknown = Reflect.get(draft, key);
  const kept: readonly unknown[] = Array.isArray(before) ? before : [];
  Reflect.set(draft, key, [...kept, ...values]);
}

/** Adds to a map of a draft; a later value of a key wins. */
export function assign<Draft extends object>(draft: Draft, key: KeysOf<Draft, Texts>, entries: Readonly<Texts>): void {
  const before: unknown = Reflect.get(draft, key);
  Reflect.set(draft, key, { ...(typeof before === 'object' ? before : {}), ...entries });
}

/** `KEY=value` split at its first `=`, in the words of compose; undefined without one. */
export function splitPair(raw: string, place: Place<unknown>): readonly [name: string, value: string] | undefined {
  const equals = raw.indexOf('=');
  if (equals === -1) return undefined;
  // With the sign: systemd replaces a plain $NAME only where it is a whole word.
  return [place.keyText(raw.slice(0, equals + 1)).slice(0, -1), place.text(raw.slice(equals)).slice(1)];
}

/** The rule of a key that is a list of texts on both sides. */
export function toList<Draft extends object>(form: ValueForm, key: KeysOf<Draft, string[]>, prefix = ''): Rule<Draft> {
  return several(form, (values, place) =>
    append(
      place.draft,
      key,
      values.map((value) => prefix + place.text(value)),
    ),
  );
}

/** The rule of a key whose values are `KEY=value`; `withoutValue` says what a bare `KEY` is. */
export function toMap<Draft extends object>(
  form: ValueForm,
  key: KeysOf<Draft, Texts>,
  withoutValue: (raw: string, place: Place<Draft>) => string | undefined = () => '',
): Rule<Draft> {
  return several(form, (values, place) => {
    for (const raw of values) {
      const [name, value] = splitPair(raw, place) ?? [place.keyText(raw), withoutValue(raw, place)];
      if (value !== undefined) assign(place.draft, key, { [name]: value });
    }
  });
}
