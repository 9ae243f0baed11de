import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'qbittorrent_set_alternative_limits',
  title: 'Alternative limits',
  description: 'Switches them on or off.',
  toolset: 'qbittorrent',
  annotations: WRITE,
  input: z.object({ enabled: z.boolean(), ...instanceInput }),
  output: z.object({
    instance: z.string(),
    enabled: z.boolean(),
    download_limit: z.number(),
    upload_limit: z.number(),
  }),
  async handler({ enabled, instance }, context) {
    const client = clientOf(context, 'qbittorrent', instance);
    await client.setAlternativeLimits(enabled);
    const [isOn, { downloadLimit, uploadLimit }] = await Promise.all([
      client.hasAlternativeLimits(),
      client.transfer(),
    ]);
    return { instance: client.instance, enabled: isOn, download_limit: downloadLimit, upload_limit: uploadLimit };
  },
});
