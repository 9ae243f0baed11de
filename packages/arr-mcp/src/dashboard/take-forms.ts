import type { FastifyInstance } from 'fastify';

/** Reads forms, and nothing else, into bodies of the shape that the routes of a scope want. */
export function takeForms(app: FastifyInstance, toBody: (form: URLSearchParams) => object): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, toBody(new URLSearchParams(body.toString()))),
  );
}
