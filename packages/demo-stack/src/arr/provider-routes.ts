import { Hono } from 'hono';

import type { ArrState, ProviderPath } from './arr-state.ts';
import type { DemoProvider } from './demo-providers.ts';
import { missing } from './missing.ts';

const paths: readonly ProviderPath[] = ['indexer', 'notification', 'downloadclient'];

/** What is set up, and the tests of all of a kind. */
export function providerRoutes({ providers }: ArrState): Hono {
  const routes = new Hono();
  for (const path of paths) {
    routes.get(`/${path}`, (context) => context.json(providers[path].map(maskedResource)));
    routes.get(`/${path}/:id{[0-9]+}`, (context) => {
      const id = Number(context.req.param('id'));
      const found = providers[path].find(({ resource }) => resource.id === id);
      return found === undefined ? missing(context, 'ProviderDefinition', id) : context.json(maskedResource(found));
    });
    routes.post(`/${path}/testall`, (context) => {
      const results = providers[path].filter(({ isEnabled }) => isEnabled).map(testResult);
      return context.json(results, results.every(({ isValid }) => isValid) ? 200 : 400);
    });
  }
  return routes;
}

/** As the API answers it, its secrets masked. */
export function maskedResource({ resource }: DemoProvider): object {
  const fields = resource.fields.map((field) => {
    const isSecret = field.privacy === 'password' || field.privacy === 'apiKey';
    return isSecret && field.value !== '' ? { ...field, value: '********' } : field;
  });
  return { ...resource, fields };
}

/** What its own test finds. */
export function testResult({ resource: { id }, failure }: DemoProvider) {
  const failures = failure === undefined ? [] : [{ isWarning: false, ...failure, severity: 'error' }];
  return { id, isValid: failure === undefined, validationFailures: failures };
}
