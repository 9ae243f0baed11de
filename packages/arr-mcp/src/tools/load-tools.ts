import type { Tool } from './define-tool.ts';
import { toolsetNames } from './toolsets.ts';

/** Every tool there is, in the order in which lists show them: by toolset, then by name. */
export function loadTools(): Tool[] {
  // Resolved by Vite when it bundles and when Vitest runs: a new *.tool.ts file needs no list to be changed.
  const modules = import.meta.glob<Tool>('./*/*.tool.ts', { eager: true, import: 'default' });
  for (const [path, tool] of Object.entries(modules)) assertPlace(path, tool);
  return Object.values(modules).sort(
    (left, right) =>
      toolsetNames.indexOf(left.toolset) - toolsetNames.indexOf(right.toolset) || (left.name < right.name ? -1 : 1),
  );
}

function assertPlace(path: string, tool: Tool): void {
  const expected = `./${tool.toolset}/${tool.name.replaceAll('_', '-')}.tool.ts`;
  if (path !== expected) throw new Error(`${path} declares ${tool.name} of ${tool.toolset}; it belongs in ${expected}`);
}
