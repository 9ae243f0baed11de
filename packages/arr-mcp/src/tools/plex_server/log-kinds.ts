/** Plex's logs by what they are about, and the beginnings of their files' names. */
export const logKinds = {
  server: 'Plex Media Server',
  scanner: 'Plex Media Scanner',
  transcoder: 'Plex Transcoder Statistics',
  updater: 'Plex Update Service',
  tuner: 'Plex Tuner Service',
  deep_analysis: 'Plex Media Scanner Deep Analysis',
  credits: 'Plex Media Scanner Credits',
  thumbnails: 'Plex Media Scanner Chapter Thumbnails',
  crash_uploader: 'Plex Crash Uploader',
} as const;

export type LogKind = keyof typeof logKinds;

export const logKindNames = Object.keys(logKinds) as [LogKind, ...LogKind[]];

/** Whether a file of the download is of a log, and which: 0 is the one that is written to, 1 the one before. */
export function rotationOf(path: string, kind: LogKind): number | undefined {
  const name = path.split('/').at(-1) ?? '';
  if (!name.startsWith(logKinds[kind])) return undefined;
  const rest = /^(?:\.(\d{1,3}))?\.log$/.exec(name.slice(logKinds[kind].length));
  return rest === null ? undefined : Number(rest[1] ?? 0);
}
