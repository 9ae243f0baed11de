import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { shownText } from './shown-text.ts';

// SABnzbd keeps the last 20.
const mostShown = 50;

const Row = z.object({
  instance: z.string().optional(),
  type: z.string(),
  time: z.string(),
  text: z.string(),
});

export default defineTool({
  name: 'sabnzbd_get_warnings',
  title: 'SABnzbd warnings',
  description: 'What SABnzbd warned of since it started, newest first.',
  toolset: 'sabnzbd',
  annotations: READ,
  input: z.object({ ...instanceInput }),
  output: z.object({ items: z.array(Row), total: z.int(), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'sabnzbd', instance }, async (client) =>
      (await client.warnings()).map(({ type, text, time }) => ({
        type,
        time: new Date(time * 1000).toISOString(),
        text: shownText(text, 300) ?? '',
      })),
    );
    const rows = joinAnswers(asked).toSorted((left, right) => (left.time < right.time ? 1 : -1));
    return { items: rows.slice(0, mostShown), total: rows.length, unavailable: asked.unavailable };
  },
});
