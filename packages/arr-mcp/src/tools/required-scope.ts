import type { Scope } from '../scopes.ts';
import type { Tool } from './define-tool.ts';
import type { Toolset } from './toolsets.ts';

// What these write decides what the host runs, or who may do what.
const adminWrites: ReadonlySet<Toolset> = new Set(['units', 'conversion', 'files', 'services']);

const exceptions: Readonly<Record<string, Scope>> = {
  // A compose file decides what the host runs.
  compose_write: 'admin',
  // What others did, and who has access to what.
  audit_list: 'admin',
  change_list: 'admin',
  credential_list: 'admin',
};

export const exceptionNames: readonly string[] = Object.keys(exceptions);

/** The scope that a caller needs for a tool: to see it as much as to call it. */
export function requiredScope({ name, toolset, annotations }: Pick<Tool, 'name' | 'toolset' | 'annotations'>): Scope {
  const exception = exceptions[name];
  if (exception !== undefined) return exception;
  if (annotations.readOnlyHint) return 'read';
  return adminWrites.has(toolset) ? 'admin' : 'write';
}
