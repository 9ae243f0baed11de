import { AppError } from './errors.ts';

/** What a caller may do; each scope includes those before it. */
export const scopes = ['read', 'write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** All that the given scopes include. Words that are no scope of ours, such as `offline_access`, add nothing. */
export function expandScopes(given: readonly string[]): ReadonlySet<Scope> {
  return new Set(scopes.slice(0, 1 + scopes.findLastIndex((scope) => given.includes(scope))));
}

export const allScopes: ReadonlySet<Scope> = expandScopes(['admin']);

/** The caller was identified and may not do this; with the scope it may. Over HTTP the challenge names the scope. */
export class InsufficientScopeError extends AppError {
  readonly scope: Scope;

  constructor(what: string, scope: Scope) {
    super('insufficient_scope', `${what} needs scope ${scope}`, {
      hint: `Connect with a key or a sign-in that has the scope ${scope}.`,
    });
    this.scope = scope;
  }
}
