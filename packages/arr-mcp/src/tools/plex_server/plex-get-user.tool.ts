import { z } from 'zod';

import type { Device } from '../../services/plex/plex-activity-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { chooseOne } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { nameLike, ownerId, userInput } from '../plex/find-user.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { personFields } from './person-fields.ts';
import { readPeople } from './read-people.ts';

const User = z.object({
  ...personFields,
  plays: z.int(),
  last_watched_at: z.string().optional(),
  devices: z.array(z.object({ id: z.int().optional(), name: z.string().optional(), platform: z.string().optional() })),
  note: z.string().optional(),
});

// So many of their latest views tell what somebody watches on.
const looksBack = 200;

export default defineTool({
  name: 'plex_get_user',
  title: 'One user of Plex',
  description: "A user's account, libraries and devices; default the owner.",
  toolset: 'plex_server',
  annotations: READ,
  input: z.object({ ...userInput, ...instanceInput }),
  output: z.object({ items: z.array(User), ...instanceOutput }),
  async handler({ user, instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => [
      await readUser(client, user ?? String(ownerId)),
    ]);
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

async function readUser(client: PlexClient, given: string): Promise<z.input<typeof User>> {
  const { people, note } = await readPeople(client);
  const named = people.map((person) => ({ ...person, title: nameLike(person.names, given) }));
  const { title: _title, ...person } = chooseOne(named, { kind: 'user', given, listTool: 'plex_list_users' });
  const [views, devices] = await Promise.all([
    client.activity.history({ accountId: person.id }, { start: 0, size: looksBack }),
    client.activity.devices(),
  ]);
  const used = new Set(views.items.map(({ deviceID }) => deviceID));
  return {
    ...person,
    plays: views.total,
    last_watched_at: views.items[0]?.viewedAt,
    devices: devices.filter(({ id }) => used.has(id)).map(toDevice),
    note,
  };
}

function toDevice({ id, name, platform }: Device) {
  return { id, name: shortLine(name, 80), platform: shortLine(platform, 40) };
}
