// app.log, app.log.1, app.log.2.gz, app.log-20240131.gz, log_20240131.log
const logName = /\.log(?:[._-]?\d[\d._-]*)?(?:\.gz)?$/i;
// sonarr.txt, sonarr.debug.0.txt: logs only where logs are
const textName = /\.txt(?:\.\d+)?(?:\.gz)?$/i;
const logFolder = /^logs?$/i;

/** @param path absolute, or from a scope's directory on */
export function isLogPath(path: string): boolean {
  const names = path.split('/');
  const name = names.pop() ?? '';
  return logName.test(name) || (textName.test(name) && names.some((folder) => logFolder.test(folder)));
}

export interface LogName {
  /** what a log's file and its rotated ones have in common */
  readonly log: string;
  /** of a rotated file: counts up from the newest, or is a date; undefined for the file that is written to */
  readonly generation?: string;
}

// The generation behind the ending (app.log.1, app.log-20240131) and before it (sonarr.0.txt, log_20240131_001.log).
const behind = /^(?<stem>.+)(?<ending>\.(?:log|txt))[._-]?(?<generation>\d[\d._-]*)$/i;
const before =
  /^(?<stem>.+?)[._-]?(?<generation>(?<=[._-])\d{1,3}|\d{4}-?\d\d-?\d\d(?:[._-]\d+)*)(?<ending>\.(?:log|txt))$/i;

/** @param fileName without folders */
export function parseLogName(fileName: string): LogName {
  const plain = fileName.replace(/\.gz$/i, '');
  const groups = (behind.exec(plain) ?? before.exec(plain))?.groups;
  if (groups?.['generation'] === undefined) return { log: plain };
  return { log: `${groups['stem']}${groups['ending']}`, generation: groups['generation'] };
}
