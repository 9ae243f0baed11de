import type { HostScopes } from '@arr-mcp/helper-protocol';

import type { ComposeModel, ComposeService } from '../../conversion/compose/compose-model.ts';

/** Something that one value of a service reaches on the host. */
export interface HostAccess {
  /** as it is shown; what had the same value for the same attribute before may stay */
  readonly value: string;
  readonly reason: string;
  /** lesser values that this one includes: read-only in what may be written */
  readonly includes?: readonly string[];
}

/** A service and what its rules look at beside its own value. */
export interface ServicePlace {
  readonly name: string;
  readonly service: ComposeService;
  readonly model: ComposeModel;
  readonly scopes: HostScopes;
  /** absolute paths of what the project is read from */
  readonly files: readonly string[];
}

export type Rule<Value> = (value: Value, place: ServicePlace) => readonly HostAccess[];

export const moreRights = 'it gives the container rights over the host that it does not have by default';
export const looserConfinement = 'it loosens what confines the container';

/** Every value of a list, for the same reason. */
export function each(reason: string): Rule<readonly string[]> {
  return (values) => values.map((value) => ({ value, reason }));
}

/** The values of a list that are not known to do no harm. */
export function eachUnless(harmless: RegExp, reason: string): Rule<readonly string[]> {
  return (values) => values.filter((value) => !harmless.test(value)).map((value) => ({ value, reason }));
}

/** A switch, where it is on. */
export function whenOn(reason: string): Rule<boolean> {
  return (isOn) => (isOn ? [{ value: 'true', reason }] : []);
}

/** Whatever it says. */
export function always(reason: string): Rule<unknown> {
  return (value) => [{ value: typeof value === 'string' ? value : JSON.stringify(value), reason }];
}

/** The value itself, for a reason that a check gives. */
export function because(value: string, reason: string | undefined): HostAccess[] {
  return reason === undefined ? [] : [{ value, reason }];
}
