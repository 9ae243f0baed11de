import { z } from 'zod';

import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { planConfigFix } from './config-fix.ts';
import { planEnvironmentFix } from './environment-fix.ts';
import type { Fix } from './fix.ts';

const planners = { config_key: planConfigFix, env_var: planEnvironmentFix };

const oneLine = z
  .string()
  .max(300)
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  .regex(/^[^\u0000-\u001F\u007F$"'\\]*$/, 'must be one line without quotes, $ and \\');

export default defineDestructiveTool({
  name: 'service_fix',
  title: 'Repair a service',
  description: 'Sets a key of config.xml or a variable of a compose service.',
  toolset: 'services',
  input: z.object({
    fix_type: z.enum(['config_key', 'env_var']),
    service: z.string().min(1).max(60).describe('Instance, or compose service.'),
    key: z
      .string()
      .regex(/^[A-Za-z_]\w{0,80}$/)
      .describe('UrlBase, TZ, …'),
    value: oneLine.describe('New value.'),
    stack: z.string().max(100).optional().describe('For env_var.'),
  }),
  output: z.object({
    changed: z.string(),
    key: z.string(),
    before: z.string().optional(),
    after: z.string(),
    change: z.string(),
    needs_restart: z.literal(true),
    next: z.string(),
  }),
  async plan(input, context) {
    const fix = await planners[input.fix_type](input, context);
    const { path, key, before, after, warnings } = fix;
    return {
      summary: summarise(fix),
      path,
      key,
      ...(before === undefined ? {} : { before }),
      after,
      before_sha256: fix.standing,
      ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
    };
  },
  async handler({ before_sha256: expected }, context, input) {
    // Made anew from what stands there, since a plan that is shown must not hold the file.
    const fix = await planners[input.fix_type](input, context);
    const { path, key, before, after, content, next } = fix;
    const by = changedBy(context, 'service_fix', `${key} of ${input.service}`);
    const { id } = await context.changes.write({ path, content, expected, mode: 0o600, by });
    const told = before === undefined ? {} : { before };
    return { changed: path, key, ...told, after, change: id, needs_restart: true as const, next };
  },
});

function summarise({ path, key, before, after, effect }: Fix): string {
  const from = before === undefined ? 'new' : `now ${JSON.stringify(before)}`;
  return `Sets ${key} (${from}) to ${JSON.stringify(after)} in ${path}; the old file is kept (change_revert). ${effect}`;
}
