import type { Scope } from '../scopes.ts';
import type { Tool } from './define-tool.ts';
import type { Toolset } from './toolsets.ts';

// What these write decides what the host runs, or who may do what.
const adminWrites: ReadonlySet<Toolset> = new Set(['units', 'conversion', 'files', 'services']);

// Tools that need more than their class says, and why; docs/security.md tells people of them.
// Left at their class: plex_list_users and plex_get_user (read), since who watches what is what the page, the sessions
// and the history of Plex show as well, and no address or token is among it; job_cancel (write), as a caller reaches
// jobs of its own alone; stack_up and container_remove (write), as they run and remove what is there.
const exceptions: Readonly<Record<string, Scope>> = {
  // A compose file decides what the host runs.
  compose_write: 'admin',
  // Who did what, and with which arguments.
  audit_list: 'admin',
  // Paths and sizes of files that only admin may change.
  change_list: 'admin',
  // Who has access to what.
  credential_list: 'admin',
  // Connects an account and keeps its tokens, as credential_set does.
  trakt_sign_in: 'admin',
  // A setting stays for everybody, and some delete what was downloaded.
  sabnzbd_set_config: 'admin',
};

export const exceptionNames: readonly string[] = Object.keys(exceptions);

/** The scope that a caller needs for a tool: to see it as much as to call it. */
export function requiredScope({ name, toolset, annotations }: Pick<Tool, 'name' | 'toolset' | 'annotations'>): Scope {
  const exception = exceptions[name];
  if (exception !== undefined) return exception;
  if (annotations.readOnlyHint) return 'read';
  return adminWrites.has(toolset) ? 'admin' : 'write';
}
