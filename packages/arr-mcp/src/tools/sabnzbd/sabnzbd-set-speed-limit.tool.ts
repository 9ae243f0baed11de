import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { QueueState, toQueueState } from './queue-state.ts';

// Units are asked for: SABnzbd takes a number up to 100 for a share and a larger one for bytes.
const speed = /^(?:(?:100|[1-9]?\d)%|\d{1,6}(?:\.\d{1,3})?[KMG]|off)$/i;

export default defineTool({
  name: 'sabnzbd_set_speed_limit',
  title: 'Limit the speed of SABnzbd',
  description: 'Limits how fast SABnzbd downloads.',
  toolset: 'sabnzbd',
  annotations: WRITE,
  input: z.object({
    speed: z.string().regex(speed, 'must be like 50%, 800K, 4M or off').describe('50%, 4M (bytes/s) or off.'),
    ...instanceInput,
  }),
  output: QueueState,
  async handler({ speed: wanted, instance }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    const isOff = wanted.toLowerCase() === 'off' || Number.parseFloat(wanted) === 0;
    const queue = await client.setSpeedLimit(isOff ? '' : wanted.toUpperCase());
    if (wanted.endsWith('%') && !isOff && (queue.speedLimitBytesPerSecond ?? 0) === 0) {
      throw new AppError('conflict', 'SABnzbd limits nothing: it does not know how fast its line is', {
        hint: 'Set bandwidth_max of misc with sabnzbd_set_config, or limit to bytes a second such as 4M.',
      });
    }
    return toQueueState(queue);
  },
});
