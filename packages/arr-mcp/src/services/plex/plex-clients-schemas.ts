import { z } from 'zod';

import { container, flag, id, many, number, one, placedFields, root, seconds, text } from './plex-fields.ts';

/** A player that lets itself be controlled through its server. */
export const Player = z.object({
  name: text,
  machineIdentifier: text,
  product: text,
  version: text,
  address: text,
  port: number,
  deviceClass: text,
  /** what it can be told, separated by commas: `timeline,playback,navigation` */
  protocolCapabilities: text,
});
export type Player = z.output<typeof Player>;
export const PlayerList = container({ Server: many(Player) });

/** Somebody who plays something now. */
export const PlayingSession = z.object({
  ...placedFields,
  sessionKey: text,
  year: number,
  duration: seconds,
  viewOffset: seconds,
  User: one(z.object({ id: text, title: text })),
  Player: one(
    z.object({
      machineIdentifier: text,
      title: text,
      product: text,
      platform: text,
      address: text,
      state: text,
      version: text,
      deviceClass: text,
    }),
  ),
  Session: one(z.object({ id: text })),
});
export type PlayingSession = z.output<typeof PlayingSession>;
export const PlayingList = container({ Metadata: many(PlayingSession) });

/** What a player does with one kind of media: `video`, `music` or `photo`. */
export const Timeline = z.object({
  type: text,
  state: text,
  time: seconds,
  duration: seconds,
  volume: number,
  shuffle: flag,
  repeat: number,
  ratingKey: id,
  audioStreamID: text,
  subtitleStreamID: text,
  videoStreamID: text,
  /** what can be told it now, separated by commas */
  controllable: text,
});
export type Timeline = z.output<typeof Timeline>;
export const TimelineList = container({ Timeline: many(Timeline) });

export const PlayQueue = root('MediaContainer', z.object({ playQueueID: id, playQueueSelectedItemID: id }));
export type PlayQueue = z.output<typeof PlayQueue>;

export const Delegation = root('MediaContainer', z.object({ token: text }));
