import { AppError } from '../errors.ts';
import { InsufficientScopeError } from '../scopes.ts';
import type { ServiceName } from '../services/service-catalog.ts';
import type { Tool } from './define-tool.ts';
import { requiredScope } from './required-scope.ts';
import type { ToolCatalog } from './tool-catalog.ts';
import type { Caller } from './tool-context.ts';
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

/** What narrows the operator's policy: what the request asks for and what its caller may. */
export interface Narrowing extends RequestProfile {
  /** absent: a caller with all rights */
  readonly caller?: Pick<Caller, 'scopes' | 'toolsets'>;
}

export const profileNames: readonly string[] = ['default', 'full', 'compact'];
const profileWords: ReadonlySet<string> = new Set(profileNames);

/** The one place that decides which tools a caller sees and may call. Read-only and exclusion always win. */
export function selectTools(tools: readonly Tool[], policy: OperatorPolicy, narrowing: Narrowing = {}): ToolCatalog {
  const bounded = tools.filter((tool) => isBounded(tool, policy));
  const blocked = new Map(
    bounded.flatMap((tool) => {
      const reason = switchedOff(tool, policy, narrowing) ?? outOfBounds(tool, narrowing);
      return reason === undefined ? [] : [[tool.name, reason] as const];
    }),
  );
  const wanted = narrowing.include ?? policy.toolsets;
  const allowed = bounded.filter((tool) => !blocked.has(tool.name) && isReachable(tool, narrowing));
  return {
    listed: allowed.filter((tool) => isSetUp(tool, policy) && isListed(tool, wanted)),
    allowed: new Map(allowed.map((tool) => [tool.name, tool])),
    blocked,
  };
}

/** Names in a profile or setting that are neither a profile, a toolset nor a tool. */
export function unknownSelectors(names: readonly string[], tools: readonly Tool[]): string[] {
  return names.filter((name) => !profileWords.has(name) && !isToolsetOrTool(name, tools));
}

export function isToolsetOrTool(name: string, tools: readonly Tool[]): boolean {
  return isToolset(name) || tools.some((tool) => tool.name === name);
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

function switchedOff(tool: Tool, policy: OperatorPolicy, { exclude, readOnly }: RequestProfile): AppError | undefined {
  const { name, annotations } = tool;
  if (exclude !== undefined && matches(tool, exclude))
    return new AppError('read_only', `${name} is excluded by this connection's X-MCP-Exclude-Tools header`);
  if (annotations.readOnlyHint) return undefined;
  if (readOnly === true) return new AppError('read_only', `${name} writes, and this connection is read-only`);
  const because = typeof policy.readOnly === 'boolean' ? policy.readOnly : readOnlyName(tool, policy.readOnly);
  if (because === undefined || because === false) return undefined;
  const [where, change] = because === true ? ['', 'set it to false'] : [` for ${because}`, `take ${because} out of it`];
  return new AppError('read_only', `${name} writes, and READ_ONLY_MODE switches writing off${where}`, {
    hint: `Blocked: ${tool.title}. The operator can allow it: ${change}.`,
  });
}

// The name of a service stands for all of its toolsets, also those that come later.
function readOnlyName({ name, toolset }: Tool, names: readonly string[]): string | undefined {
  return [name, toolset, serviceOf(toolset)].find((each) => each !== undefined && names.includes(each));
}

// The last thing asked: whoever is told of a scope gets a tool that works with it.
function outOfBounds(tool: Tool, { caller, ...profile }: Narrowing): AppError | undefined {
  if (caller === undefined || !isReachable(tool, profile)) return undefined;
  const { scopes, toolsets } = caller;
  if (toolsets !== undefined && !matches(tool, toolsets) && !isForAnyKey(tool))
    return new AppError('refused', `${tool.name} is outside the toolsets of this key: ${toolsets.join(', ')}`);
  const scope = requiredScope(tool);
  return scopes.has(scope) ? undefined : new InsufficientScopeError(tool.name, scope);
}

// Each reaches what the key may call, or the jobs that came of it, and nothing beyond.
function isForAnyKey({ toolset, name }: Tool): boolean {
  return toolset === 'finder' || name.startsWith('job_');
}
