import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { containerInput } from './container-schema.ts';
import { describeContainer } from './describe-container.ts';

export default defineDestructiveTool({
  name: 'container_remove',
  title: 'Remove a container',
  description: 'Removes a container, also a running one. Its volumes stay; files inside the container are lost.',
  toolset: 'containers',
  longRunning: true,
  input: z.object(containerInput),
  output: z.object({ removed: z.string(), id: z.string() }),
  async plan({ name }, { runtime, signal }) {
    const container = await runtime.get(name, { signal });
    const { id, state } = container;
    const summary = `Removes ${describeContainer(container)}. Its volumes stay; files inside the container are lost.`;
    return { summary, id, state, name: container.name };
  },
  async handler({ id, name }, { runtime, signal }) {
    await runtime.remove(id, { signal });
    return { removed: name, id: id.slice(0, 12) };
  },
});
