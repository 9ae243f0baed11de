/** The groups that an operator can switch; a toolset is also the folder of its tools. Listed in this order. */
export const toolsets = {
  finder: 'Find and call any allowed tool, also those that are not listed',
  overview: 'How things stand, and jobs that take longer',
  containers: 'Containers of the media stack',
  stacks: 'Compose stacks and Quadlet stacks',
  units: 'systemd user units and Quadlet files',
  conversion: 'Stacks from compose to Quadlets and back',
  files: 'Files, disks, and what was changed',
  logs: 'Log files, also rotated ones',
} as const;

export type Toolset = keyof typeof toolsets;

export const toolsetNames = Object.keys(toolsets) as Toolset[];

export function isToolset(name: string): name is Toolset {
  return Object.hasOwn(toolsets, name);
}
