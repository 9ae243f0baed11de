import type { FastifyInstance } from 'fastify';

/** What comes to a path by another method than POST is told so, with the method that is answered. */
export function refuseOtherMethods(app: FastifyInstance, url: string): void {
  app.route({
    // OPTIONS asks beforehand, for pages, and is answered where pages are known.
    method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
    url,
    handler: async (_request, reply) =>
      reply
        .code(405)
        .header('allow', 'POST')
        .send({ error: { code: 'invalid_argument', message: 'only POST is answered here' } }),
  });
}
