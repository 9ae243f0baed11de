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

/** Definitions are made once at start and shared by every request. */
export class ToolRegistry {
  readonly tools: readonly Tool[];
  readonly #definitions: ReadonlyMap<string, ToolDefinition>;
  readonly #define: (isTerse: boolean) => ReadonlyMap<string, ToolDefinition>;
  #terse: ReadonlyMap<string, ToolDefinition> | undefined;
  readonly #lists = new WeakMap<ToolCatalog, readonly ToolDefinition[]>();

  /** @param several whether a tool's service has several instances */
  constructor(tools: readonly Tool[], several: (tool: Tool) => boolean = () => false) {
    this.tools = tools;
    this.#define = (isTerse) =>
      new Map(tools.map((tool) => [tool.name, toDefinition(tool, { hasInstances: several(tool), isTerse })]));
    this.#definitions = this.#define(false);
    if (this.#definitions.size !== tools.length) throw new Error('two tools have the same name');
  }

  definition(name: string): ToolDefinition | undefined {
    return this.#definitions.get(name);
  }

  list(catalog: ToolCatalog): readonly ToolDefinition[] {
    const known = this.#lists.get(catalog);
    if (known !== undefined) return known;
    const from = catalog.listed.length > longList ? this.#longForm() : this.#definitions;
    const list = catalog.listed.flatMap((tool) => from.get(tool.name) ?? []);
    this.#lists.set(catalog, list);
    return list;
  }

  // Few ask for so long a list, and a server that starts should not wait for it.
  #longForm(): ReadonlyMap<string, ToolDefinition> {
    this.#terse ??= this.#define(true);
    return this.#terse;
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
