import { z } from 'zod';

import { container, flag, id, many, number, root, text, time } from './plex-fields.ts';

/** What a server tells of itself to whoever has a token. */
export const ServerInfo = container({
  friendlyName: text,
  version: text,
  platform: text,
  platformVersion: text,
  machineIdentifier: text,
  updatedAt: time,
  transcoderActiveVideoSessions: number,
  myPlex: flag,
  myPlexSigninState: text,
  myPlexSubscription: flag,
  allowMediaDeletion: flag,
  allowSync: flag,
  allowTuners: flag,
  transcoderVideo: flag,
  transcoderAudio: flag,
  hubSearch: flag,
  companionProxy: flag,
  eventStream: flag,
  ownerFeatures: text,
  diagnostics: text,
});
export type ServerInfo = z.output<typeof ServerInfo>;

/** What went to somebody's device in one stretch of time. */
export const Transferred = z.object({ accountID: id, deviceID: id, at: time, lan: flag, bytes: number });
export type Transferred = z.output<typeof Transferred>;

export const Bandwidth = container({
  StatisticsBandwidth: many(Transferred),
  Account: many(z.object({ id, name: text })),
  Device: many(z.object({ id, name: text, platform: text })),
});
export type Bandwidth = z.output<typeof Bandwidth>;

/** Percent of the host, and of Plex alone. */
export const Load = z.object({
  at: time,
  hostCpuUtilization: number,
  processCpuUtilization: number,
  hostMemoryUtilization: number,
  processMemoryUtilization: number,
});
export type Load = z.output<typeof Load>;
export const Resources = container({ StatisticsResources: many(Load) });

export const ButlerTask = z.object({
  name: text,
  title: text,
  description: text,
  /** days */
  interval: number,
  enabled: flag,
  scheduleRandomized: flag,
});
export type ButlerTask = z.output<typeof ButlerTask>;
export const ButlerTasks = root('ButlerTasks', z.object({ ButlerTask: many(ButlerTask) }));
