import type { ComposeModel } from '../conversion/compose/compose-model.ts';

export interface ServiceChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Which services a change brings, takes away, or makes different. */
export function compareServices(before: ComposeModel | undefined, after: ComposeModel | undefined): ServiceChanges {
  const [old, now] = [before?.services ?? {}, after?.services ?? {}];
  return {
    added: Object.keys(now).filter((name) => !Object.hasOwn(old, name)),
    removed: Object.keys(old).filter((name) => !Object.hasOwn(now, name)),
    changed: Object.keys(now).filter(
      (name) => Object.hasOwn(old, name) && JSON.stringify(old[name]) !== JSON.stringify(now[name]),
    ),
  };
}
