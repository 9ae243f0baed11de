import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { collectEvents } from './collect-events.ts';
import { EventRow } from './event-row.ts';

const progressEveryMs = 5000;

export default defineTool({
  name: 'plex_get_alerts',
  title: 'What happens in Plex now',
  description: 'Listens to what the server tells for a while.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object({ seconds: z.int().min(1).max(40).default(15), ...instanceInput }),
  output: z.object({ seconds: z.int(), items: z.array(EventRow), total: z.int(), ...instanceOutput }),
  async handler({ seconds, instance }, context) {
    let heard = 0;
    const timer = setInterval(() => context.progress(`listening; ${heard} notifications so far`), progressEveryMs);
    try {
      const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
        let own = 0;
        const { rows } = await collectEvents(client, {
          forMs: seconds * 1000,
          signal: context.signal,
          onEvents: (count) => {
            heard += count - own;
            own = count;
          },
        });
        return rows;
      });
      return { seconds, items: joinAnswers(asked), total: heard, unavailable: asked.unavailable };
    } finally {
      clearInterval(timer);
    }
  },
});
