import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { entriesOf } from './config-entries.ts';
import { type Setting, shownSettings } from './shown-settings.ts';

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const Entry = z.object({
  instance: z.string().optional(),
  /** in sections that are lists: which server, category, feed or sorter */
  name: z.string().optional(),
  settings: z.record(z.string(), Value),
});

export default defineTool({
  name: 'sabnzbd_get_config',
  title: 'SABnzbd settings',
  description: 'Settings of one section, secrets masked.',
  toolset: 'sabnzbd',
  annotations: READ,
  input: z.object({
    section: z.enum(['misc', 'servers', 'categories', 'rss']).optional(),
    query: z.string().max(100).optional(),
    ...instanceInput,
  }),
  output: z.object({ items: z.array(Entry), ...instanceOutput }),
  async handler({ section = 'misc', query = '', instance }, context) {
    const asked = await askInstances(context, { service: 'sabnzbd', instance }, async (client) =>
      entriesOf(await client.config(section)).map(({ name, settings }) => ({
        ...(name === undefined ? {} : { name }),
        settings: matching(shownSettings(settings), query.toLowerCase()),
      })),
    );
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

function matching(settings: Readonly<Record<string, Setting>>, part: string) {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name.toLowerCase().includes(part)));
}
