import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { chooseInstances, serviceInput } from './choose-instances.ts';
import { HealthFields, healthLimitMs } from './health-fields.ts';
import { readHealth } from './read-health.ts';
import { wholeList, wholeOutput } from './whole-list.ts';

export default defineTool({
  name: 'service_api_health',
  title: 'Health of services',
  description: 'What services themselves find wrong.',
  toolset: 'services',
  annotations: READ,
  input: z.object({ ...serviceInput }),
  output: z.object({ items: z.array(HealthFields), ...wholeOutput }),
  async handler({ service }, context) {
    const instances = chooseInstances(context, service);
    const items = await Promise.all(instances.map(async (each) => readHealth(context, each, healthLimitMs)));
    return wholeList(items.map((item) => ({ ...item, issues: [...item.issues] })));
  },
});
