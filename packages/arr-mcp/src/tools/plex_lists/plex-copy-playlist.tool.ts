import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlaylistType } from '../../services/plex/plex-lists-client.ts';
import { WRITE } from '../annotations.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { nameLike } from '../plex/find-user.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type KnownPlaylist, findPlaylist, playlistInput, playlistName } from './find-playlist.ts';
import { readAll } from './read-all.ts';

// An address holds no more.
const atOnce = 100;

export default defineTool({
  name: 'plex_copy_playlist',
  title: "Copy a playlist to somebody's own",
  description: 'Gives a user a copy of a playlist.',
  toolset: 'plex_lists',
  annotations: { ...WRITE, idempotentHint: false },
  input: z.object({ ...playlistInput, user: idOrTitle, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    user: z.string(),
    id: z.int(),
    title: z.string(),
    copied: z.int(),
    /** in libraries that are not shared with them */
    left_out: z.int(),
  }),
  async handler({ playlist, user, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findPlaylist(client, playlist);
    const items = (await readAll((range) => client.lists.playlistItems(found.id, range))).flatMap(
      ({ ratingKey }) => ratingKey ?? [],
    );
    if (items.length === 0) throw new AppError('refused', `${playlistName(found)} is empty`);
    const { id: userId, title: name = '' } = await findUser(client, user);
    const { id, total } = await copy(await client.as(userId), found, items);
    const left = Math.max(0, items.length - total);
    return { instance: client.instance, user: name, id, title: playlistName(found), copied: total, left_out: left };
  },
});

/** plex.tv alone knows the people that a server is shared with, and has what it takes to act for them. */
async function findUser(client: PlexClient, given: string) {
  const [known, accounts] = await Promise.all([client.cloud.users(), client.activity.accounts()]);
  const users = known.flatMap(({ id, username, title }) => {
    const own = accounts.find((account) => account.id === id)?.name;
    // Any of their names will do: lists have one, plex.tv another.
    const names = [own, title, username].flatMap((name) => name ?? []);
    return id === undefined ? [] : [{ id, title: nameLike(names, given) }];
  });
  return chooseOne(users, { kind: 'user', given, listTool: 'plex_list_users' });
}

async function copy(
  theirs: PlexClient,
  { id: from, title = `playlist ${from}`, type }: KnownPlaylist,
  items: number[],
) {
  const made = await theirs.lists.createPlaylist(title, toType(type), items.slice(0, atOnce));
  const { ratingKey: id } = made;
  for (let start = atOnce; start < items.length; start += atOnce) {
    await theirs.lists.addToPlaylist(id, items.slice(start, start + atOnce));
  }
  const { leafCount = made.leafCount ?? 0 } = items.length > atOnce ? await theirs.lists.playlist(id) : made;
  return { id, total: leafCount };
}

function toType(type: string | undefined): PlaylistType {
  return type === 'audio' || type === 'photo' ? type : 'video';
}
