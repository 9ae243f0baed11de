import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { toLine } from './torrent-row.ts';

const most = 100;

const Labels = z.object({
  instance: z.string().optional(),
  categories: z.array(z.object({ name: z.string(), save_path: z.string().optional() })),
  tags: z.array(z.string()),
});

export default defineTool({
  name: 'qbittorrent_get_categories',
  title: 'Categories and tags',
  description: 'Categories and tags.',
  toolset: 'qbittorrent',
  annotations: READ,
  input: z.object({ ...instanceInput }),
  output: z.object({ items: z.array(Labels), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'qbittorrent', instance }, async (client) =>
      Promise.all([client.categories(), client.tags()]),
    );
    const items = asked.answers.map(({ instance: name, value: [categories, tags] }) => ({
      ...(asked.several ? { instance: name } : {}),
      categories: categories.slice(0, most).map(toCategoryRow),
      tags: tags.slice(0, most).map(toLine),
    }));
    return { items, unavailable: asked.unavailable };
  },
});

function toCategoryRow({ name, savePath }: { name: string; savePath?: string | undefined }) {
  return { name: toLine(name), save_path: savePath === undefined ? undefined : toLine(savePath) };
}
