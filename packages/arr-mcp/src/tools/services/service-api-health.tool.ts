import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { chooseInstances, serviceInput } from './choose-instances.ts';
import { HealthFields, healthLimitMs } from './health-fields.ts';
import { readHealth } from './read-health.ts';

export default defineTool({
  name: 'service_api_health',
  title: 'Health of services',
  description: 'What services themselves find wrong.',
  toolset: 'services',
  annotations: READ,
  input: z.object({ ...serviceInput, ...pageInput }),
  output: z.object({ items: z.array(HealthFields), ...pageOutput }),
  async handler({ service, ...place }, context) {
    const instances = chooseInstances(context, service);
    const items = await Promise.all(instances.map(async (each) => readHealth(context, each, healthLimitMs)));
    return page(
      items.map((item) => ({ ...item, issues: [...item.issues] })),
      place,
    );
  },
});
