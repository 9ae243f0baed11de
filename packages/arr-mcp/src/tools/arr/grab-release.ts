import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';

/** `<service>_grab_release`: sends a found release to its download client. */
export function grabRelease(service: ArrService): Tool {
  return defineTool({
    name: `${service}_grab_release`,
    title: `Grab a release with ${titleOf(service)}`,
    description: `Downloads a release that ${service}_get_releases found.`,
    toolset: `${service}_more`,
    annotations: WRITE,
    input: z.object({
      guid: z.string().min(1).max(2000),
      indexer_id: z.int().min(1),
      ...instanceInput,
    }),
    output: z.object({ instance: z.string(), grabbed: z.string(), next: z.string() }),
    async handler({ guid, indexer_id: indexerId, instance }, context) {
      const client = clientOf(context, service, instance);
      try {
        await client.grabRelease(guid, indexerId);
      } catch (error) {
        throw forgotten(error, service);
      }
      return { instance: client.instance, grabbed: guid, next: `${service}_get_queue shows it.` };
    },
  });
}

// An *arr knows the releases of its latest searches only, for half an hour.
function forgotten(error: unknown, service: ArrService): unknown {
  if (!(error instanceof AppError) || error.code !== 'not_found') return error;
  return new AppError('not_found', error.message, {
    cause: error,
    hint: `Found releases are known for half an hour: ask ${service}_get_releases again.`,
  });
}
