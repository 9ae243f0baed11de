import type { Account } from '../../services/plex/plex-activity-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';

export const userInput = { user: idOrTitle.optional() };

/** The number that every server has for whoever owns it. */
export const ownerId = 1;

export interface KnownUser {
  readonly id: number;
  readonly title: string | undefined;
}

/** @throws AppError not_found; invalid_argument with the choices when several fit */
export async function findUser(client: PlexClient, given: string): Promise<KnownUser> {
  return chooseOne(toUsers(await client.activity.accounts()), { kind: 'user', given, listTool: 'plex_list_users' });
}

/** The names of users by their number. */
export async function userNames(client: PlexClient): Promise<Map<number, string>> {
  const users = toUsers(await client.activity.accounts());
  return new Map(users.flatMap(({ id, title }): [number, string][] => (title === undefined ? [] : [[id, title]])));
}

/** Which of somebody's names is meant: the server has one for them, plex.tv others. */
export function nameLike(names: readonly string[], given: string): string | undefined {
  const words = given.trim().toLowerCase();
  const isWhole = (name: string): boolean => name.toLowerCase() === words;
  return names.find(isWhole) ?? names.find((name) => name.toLowerCase().includes(words)) ?? names[0];
}

// 0 is nobody: what the server itself does.
function toUsers(accounts: readonly Account[]): KnownUser[] {
  return accounts.flatMap(({ id, name }) => (id === undefined || id === 0 ? [] : [{ id, title: name }]));
}
