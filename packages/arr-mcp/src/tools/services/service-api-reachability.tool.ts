import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { chooseInstances, serviceInput } from './choose-instances.ts';
import { Reach, testReach } from './test-reach.ts';
import { wholeList, wholeOutput } from './whole-list.ts';

export default defineTool({
  name: 'service_api_reachability',
  title: 'Reach of services',
  description: 'Whether services answer, take our credential, and how fast.',
  toolset: 'services',
  annotations: READ,
  input: z.object({ ...serviceInput }),
  output: z.object({ reachable: z.int(), unreachable: z.int(), items: z.array(Reach), ...wholeOutput }),
  async handler({ service }, context) {
    const instances = chooseInstances(context, service);
    const rows = await Promise.all(instances.map(async (each) => testReach(context, each)));
    const reachable = rows.filter((row) => row.reachable).length;
    return { reachable, unreachable: rows.length - reachable, ...wholeList(rows) };
  },
});
