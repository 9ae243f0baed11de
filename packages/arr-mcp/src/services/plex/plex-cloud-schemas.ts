import { z } from 'zod';

import { container, flag, id, many, text } from './plex-fields.ts';

/** Who owns the token. Its answer has that token in it as well, which is why nothing else is named here. */
export const CloudAccount = z.object({ id, username: text, title: text });
export type CloudAccount = z.output<typeof CloudAccount>;

/** Somebody of the household, or somebody else that the server is shared with. */
export const CloudUser = z.object({
  id,
  title: text,
  username: text,
  home: flag,
  admin: flag,
  guest: flag,
  restricted: flag,
  protected: flag,
});
export type CloudUser = z.output<typeof CloudUser>;
export const CloudUserList = container({ User: many(CloudUser) });

/** What of a server is shared with somebody. The token is theirs, and for nobody's answer. */
export const SharedServer = z.object({
  userID: id,
  username: text,
  accessToken: text,
  allLibraries: flag,
  Section: many(z.object({ title: text, shared: flag })),
});
export type SharedServer = z.output<typeof SharedServer>;
export const SharedServerList = container({ SharedServer: many(SharedServer) });
