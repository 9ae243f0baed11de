import type { ServiceName } from '../services/service-catalog.ts';
import type { Tool } from './define-tool.ts';
import type { ToolCatalog } from './tool-catalog.ts';
import { isToolset, serviceOf } from './toolsets.ts';

export interface OperatorPolicy {
  /** ARR_MCP_TOOLSETS: `default`, `full`, `compact`, or toolsets and tools, which then are all there is */
  readonly toolsets: readonly string[];
  /** READ_ONLY_MODE: everything, nothing, or these toolsets and tools */
  readonly readOnly: boolean | readonly string[];
  /** whose tools are listed: the services that are set up; absent: all */
  readonly services?: ReadonlySet<ServiceName>;
}

/** What the address and the headers of a request ask for; it can only narrow what the operator allows. */
export interface RequestProfile {
  /** `/mcp/x/<names>` or X-MCP-Toolsets and X-MCP-Tools; absent: what the operator lists */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly readOnly?: boolean;
}

const profileWords: ReadonlySet<string> = new Set(['default', 'full', 'compact']);

/** The one place that decides which tools a caller sees and may call. Read-only and exclusion always win. */
export function selectTools(tools: readonly Tool[], policy: OperatorPolicy, profile: RequestProfile = {}): ToolCatalog {
  const bounded = tools.filter((tool) => isBounded(tool, policy));
  const blocked = new Map(bounded.flatMap((tool) => blockReason(tool, policy, profile)));
  const wanted = profile.include ?? policy.toolsets;
  const allowed = bounded.filter((tool) => !blocked.has(tool.name) && isReachable(tool, profile));
  return {
    listed: allowed.filter((tool) => isSetUp(tool, policy) && isListed(tool, wanted)),
    allowed: new Map(allowed.map((tool) => [tool.name, tool])),
    blocked,
  };
}

/** Names in a profile or setting that are neither a profile, a toolset nor a tool. */
export function unknownSelectors(names: readonly string[], tools: readonly Tool[]): string[] {
  return names.filter(
    (name) => !profileWords.has(name) && !isToolset(name) && !tools.some((tool) => tool.name === name),
  );
}

function isBounded(tool: Tool, { toolsets }: OperatorPolicy): boolean {
  return toolsets.some((name) => profileWords.has(name)) || matches(tool, toolsets) || tool.toolset === 'finder';
}

// The finder reaches what is allowed and not listed, so a narrowed address narrows what it reaches as well.
function isReachable(tool: Tool, { include }: RequestProfile): boolean {
  if (include === undefined || include.some((name) => profileWords.has(name))) return true;
  return matches(tool, include);
}

// What is stored later is reached through the finder; a list does not change while a server runs.
function isSetUp({ toolset }: Tool, { services }: OperatorPolicy): boolean {
  const service = serviceOf(toolset);
  return service === undefined || services === undefined || services.has(service);
}

function isListed(tool: Tool, wanted: readonly string[]): boolean {
  if (wanted.includes('full')) return true;
  if (wanted.includes('compact') && tool.toolset === 'finder') return true;
  return (wanted.includes('default') && tool.starred) || matches(tool, wanted);
}

function matches(tool: Tool, names: readonly string[]): boolean {
  return names.includes(tool.toolset) || names.includes(tool.name);
}

function blockReason(tool: Tool, policy: OperatorPolicy, profile: RequestProfile): [string, string][] {
  if (profile.exclude !== undefined && matches(tool, profile.exclude)) {
    return [[tool.name, `${tool.name} is excluded by this connection's X-MCP-Exclude-Tools header`]];
  }
  if (tool.annotations.readOnlyHint) return [];
  if (profile.readOnly === true) return [[tool.name, `${tool.name} writes, and this connection is read-only`]];
  const off = typeof policy.readOnly === 'boolean' ? policy.readOnly : matches(tool, policy.readOnly);
  return off
    ? [[tool.name, `${tool.name} writes, and READ_ONLY_MODE switches writing off; the operator can change it`]]
    : [];
}
