import type { ServiceName } from '../service-catalog.ts';

interface Marks {
  /** in what the health path answers */
  readonly text: RegExp;
  /** it may refuse its health path to who has not signed in */
  readonly mayRefuse?: boolean;
}

const ping = { text: /^\s*\{\s*"status"\s*:\s*"ok"/i };
const version = /"version"\s*:/;

/** How each service shows at its health path that it is the one. The *arr all answer alike. */
export const serviceMarks: Readonly<Record<ServiceName, Marks>> = {
  sonarr: ping,
  radarr: ping,
  lidarr: ping,
  prowlarr: ping,
  readarr: ping,
  sabnzbd: { text: version },
  qbittorrent: { text: /^\s*\d+(?:\.\d+)+\s*$/, mayRefuse: true },
  plex: { text: /machineIdentifier/ },
  trakt: { text: /"slug"\s*:/, mayRefuse: true },
  bazarr: { ...ping, mayRefuse: true },
  nzbget: { text: /nzbget/i, mayRefuse: true },
  jellyfin: { text: /^\s*(?:Healthy|Degraded)/ },
  seerr: { text: version },
  tautulli: { text: /"result"\s*:\s*"/ },
};
