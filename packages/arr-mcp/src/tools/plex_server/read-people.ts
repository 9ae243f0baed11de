import { AppError } from '../../errors.ts';
import type { Account } from '../../services/plex/plex-activity-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { CloudUser, SharedServer } from '../../services/plex/plex-cloud-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { ownerId } from '../plex/find-user.ts';

/** Somebody who uses a server; what plex.tv alone knows may be absent. */
export interface Person {
  readonly id: number;
  readonly name?: string | undefined;
  /** all that they are called, by their server and by plex.tv */
  readonly names: readonly string[];
  readonly owner: boolean;
  readonly home?: boolean | undefined;
  readonly admin?: boolean | undefined;
  readonly guest?: boolean | undefined;
  readonly restricted?: boolean | undefined;
  readonly protected?: boolean | undefined;
  /** titles; absent: not known */
  readonly libraries?: string[] | undefined;
}

export interface People {
  readonly people: Person[];
  /** why it is only what the server itself knows */
  readonly note?: string;
}

interface CloudFacts {
  readonly users: readonly CloudUser[];
  readonly shared: readonly SharedServer[];
}

/** Everybody who uses a server: those it has seen, and those that plex.tv says it is shared with. */
export async function readPeople(client: PlexClient): Promise<People> {
  const [accounts, sections, cloud] = await Promise.all([
    client.activity.accounts(),
    client.browse.sections(),
    readCloud(client),
  ]);
  const facts = 'note' in cloud ? { users: [], shared: [] } : cloud;
  const titles = sections.flatMap(({ title }) => shortLine(title, 100) ?? []);
  const known = accounts.flatMap(({ id, name }) => (id === undefined || id === 0 ? [] : [{ id, name }]));
  const seen = new Set(known.map(({ id }) => id));
  // The owner is 1 on their server, and has another number on plex.tv.
  const others = facts.users.flatMap(({ id, title, username, admin }) =>
    id === undefined || seen.has(id) || admin === true ? [] : [{ id, name: title ?? username }],
  );
  const people = [...known, ...others].map((account) => toPerson(account, facts, titles));
  return { people, ...('note' in cloud ? { note: cloud.note } : {}) };
}

async function readCloud(client: PlexClient): Promise<CloudFacts | { readonly note: string }> {
  try {
    const { machineIdentifier = '' } = await client.server.info();
    const [home, users, shared] = await Promise.all([
      client.cloud.homeUsers(),
      client.cloud.users(),
      client.cloud.sharedServers(machineIdentifier),
    ]);
    return {
      users: [
        ...new Map(
          [...users, ...home.map((user) => ({ ...user, home: true }))].map((user) => [user.id, user]),
        ).values(),
      ],
      shared,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { note: `Only what the server itself knows; plex.tv could not be asked: ${error.message}` };
  }
}

function toPerson(account: Account & { readonly id: number }, facts: CloudFacts, titles: string[]): Person {
  const { id, name } = account;
  const isOwner = id === ownerId;
  const user = facts.users.find((each) => (isOwner ? each.admin === true : each.id === id));
  const share = facts.shared.find(({ userID }) => userID === id);
  return {
    id,
    name: shortLine(name, 80),
    names: [...new Set([name, user?.title, user?.username].flatMap((each) => shortLine(each, 80) ?? []))],
    owner: isOwner,
    home: user?.home ?? (isOwner ? user?.admin : undefined),
    admin: user?.admin,
    guest: user?.guest,
    restricted: user?.restricted,
    protected: user?.protected,
    libraries: isOwner || share?.allLibraries === true ? titles : sharedTitles(share),
  };
}

function sharedTitles(share: SharedServer | undefined): string[] | undefined {
  return share?.Section.filter(({ shared }) => shared === true).flatMap(({ title }) => shortLine(title, 100) ?? []);
}
