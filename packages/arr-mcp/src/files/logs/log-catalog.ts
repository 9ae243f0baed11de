import { basename, relative } from 'node:path';

import { AppError } from '../../errors.ts';
import type { FileFacts, ScopeName, UserFiles } from '../file-types.ts';
import { type LogFamily, groupLogs } from './log-family.ts';
import { isLogPath, parseLogName } from './log-names.ts';

interface LogOwner {
  /** the folder that is named after a service, as far as folders tell; else the log's own name */
  readonly service: string;
  /** the top folder that it lies in: a service or a whole stack; absent for one that lies in none */
  readonly folder?: string;
}

export interface ServiceLog extends LogFamily, LogOwner {}

export interface LogCatalog {
  /** by service, then by path */
  readonly logs: readonly ServiceLog[];
  /** services with more folders than are looked through */
  readonly unfinished: readonly string[];
}

type Folders = Pick<UserFiles, 'roots' | 'list'>;

// Plex keeps its logs in config/Library/Application Support/Plex Media Server/Logs.
const maxDepth = 6;
const maxFoldersPerService = 120;
// Folders of a service with very many entries and no logs.
const skipped = /^(?:\.git|backups?|caches?|codecs|mediacover|media|metadata|node_modules|transcodes?)$/i;
// Looked into first, so that the limit on folders does not cut them off.
const likely = /^(?:logs?|config|data|library|application support|plex media server)$/i;
// Folders that hold those of services: /media-server/config/sonarr, /opt/stacks/media/data/sonarr.
const general = /^(?:app-?data|configs?|data|docker|library|application support|plex media server|services|volumes)$/i;

/** Whether it is meant by a name, of a service or of the folder it lies in. */
export function isLogOf({ service, folder }: ServiceLog, name: string): boolean {
  return [service, folder].some((each) => each?.toLowerCase() === name.toLowerCase());
}

/** The log files of the services, those that lie with a stack, and those in the directory of logs. */
export async function readLogCatalog(files: Folders, signal: AbortSignal): Promise<LogCatalog> {
  const roots = await files.roots();
  // Without a directory of their own the services keep their folders in the media directory.
  const services = roots.some(({ scope }) => scope === 'services') ? 'services' : 'media';
  const found: FileFacts[] = [];
  const owners = new Map<string, LogOwner>();
  const unfinished: string[] = [];
  for (const { path: root, scope } of roots.filter((each) => ['stacks', services, 'logs'].includes(each.scope))) {
    for (const top of await listFolder(files, root)) {
      const walk = await walkFolder(files, top, signal);
      if (!walk.isComplete) unfinished.push(basename(top.path));
      for (const log of walk.files.filter((file) => isLogIn(root, file))) {
        if (!owners.has(log.path)) found.push(log);
        owners.set(log.path, ownerOf(relative(root, log.path), scope));
      }
    }
  }
  const logs = groupLogs(found).map((log) => ({ service: '', ...owners.get(log.files[0].path), ...log }));
  return { logs: logs.toSorted(byServiceAndPath), unfinished };
}

async function walkFolder(
  files: Folders,
  top: FileFacts,
  signal: AbortSignal,
): Promise<{ files: FileFacts[]; isComplete: boolean }> {
  if (top.type === 'file') return { files: [top], isComplete: true };
  const found: FileFacts[] = [];
  const queue = [{ path: top.path, depth: 1 }];
  let visited = 0;
  for (let next = queue.shift(); next !== undefined && visited < maxFoldersPerService; next = queue.shift()) {
    signal.throwIfAborted();
    visited += 1;
    for (const entry of await listFolder(files, next.path)) {
      const name = basename(entry.path);
      if (entry.type === 'file') found.push(entry);
      else if (skipped.test(name) || next.depth > maxDepth) continue;
      else if (likely.test(name)) queue.unshift({ path: entry.path, depth: next.depth + 1 });
      else queue.push({ path: entry.path, depth: next.depth + 1 });
    }
  }
  return { files: found, isComplete: visited < maxFoldersPerService || queue.length === 0 };
}

async function listFolder(files: Folders, path: string): Promise<FileFacts[]> {
  try {
    return await files.list(path);
  } catch (error) {
    // Gone since its parent was listed, or not for us: one folder less, the others count.
    if (error instanceof AppError) return [];
    throw error;
  }
}

// In the directory of logs every text file is one.
function isLogIn(root: string, { path, scope }: FileFacts): boolean {
  return isLogPath(`${scope === 'logs' ? 'logs/' : ''}${relative(root, path)}`);
}

/** @param path from the scope's directory on */
function ownerOf(path: string, scope: ScopeName): LogOwner {
  const folders = path.split('/').slice(0, -1);
  const [folder] = folders;
  if (folder === undefined) return { service: parseLogName(path).log.replace(/\.\w+$/, '') };
  const end = folders.findIndex((name) => /^logs?$/i.test(name));
  const telling = folders.slice(0, end === -1 ? undefined : end).filter((name) => !general.test(name));
  // A stack is a folder of several services, unless it holds the files of one itself.
  const service = (scope === 'stacks' ? telling[1] : undefined) ?? telling[0] ?? folder;
  return { service, folder };
}

function byServiceAndPath(left: ServiceLog, right: ServiceLog): number {
  return left.service.localeCompare(right.service) || left.files[0].path.localeCompare(right.files[0].path);
}
