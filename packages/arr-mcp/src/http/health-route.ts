import type { FastifyInstance } from 'fastify';

/** `GET /health`: the process is up. No key, and so no details. */
export async function healthRoute(app: FastifyInstance): Promise<void> {
  app.get('/health', async () => ({ status: 'ok' }));
}
