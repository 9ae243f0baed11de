import { z } from 'zod';

import type { SabnzbdClient } from '../../services/sabnzbd/sabnzbd-client.ts';
import type { Status } from '../../services/sabnzbd/sabnzbd-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { shownText } from './shown-text.ts';

const Folder = z.object({
  path: z.string().optional(),
  free_bytes: z.int().optional(),
  total_bytes: z.int().optional(),
});

const NewsServer = z.object({
  name: z.string(),
  active: z.boolean(),
  connections: z.int(),
  most_connections: z.int(),
  error: z.string().optional(),
  warning: z.string().optional(),
});

const InstanceStatus = z.object({
  instance: z.string(),
  version: z.string(),
  uptime: z.string().optional(),
  paused: z.boolean(),
  incomplete: Folder,
  complete: Folder,
  servers: z.array(NewsServer),
  downloaded_bytes: z.object({ day: z.number(), week: z.number(), month: z.number(), total: z.number() }),
  quota: z.string().optional(),
  quota_left: z.string().optional(),
  warnings: z.int().optional(),
  /** folders of downloads that SABnzbd no longer knows */
  orphans: z.array(z.string()).optional(),
});

export default defineTool({
  name: 'sabnzbd_get_status',
  title: 'SABnzbd state',
  description: 'Version, news servers, disks and traffic.',
  toolset: 'sabnzbd',
  annotations: READ,
  input: z.object({ ...instanceInput }),
  output: z.object({ items: z.array(InstanceStatus), ...instanceOutput }),
  async handler({ instance }, context) {
    const { answers, unavailable } = await askInstances(context, { service: 'sabnzbd', instance }, readStatus);
    return { items: answers.map(({ value }) => value), unavailable };
  },
});

async function readStatus(client: SabnzbdClient): Promise<z.input<typeof InstanceStatus>> {
  const [status, downloaded] = await Promise.all([client.status(), client.serverStats()]);
  const { servers = [], folders = [] } = status;
  return {
    instance: client.instance,
    version: status.version,
    uptime: status.uptime,
    paused: status.paused,
    incomplete: toFolder(status.downloaddir, status.diskspace1, status.diskspacetotal1),
    complete: toFolder(status.completedir, status.diskspace2, status.diskspacetotal2),
    servers: servers.slice(0, 20).map(toServer),
    downloaded_bytes: downloaded,
    ...(status.have_quota === true ? { quota: status.quota?.trim(), quota_left: status.left_quota?.trim() } : {}),
    ...(status.have_warnings === undefined ? {} : { warnings: status.have_warnings }),
    ...(folders.length === 0 ? {} : { orphans: folders.slice(0, 20).flatMap((name) => shownText(name) ?? []) }),
  };
}

function toFolder(path: string | undefined, free: number | undefined, total: number | undefined) {
  return { path, free_bytes: free, total_bytes: total };
}

function toServer(server: NonNullable<Status['servers']>[number]): z.input<typeof NewsServer> {
  return {
    name: shownText(server.servername) ?? '',
    active: server.serveractive,
    connections: server.serveractiveconn,
    most_connections: server.servertotalconn,
    error: shownText(server.servererror),
    warning: shownText(server.serverwarning),
  };
}
