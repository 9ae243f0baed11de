import { z } from 'zod';

import type { PlexEvent } from '../../services/plex/read-events.ts';
import { id, number, seconds, text } from '../../services/plex/plex-fields.ts';
import { shortLine } from '../arr/short-line.ts';

/** What a server told as it happened. */
export const EventRow = z.object({
  instance: z.string().optional(),
  event: z.string(),
  /** how often it was told, only the last of them being shown */
  times: z.int(),
  what: z.string().optional(),
  title: z.string().optional(),
  state: z.string().optional(),
  id: z.int().optional(),
  session: z.string().optional(),
  progress_percent: z.number().optional(),
  position_seconds: z.number().optional(),
});
export type EventRow = z.input<typeof EventRow>;

const Activity = z.object({ type: text, title: text, subtitle: text, progress: number });

/** The fields that its kinds of notifications have; each has some of them. */
const Notification = z.object({
  event: text,
  state: text,
  title: text,
  description: text,
  notificationName: text,
  ratingKey: id,
  itemID: id,
  sessionKey: text,
  viewOffset: seconds,
  Activity: Activity.optional(),
});

const Data = z.record(z.string(), z.unknown());

/** The notifications of an event; one of a kind that nobody described has its name alone. */
export function toEventRows({ type, data }: PlexEvent): Omit<EventRow, 'times'>[] {
  const parsed = Data.safeParse(data);
  const found = parsed.success ? Object.values(parsed.data).flat() : [];
  const known = found.flatMap((each) => {
    const notification = Notification.safeParse(each);
    return notification.success ? [toRow(type, notification.data)] : [];
  });
  return known.length === 0 ? [{ event: nameOf(type) }] : known;
}

/** How far an item has come into its library; Plex has numbers for it. */
const itemStates: Readonly<Record<string, string>> = {
  0: 'created',
  1: 'in work',
  2: 'matching',
  3: 'downloading metadata',
  4: 'processing metadata',
  5: 'processed',
  9: 'deleted',
};

function toRow(type: string, notification: z.output<typeof Notification>): Omit<EventRow, 'times'> {
  const { Activity: activity, ...facts } = notification;
  return {
    event: nameOf(type),
    what: shortLine(activity?.type ?? facts.notificationName ?? facts.event, 60),
    title: shortLine(titleOf(notification), 200),
    state: shortLine(stateOf(type, facts.state) ?? (activity === undefined ? undefined : facts.event), 40),
    id: facts.ratingKey ?? facts.itemID,
    session: shortLine(facts.sessionKey, 40),
    progress_percent: activity?.progress,
    position_seconds: facts.viewOffset,
  };
}

function stateOf(type: string, state: string | undefined): string | undefined {
  return type === 'timeline' && state !== undefined ? (itemStates[state] ?? state) : state;
}

function titleOf({ Activity: activity, title, description }: z.output<typeof Notification>): string | undefined {
  const parts = [activity?.title ?? title, activity?.subtitle ?? description].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(': ');
}

function nameOf(type: string): string {
  return shortLine(type, 60) ?? 'event';
}
