import { createHash } from 'node:crypto';

import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { stackInput } from '../stacks/stack-schema.ts';
import { type InstallFacts, planInstall } from './install-plan.ts';
import { type BackFacts, goBack, install, planBack } from './move-stack.ts';

type Planned = { readonly summary: string } & (
  | ({ readonly action: 'install'; readonly start: boolean; readonly digest: string } & Omit<InstallFacts, 'files'>)
  | ({ readonly action: 'back' } & BackFacts)
);

export default defineDestructiveTool({
  name: 'quadlets_install',
  title: 'Move a stack to Quadlets, or back',
  description:
    'Installs the staged Quadlets of a stack, takes its compose containers down, starts the units and watches their health. action=back undoes all of it and runs compose again.',
  toolset: 'conversion',
  longRunning: true,
  input: z.object({
    ...stackInput,
    action: z.enum(['install', 'back']).default('install'),
    start: z.boolean().default(true).describe('false: only write the files.'),
  }),
  output: z.object({
    stack: z.string(),
    ok: z.boolean(),
    files: z.array(z.string()),
    units: z.array(z.string()).optional(),
    problems: z.array(z.string()).optional(),
    next: z.string(),
  }),
  async plan({ stack, action, start }, context): Promise<Planned> {
    if (action === 'back') {
      const facts = await planBack(stack, context);
      return { summary: summariseBack(facts), action, ...facts };
    }
    const { files, ...facts } = await planInstall(stack, context);
    // The whole content is bound to the consent; people only need the names, which the summary has.
    const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
    return { summary: summariseInstall({ files, ...facts }, start), action, start, digest, ...facts };
  },
  handler: async (plan, context) => (plan.action === 'back' ? goBack(plan.stack, context) : install(plan, context)),
});

function summariseInstall({ stack, files, compose_containers: running }: InstallFacts, start: boolean): string {
  const named = (change: string): string =>
    files
      .filter((each) => each.change === change)
      .map(({ file }) => file)
      .join(', ');
  const parts = [
    named('new') && `Installs ${named('new')}.`,
    named('replaced') && `Replaces ${named('replaced')}; copies are kept.`,
    start && running.length > 0 && `Stops and removes the compose containers ${running.join(', ')}; volumes stay.`,
    start ? `Starts the units of ${stack}.` : 'Starts nothing.',
  ];
  return parts.filter(Boolean).join(' ');
}

function summariseBack({ stack, units, files }: BackFacts): string {
  return `Stops ${units.join(', ')}, takes back what was installed of ${files.join(', ')}, and runs ${stack} with compose.`;
}
