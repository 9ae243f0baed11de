import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';
import { shortLine } from './short-line.ts';

/** `<service>_grab_release`: sends a found release to its download client. */
export function grabRelease(service: ArrService): Tool {
  return defineTool({
    name: `${service}_grab_release`,
    title: `Grab a release with ${titleOf(service)}`,
    description: `Downloads a release that ${service}_get_releases found.`,
    toolset: `${service}_more`,
    annotations: WRITE,
    input: z.object({ release: z.string().min(1).max(40), ...instanceInput }),
    output: z.object({
      instance: z.string(),
      release: z.string(),
      title: z.string().optional(),
      next: z.string(),
    }),
    async handler({ release: handle, instance }, context) {
      const client = clientOf(context, service, instance);
      const release = context.releases.find(client.instance, handle);
      if (release === undefined) throw forgotten(service, `${client.instance} has found no such release lately`);
      try {
        await client.grabRelease(release.guid, release.indexerId);
      } catch (error) {
        throw error instanceof AppError && error.code === 'not_found'
          ? forgotten(service, error.message, error)
          : error;
      }
      return {
        instance: client.instance,
        release: handle,
        title: shortLine(release.title),
        next: `${service}_get_queue shows it.`,
      };
    },
  });
}

// An *arr knows the releases of its latest searches only, for half an hour.
function forgotten(service: ArrService, message: string, cause?: AppError): AppError {
  return new AppError('not_found', message, {
    cause,
    hint: `Found releases are known for half an hour: ask ${service}_get_releases again.`,
  });
}
