import type { Tool } from '../tools/define-tool.ts';
import { type ListOptions, toListedSchema } from '../tools/input-schema.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';

/** A tool as `tools/list` shows it; plain JSON, the same in every protocol revision. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: unknown };
  readonly annotations: Readonly<Record<string, boolean>>;
}

// The default profile has at most 40; whoever asks for more than this is given the bare facts of each.
const longList = 60;

/** Definitions are made when they are first listed, since a server that starts should not wait for all, and kept. */
export class ToolRegistry {
  readonly tools: readonly Tool[];
  readonly #several: (tool: Tool) => boolean;
  readonly #definitions = { short: new Map<Tool, ToolDefinition>(), terse: new Map<Tool, ToolDefinition>() };
  readonly #lists = new WeakMap<ToolCatalog, readonly ToolDefinition[]>();

  /** @param several whether a tool's service has several instances */
  constructor(tools: readonly Tool[], several: (tool: Tool) => boolean = () => false) {
    if (new Set(tools.map(({ name }) => name)).size !== tools.length) throw new Error('two tools have the same name');
    this.tools = tools;
    this.#several = several;
  }

  list(catalog: ToolCatalog): readonly ToolDefinition[] {
    const known = this.#lists.get(catalog);
    if (known !== undefined) return known;
    const isTerse = catalog.listed.length > longList;
    const list = catalog.listed.map((tool) => this.definition(tool, { isTerse }));
    this.#lists.set(catalog, list);
    return list;
  }

  definition(tool: Tool, { isTerse = false } = {}): ToolDefinition {
    const definitions = this.#definitions[isTerse ? 'terse' : 'short'];
    const known = definitions.get(tool);
    if (known !== undefined) return known;
    const made = toDefinition(tool, { hasInstances: this.#several(tool), isTerse });
    definitions.set(tool, made);
    return made;
  }
}

function toDefinition({ name, description, input, annotations }: Tool, options: ListOptions): ToolDefinition {
  // Output schemas and titles are not published: clients do not show them to the model, and in a list of a hundred
  // tools the schemas alone are two fifths of the bytes (docs/adr).
  return Object.freeze({
    name,
    description,
    inputSchema: toListedSchema(input, options),
    annotations: listedHints(annotations),
  });
}

// The protocol gives destructiveHint a meaning for writing tools only; what is left out here is as its defaults say.
function listedHints({ readOnlyHint, destructiveHint }: Tool['annotations']): Record<string, boolean> {
  return readOnlyHint ? { readOnlyHint } : { destructiveHint };
}
