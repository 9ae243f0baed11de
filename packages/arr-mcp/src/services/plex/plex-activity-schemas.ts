import { z } from 'zod';

import { container, records, flag, id, many, number, one, placedFields, seconds, text, time } from './plex-fields.ts';

/** One playback that goes on now. */
export const Session = z.object({
  ...placedFields,
  sessionKey: text,
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
      /** through plex.tv's relay, which is slow */
      relayed: flag,
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
const Views = records({
  ...placedFields,
  key: text,
  viewedAt: time,
  accountID: id,
  deviceID: id,
  librarySectionID: id,
});
export type View = z.output<typeof Views>[number];
export const ViewList = container({ Metadata: Views });

/** As much of a view as it takes to count it. */
export const CountedViewList = container({
  Metadata: records({ ratingKey: id, type: text, accountID: id, deviceID: id }),
});
export type CountedView = z.output<typeof CountedViewList>['Metadata'][number];

/** All else that Plex says of a view; without it an answer is an eighth as long. */
export const uncountedFields = [
  'historyKey',
  'key',
  'parentKey',
  'grandparentKey',
  'librarySectionID',
  'title',
  'parentTitle',
  'grandparentTitle',
  'thumb',
  'parentThumb',
  'grandparentThumb',
  'grandparentArt',
  'index',
  'parentIndex',
  'originallyAvailableAt',
  'viewedAt',
] as const;

/** Somebody that the server has seen; 1 is its owner. */
export const Account = z.object({ id, name: text });
export type Account = z.output<typeof Account>;
export const AccountList = container({ Account: many(Account) });

export const Device = z.object({ id, name: text, platform: text });
export type Device = z.output<typeof Device>;
export const DeviceList = container({ Device: many(Device) });

export const DurationList = container({ Metadata: many(z.object({ ratingKey: id, duration: seconds })) });
