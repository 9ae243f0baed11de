import { z } from 'zod';

import type { Tool } from '../tools/define-tool.ts';
import { toInputSchema } from '../tools/input-schema.ts';
import { type Toolset, toolsets } from '../tools/toolsets.ts';
import { code, markdownPage, markdownTable } from './markdown.ts';

const Field = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const Schema = z.object({ properties: z.record(z.string(), Field), required: z.array(z.string()).default([]) });

/** docs/tools.md: every tool in the order of the lists. */
export function renderToolsPage(tools: readonly Tool[]): string {
  const sections = [...Map.groupBy(tools, ({ toolset }) => toolset)].flatMap(([name, own]) => renderToolset(name, own));
  return markdownPage([introduction, ...sections]);
}

const introduction = `
# Tools

<!-- Generated from packages/arr-mcp/src/tools: change a tool and run \`npm run docs\`. -->

A tool **reads**, **writes**, or is **destructive**. A destructive one called without \`confirmation_token\` changes
nothing: it answers with what it would do and a token, and does it when the same call comes again with that token
(within 10 minutes, once, and only if the situation is still the same).

\`/mcp\` lists the tools marked **default**; the others are found with \`find_tools\` and run with \`call_read_tool\` or
\`call_write_tool\`. What is listed and what is allowed at all: [configuration](configuration.md#which-tools).
`;

function renderToolset(name: Toolset, tools: readonly Tool[]): string[] {
  const rows = tools.map((tool) => [`[${code(tool.name)}](#${tool.name})`, className(tool), tool.starred ? 'yes' : '']);
  return [
    `## ${name}`,
    `${toolsets[name]}.`,
    markdownTable(['tool', 'class', 'default'], rows),
    ...tools.flatMap(renderTool),
  ];
}

function renderTool(tool: Tool): string[] {
  const { properties, required } = Schema.parse(toInputSchema(tool.input));
  const fields = Object.entries(properties).map(([name, field]) => renderField(name, field, required.includes(name)));
  const job = tool.longRunning ? ' Goes on as a job when it takes long.' : '';
  return [
    `### ${tool.name}`,
    tool.description,
    `_${className(tool)}${tool.starred ? ', default' : ''}._${job}`,
    fields.length === 0 ? 'No arguments.' : fields.join('\n'),
  ];
}

function renderField(name: string, field: z.output<typeof Field>, isRequired: boolean): string {
  const facts = [
    isRequired ? 'required' : undefined,
    field.enum === undefined ? typeWords(field) : field.enum.join(', '),
    isShown(field.default) ? `default ${code(String(field.default))}` : undefined,
  ].filter((fact) => fact !== undefined);
  return `- ${code(name)} (${facts.join('; ')})${field.description === undefined ? '' : `: ${field.description}`}`;
}

function typeWords({ type, minimum, maximum }: z.output<typeof Field>): string {
  if (type === 'integer') return `number, ${minimum} to ${maximum}`;
  return type === 'string' ? 'text' : (type ?? 'any');
}

function isShown(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function className({ annotations }: Tool): string {
  if (annotations.readOnlyHint) return 'reads';
  return annotations.destructiveHint ? 'destructive' : 'writes';
}
