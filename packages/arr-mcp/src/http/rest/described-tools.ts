import { AppError } from '../../errors.ts';
import type { SessionFactory } from '../../mcp/session-factory.ts';
import type { Tool } from '../../tools/define-tool.ts';
import type { RequestProfile } from '../../tools/select-tools.ts';
import type { Caller } from '../../tools/tool-context.ts';

// ChatGPT takes no description with more.
export const maxOperations = 30;

export interface Asking {
  readonly caller: Caller;
  readonly profile: RequestProfile;
}

/**
 * The reading tools of a profile; without one those that are listed, and where these are too many the default ones.
 * @throws AppError when those that were asked for are too many, or none
 */
export function describedTools(
  sessions: Pick<SessionFactory, 'catalog'>,
  { caller, profile }: Asking,
): readonly Tool[] {
  const listed = (more: RequestProfile): readonly Tool[] =>
    sessions.catalog(caller, { ...profile, ...more, readOnly: true }).listed;
  const asked = listed({});
  // An importer would only say that there is nothing in it.
  if (asked.length === 0)
    throw new AppError('not_found', 'no tool that reads is left of these', {
      hint: 'Their service is not set up, or this key, a header or the settings of the server leave them out.',
    });
  if (asked.length <= maxOperations) return asked;
  if (profile.include === undefined) return listed({ include: ['default'] });
  throw new AppError('invalid_argument', `these are ${asked.length} tools, and a description holds ${maxOperations}`, {
    hint: 'Name fewer toolsets, or single tools: ?toolsets=sonarr,plex_search. Several actions can be made of several.',
  });
}
