import { container, flag, number, text, time } from './plex-fields.ts';

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
