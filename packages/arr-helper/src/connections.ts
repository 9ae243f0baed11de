import type { FastifyInstance, FastifyReply } from 'fastify';

import { HelperError } from './helper-error.ts';

/**
 * Aborts when the caller hangs up before its answer, or when the helper stops. Listens to nothing that outlives the
 * answer: connections are kept for many requests.
 */
export function abortSignalOf({ raw }: FastifyReply, stopping: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort(stopping.reason);
  stopping.addEventListener('abort', stop, { once: true });
  raw.once('close', () => {
    stopping.removeEventListener('abort', stop);
    if (!raw.writableFinished) controller.abort(new HelperError('timeout', 'the caller hung up'));
  });
  return controller.signal;
}

/** A caller that keeps its answered connection for later would hold up the end for its whole keep-alive time. */
export function closeAnsweredConnections(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onResponse', async () => {
    if (isClosing) app.server.closeIdleConnections();
  });
}
