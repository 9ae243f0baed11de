import { z } from 'zod';

import { READ } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';

const Profile = z.object({
  instance: z.string().optional(),
  id: z.int(),
  name: z.string().optional(),
  upgrades: z.boolean().optional(),
  /** what it allows, the best one last */
  qualities: z.array(z.string()),
});

/** `<service>_get_quality_profiles` */
export function qualityProfiles(service: ArrService): Tool {
  return defineTool({
    name: `${service}_get_quality_profiles`,
    title: `${titleOf(service)} quality profiles`,
    description: 'Its quality profiles, and which qualities each allows.',
    toolset: `${service}_more`,
    annotations: READ,
    input: z.object({ ...instanceInput }),
    output: z.object({ items: z.array(Profile), ...instanceOutput }),
    async handler({ instance }, context) {
      const profiles = await askInstances(context, { service, instance }, async (client) => client.qualityProfiles());
      const items = joinAnswers(profiles).map(({ items: qualities = [], upgradeAllowed, ...profile }) => ({
        ...profile,
        upgrades: upgradeAllowed,
        qualities: qualities
          .filter(({ allowed }) => allowed === true)
          .flatMap(({ name, quality }) => quality?.name ?? name ?? []),
      }));
      return { items, unavailable: profiles.unavailable };
    },
  });
}
