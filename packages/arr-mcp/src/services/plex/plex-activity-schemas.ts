import { z } from 'zod';

import { container, flag, id, many, number, one, seconds, text, time } from './plex-fields.ts';

/** One playback that goes on now. */
export const Session = z.object({
  ratingKey: id,
  sessionKey: text,
  type: text,
  title: text,
  parentTitle: text,
  grandparentTitle: text,
  index: number,
  parentIndex: number,
  year: number,
  duration: seconds,
  viewOffset: seconds,
  librarySectionTitle: text,
  User: one(z.object({ id: text, title: text })),
  Player: one(
    z.object({
      title: text,
      product: text,
      platform: text,
      address: text,
      state: text,
      local: flag,
      machineIdentifier: text,
    }),
  ),
  /** bandwidth in kbit/s */
  Session: one(z.object({ id: text, bandwidth: number, location: text })),
  TranscodeSession: one(
    z.object({
      videoDecision: text,
      audioDecision: text,
      subtitleDecision: text,
      videoCodec: text,
      audioCodec: text,
      progress: number,
      speed: number,
      throttled: flag,
      /** which hardware does it; absent: none */
      transcodeHwDecoding: text,
      transcodeHwEncoding: text,
      transcodeHwFullPipeline: flag,
    }),
  ),
  Media: many(
    z.object({
      videoResolution: text,
      videoCodec: text,
      audioCodec: text,
      container: text,
      bitrate: number,
      selected: flag,
      Part: many(z.object({ decision: text })),
    }),
  ),
});
export type Session = z.output<typeof Session>;
export const SessionList = container({ Metadata: many(Session) });

/** One thing that somebody has watched. */
export const View = z.object({
  ratingKey: id,
  key: text,
  type: text,
  title: text,
  parentTitle: text,
  grandparentTitle: text,
  index: number,
  parentIndex: number,
  viewedAt: time,
  accountID: id,
  deviceID: id,
  librarySectionID: id,
});
export type View = z.output<typeof View>;
export const ViewList = container({ Metadata: many(View) });

/** Somebody that the server has seen; 1 is its owner. */
export const Account = z.object({ id, name: text });
export type Account = z.output<typeof Account>;
export const AccountList = container({ Account: many(Account) });

export const Device = z.object({ id, name: text, platform: text });
export type Device = z.output<typeof Device>;
export const DeviceList = container({ Device: many(Device) });

export const DurationList = container({ Metadata: many(z.object({ ratingKey: id, duration: seconds })) });
