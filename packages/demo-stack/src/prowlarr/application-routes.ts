import { Hono } from 'hono';

import type { DemoField, DemoProvider } from '../arr/demo-providers.ts';
import type { Resource } from '../arr/arr-state.ts';
import { maskedResource, testResult } from '../arr/provider-routes.ts';

/** The apps that Prowlarr hands its indexers to: two that answer, one that has lost its key. */
export function demoApplications(): DemoProvider[] {
  return [
    application(1, 'Sonarr', 8989),
    application(2, 'Radarr', 7878),
    {
      ...application(3, 'Lidarr', 8686),
      failure: { propertyName: 'ApiKey', errorMessage: 'API Key is invalid' },
    },
  ];
}

/** What is set up, and the test of all. */
export function applicationRoutes(applications: readonly DemoProvider[] = demoApplications()): Hono {
  const routes = new Hono();
  routes.get('/applications', (context) => context.json(applications.map(maskedResource)));
  routes.post('/applications/testall', (context) => {
    const results = applications.map(testResult);
    return context.json(results, results.every(({ isValid }) => isValid) ? 200 : 400);
  });
  return routes;
}

function application(id: number, name: string, port: number): DemoProvider {
  return {
    isEnabled: true,
    resource: {
      id,
      name,
      syncLevel: 'fullSync',
      implementationName: name,
      implementation: name,
      configContract: `${name}Settings`,
      infoLink: `https://wiki.servarr.com/prowlarr/supported#${name.toLowerCase()}`,
      tags: [],
      fields: [
        field('prowlarrUrl', 'http://prowlarr:9696'),
        field('baseUrl', `http://${name.toLowerCase()}:${port}`),
        field('apiKey', 'demo-application-key', 'apiKey'),
      ],
    },
  };
}

function field(name: string, value: string, privacy: DemoField['privacy'] = 'normal'): DemoField & Resource {
  return { order: 0, name, label: name, value, type: 'textbox', advanced: false, privacy, isFloat: false };
}
