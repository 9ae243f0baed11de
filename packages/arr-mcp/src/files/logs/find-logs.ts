import { dirname } from 'node:path';

import { AppError } from '../../errors.ts';
import type { FileFacts, UserFiles } from '../file-types.ts';
import { type LogCatalog, isLogOf, readLogCatalog } from './log-catalog.ts';
import { groupLogs } from './log-family.ts';
import { isLogPath } from './log-names.ts';

type Files = Pick<UserFiles, 'roots' | 'list' | 'find'>;

/**
 * The files of the logs that are asked for, each once. A path names a log: the file that is written to stands for its
 * rotated ones too, a rotated one for itself. Any other text names a service or a stack: all of its logs.
 *
 * @param wanted empty: all logs there are
 * @throws AppError `not_found`, `refused` for a file that is no log
 */
export async function findLogs(files: Files, wanted: readonly string[], signal: AbortSignal): Promise<FileFacts[]> {
  const needsCatalog = wanted.length === 0 || wanted.some((each) => !each.startsWith('/'));
  const catalog = needsCatalog ? await readLogCatalog(files, signal) : undefined;
  const found = catalog !== undefined && wanted.length === 0 ? catalog.logs.flatMap((log) => log.files) : [];
  for (const each of wanted) found.push(...(each.startsWith('/') ? await logsAt(files, each) : logsOf(catalog, each)));
  return [...new Map(found.map((file) => [file.path, file])).values()];
}

/** A log file at a path. @throws AppError `not_found`, `refused` for a file that is no log */
export async function findLog(files: Pick<UserFiles, 'find'>, path: string): Promise<FileFacts> {
  const facts = await files.find(path);
  if (facts?.type !== 'file') throw new AppError('not_found', `no log file ${path}`, { hint });
  if (facts.scope === 'logs' || isLogPath(facts.path)) return facts;
  throw new AppError('refused', `${path} is no log file`, { hint: 'file_read shows other files.' });
}

const hint = 'log_list shows the log files.';

async function logsAt(files: Files, path: string): Promise<readonly FileFacts[]> {
  const facts = await findLog(files, path);
  const siblings = await files.list(dirname(facts.path));
  const log = groupLogs(siblings.filter(({ type }) => type === 'file')).find(
    ({ files: [newest] }) => newest.path === facts.path,
  );
  return log?.files ?? [facts];
}

function logsOf(catalog: LogCatalog | undefined, service: string): FileFacts[] {
  const logs = catalog?.logs.filter((log) => isLogOf(log, service)) ?? [];
  if (logs.length === 0) throw new AppError('not_found', `no logs of a service ${service}`, { hint });
  return logs.flatMap((log) => log.files);
}
