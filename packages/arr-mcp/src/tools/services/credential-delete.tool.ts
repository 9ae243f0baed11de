import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { KnownService } from '../../services/service-instance.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import type { ToolContext } from '../tool-context.ts';
import { instanceName } from './credential-input.ts';

export default defineDestructiveTool({
  name: 'credential_delete',
  title: 'Delete a credential',
  description: 'Deletes the stored address and credential of a service.',
  toolset: 'services',
  input: z.object({ service: instanceName }),
  output: z.object({
    deleted: z.string(),
    /** whether it can be asked all the same, by what else is known of it */
    still_set_up: z.boolean(),
  }),
  async plan({ service: instance }, context) {
    const { url, credential = {} } = findStored(instance, context);
    const fields = Object.keys(credential);
    const what = [...(url === undefined ? [] : [`the address ${url}`]), ...fields].join(', ');
    return {
      summary: `Deletes what is stored of ${instance}: ${what}. It cannot be brought back. What the environment sets stays.`,
      instance,
      url,
      fields,
    };
  },
  async handler({ instance }, { credentials, services }) {
    credentials.delete(instance);
    const still = services.list().find((each) => each.instance === instance);
    return { deleted: instance, still_set_up: still?.missing.length === 0 };
  },
});

function findStored(instance: string, { credentials, services }: ToolContext): KnownService {
  const stored = credentials.find(instance);
  const obstacle = credentials.problem();
  if (obstacle !== undefined) throw obstacle;
  if (stored !== undefined) return stored;
  const isKnown = services.list().some((each) => each.instance === instance);
  throw new AppError('not_found', `nothing is stored under the name ${instance}`, {
    hint: isKnown ? 'The environment, or its container, tells of it.' : 'credential_list shows what is stored.',
  });
}
