import type { Tool } from '../tools/define-tool.ts';
import { toInputSchema } from '../tools/input-schema.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';

/** A tool as `tools/list` shows it; plain JSON, the same in every protocol revision. */
export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: unknown };
  readonly annotations: Readonly<Record<string, boolean>>;
}

/** Definitions are made once at start and shared by every request. */
export class ToolRegistry {
  readonly tools: readonly Tool[];
  readonly #definitions: ReadonlyMap<string, ToolDefinition>;
  readonly #lists = new WeakMap<ToolCatalog, readonly ToolDefinition[]>();

  constructor(tools: readonly Tool[]) {
    this.tools = tools;
    this.#definitions = new Map(tools.map((tool) => [tool.name, toDefinition(tool)]));
    if (this.#definitions.size !== tools.length) throw new Error('two tools have the same name');
  }

  definition(name: string): ToolDefinition | undefined {
    return this.#definitions.get(name);
  }

  list(catalog: ToolCatalog): readonly ToolDefinition[] {
    const known = this.#lists.get(catalog);
    if (known !== undefined) return known;
    const list = catalog.listed.flatMap((tool) => this.#definitions.get(tool.name) ?? []);
    this.#lists.set(catalog, list);
    return list;
  }
}

function toDefinition({ name, title, description, input, annotations }: Tool): ToolDefinition {
  // Output schemas are checked here and not published: clients do not show them to the model, and in a list of a
  // hundred tools they are two fifths of the bytes (docs/adr).
  return Object.freeze({
    name,
    title,
    description,
    inputSchema: toInputSchema(input),
    annotations: annotations.readOnlyHint ? readHints(annotations) : { ...annotations },
  });
}

// The protocol gives destructiveHint and idempotentHint a meaning for writing tools only.
function readHints({ readOnlyHint, openWorldHint }: Tool['annotations']): Record<string, boolean> {
  return { readOnlyHint, openWorldHint };
}
