import type { StandIn } from '@arr-mcp/demo-stack';

import type { ConnectionLimits } from '../services/connection/service-connection.ts';
import type { ServiceFetch } from '../services/connection/service-fetch.ts';
import type { Credential } from '../services/service-instance.ts';
import { type ServiceName, isServiceName } from '../services/service-catalog.ts';
import { ServiceRegistry } from '../services/service-registry.ts';
import { memoryTokens } from './memory-tokens.ts';

export interface FakeInstance {
  /** `sonarr`, or `sonarr-4k` */
  readonly instance: string;
  readonly standIn: StandIn;
  readonly credential: Credential;
}

/** A registry whose instances are stand-ins, each at `http://<instance>.test`. */
export function registryOf(
  instances: readonly FakeInstance[],
  limits: Partial<ConnectionLimits> = {},
): ServiceRegistry {
  return new ServiceRegistry({
    settings: instances.map(({ instance, credential }) => ({
      service: serviceName(instance),
      instance,
      source: 'environment',
      url: `http://${instance}.test`,
      credential,
    })),
    stored: () => [],
    fetch: fetchOf(instances),
    tokens: memoryTokens(),
    limits,
  });
}

/** Sends each request to the stand-in whose host it names, without a network. */
export function fetchOf(instances: readonly FakeInstance[]): ServiceFetch {
  return async (url, init) => {
    const found = instances.find(({ instance }) => new URL(url).host === `${instance}.test`);
    if (found === undefined)
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('not found'), { code: 'ENOTFOUND' }) });
    return found.standIn.fetch(new Request(url, init));
  };
}

function serviceName(instance: string): ServiceName {
  const [name = ''] = instance.split('-');
  if (!isServiceName(name)) throw new Error(`${instance} is of no known service`);
  return name;
}
