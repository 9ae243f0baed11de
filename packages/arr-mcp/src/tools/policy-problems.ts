import type { Tool } from './define-tool.ts';
import { type OperatorPolicy, unknownSelectors } from './select-tools.ts';
import { isToolset } from './toolsets.ts';

/**
 * What is misspelt in the operator's settings: it would silently list too little or, worse, leave writing on.
 * READ_ONLY_MODE's default names Plex, whose tools exist only where Plex does.
 */
export function findPolicyProblems({ toolsets, readOnly }: OperatorPolicy, tools: readonly Tool[]): string[] {
  const readOnlyNames = typeof readOnly === 'boolean' ? [] : readOnly.filter((name) => name !== 'plex');
  return [
    ...unknownSelectors(toolsets, tools).map((name) => `ARR_MCP_TOOLSETS: ${name} is neither a toolset nor a tool`),
    ...readOnlyNames
      .filter((name) => !isToolset(name) && !tools.some((tool) => tool.name === name))
      .map((name) => `READ_ONLY_MODE: ${name} is neither a toolset nor a tool`),
  ];
}
