import { type Narrowing, type OperatorPolicy, type RequestProfile, selectTools } from '../tools/select-tools.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';
import type { Caller } from '../tools/tool-context.ts';
import { type McpSession, type SessionParts, createSession } from './session.ts';

// Profiles come from addresses and headers, so their number is the callers' to choose; the cache's is ours.
const maxCatalogs = 64;

/** Makes sessions; the selection of tools behind a profile is made once and shared. */
export class SessionFactory {
  readonly #parts: SessionParts;
  readonly #policy: OperatorPolicy;
  readonly #catalogs = new Map<string, ToolCatalog>();

  constructor(parts: SessionParts, policy: OperatorPolicy) {
    this.#parts = parts;
    this.#policy = policy;
  }

  get tools(): SessionParts['registry']['tools'] {
    return this.#parts.registry.tools;
  }

  /** Runs tools without MCP around them, of a catalog that `catalog` gave. */
  get toolCaller(): SessionParts['toolCaller'] {
    return this.#parts.toolCaller;
  }

  /** What the operator allows, whoever asks. */
  get allowedTools(): SessionParts['registry']['tools'] {
    return [...this.#catalog({}).allowed.values()];
  }

  create(caller: Caller, profile: RequestProfile): McpSession {
    return createSession(this.#parts, caller, this.catalog(caller, profile));
  }

  catalog(caller: Caller, profile: RequestProfile): ToolCatalog {
    return this.#catalog({ ...profile, caller });
  }

  #catalog(narrowing: Narrowing): ToolCatalog {
    const { caller, ...profile } = narrowing;
    // A set is `{}` as JSON.
    const key = JSON.stringify([profile, caller && [[...caller.scopes].toSorted(), caller.toolsets ?? null]]);
    const known = this.#catalogs.get(key);
    if (known !== undefined) return known;
    const catalog = selectTools(this.tools, this.#policy, narrowing);
    if (this.#catalogs.size >= maxCatalogs) this.#catalogs.clear();
    this.#catalogs.set(key, catalog);
    return catalog;
  }
}
