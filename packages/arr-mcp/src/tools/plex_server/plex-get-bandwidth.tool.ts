import { z } from 'zod';

import type { Bandwidth, Transferred } from '../../services/plex/plex-server-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const Point = z.object({
  instance: z.string().optional(),
  at: z.string().optional(),
  bytes: z.number(),
  lan: z.boolean().optional(),
  user: z.string().optional(),
  user_id: z.int().optional(),
  device: z.string().optional(),
});

export default defineTool({
  name: 'plex_get_bandwidth',
  title: 'What Plex sent',
  description: 'Bytes sent by time, user and device, latest first.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object({
    timespan: z.enum(['months', 'weeks', 'days', 'hours', 'seconds']).optional(),
    lan: z.boolean().optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({
    timespan: z.string(),
    total_bytes: z.number(),
    items: z.array(Point),
    ...pageOutput,
    ...instanceOutput,
  }),
  async handler({ timespan = 'days', lan, instance, ...paging }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      toPoints(await client.server.bandwidth(timespan, lan)),
    );
    const points = joinAnswers(asked).toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1));
    const totalBytes = points.reduce((sum, { bytes }) => sum + bytes, 0);
    return { timespan, total_bytes: totalBytes, ...page(points, paging), unavailable: asked.unavailable };
  },
});

function toPoints({ StatisticsBandwidth, Account, Device }: Bandwidth): z.input<typeof Point>[] {
  const users = new Map(Account.map(({ id, name }) => [id, shortLine(name, 80)]));
  const devices = new Map(Device.map(({ id, name }) => [id, shortLine(name, 80)]));
  return StatisticsBandwidth.map(({ at, bytes = 0, lan, accountID, deviceID }: Transferred) => ({
    at,
    bytes,
    lan,
    user: users.get(accountID),
    user_id: accountID,
    device: devices.get(deviceID),
  }));
}
