import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { serviceOf } from '../toolsets.ts';
import { searchTools } from './search-tools.ts';
import { toolClass } from './tool-class.ts';

export default defineTool({
  name: 'find_tools',
  title: 'Find tools',
  description: 'Finds tools by words, best first. Without words: every allowed tool.',
  toolset: 'finder',
  starred: true,
  annotations: READ,
  input: z.object({
    query: z.string().max(200).default('').describe('Words, e.g. "unit logs".'),
    limit: z.int().min(1).max(200).default(10),
  }),
  output: z.object({
    tools: z.array(z.object({ name: z.string(), class: z.string(), about: z.string() })),
    total: z.int(),
    next: z.string().optional(),
  }),
  async handler({ query, limit }, { catalog, services }) {
    const setUp = new Set(services.list().flatMap(({ service, missing }) => (missing.length === 0 ? [service] : [])));
    const found = searchTools(catalog.allowed, query).filter(({ toolset }) => {
      const service = serviceOf(toolset);
      return service === undefined || setUp.has(service);
    });
    return {
      tools: found.slice(0, limit).map((tool) => ({
        name: tool.name,
        class: toolClass(tool),
        about: firstSentence(tool.description),
      })),
      total: found.length,
      next: 'describe_tool shows the arguments; call_read_tool and call_write_tool run one.',
    };
  },
});

function firstSentence(description: string): string {
  return /^.*?\.(?=\s|$)/s.exec(description)?.[0] ?? description;
}
