import { z } from 'zod';

import { READ } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';

const Status = z.object({
  instance: z.string(),
  version: z.string(),
  branch: z.string().optional(),
  name: z.string().optional(),
  os: z.string().optional(),
  in_container: z.boolean().optional(),
  runtime: z.string().optional(),
  started_at: z.string().optional(),
  url_base: z.string().optional(),
  authentication: z.string().optional(),
  data_folder: z.string().optional(),
  database: z.string().optional(),
});

/** `<service>_system_status`: version, surroundings and since when an *arr runs. */
export function systemStatus(service: ArrService): Tool {
  return defineTool({
    name: `${service}_system_status`,
    title: `${titleOf(service)} status`,
    description: 'Its version, surroundings and start time.',
    toolset: `${service}_more`,
    annotations: READ,
    input: z.object({ ...instanceInput }),
    output: z.object({ items: z.array(Status), ...instanceOutput }),
    async handler({ instance }, context) {
      const asked = await askInstances(context, { service, instance }, async (client) => client.status());
      const items = asked.answers.map(({ instance: of, value: status }) => ({
        instance: of,
        version: status.version,
        branch: status.branch,
        name: status.instanceName,
        os: status.osName,
        in_container: status.isDocker,
        runtime: status.runtimeVersion,
        started_at: status.startTime,
        url_base: status.urlBase === '' ? undefined : status.urlBase,
        authentication: status.authentication,
        data_folder: status.appData,
        database: status.databaseType,
      }));
      return { items, unavailable: asked.unavailable };
    },
  });
}
