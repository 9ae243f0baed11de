import type { ArrClient, ProviderKind } from '../../services/arr/arr-client.ts';
import type { Provider, ProviderTest } from '../../services/arr/arr-schemas.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import type { ToolContext } from '../tool-context.ts';

/** One kind of what an *arr reaches out to. */
export interface ReachedKind {
  readonly kind: string;
  readonly list: () => Promise<Provider[]>;
  /** the service's own test of all of the kind, from where it stands */
  readonly test: () => Promise<ProviderTest[]>;
}

const arrNames = ['sonarr', 'radarr', 'lidarr'] as const;
const kinds: readonly ProviderKind[] = ['download client', 'indexer', 'notification'];

/**
 * What an instance reaches out to; nothing of one that is no *arr.
 * @throws AppError not_configured for one that lacks something
 */
export function reachedKinds(
  { services, signal }: Pick<ToolContext, 'services' | 'signal'>,
  { service, instance }: ServiceInstance,
): ReachedKind[] {
  if (service === 'prowlarr') {
    const client = services.client(service, instance, signal);
    const list = async (): Promise<Provider[]> => client.applications();
    return [...kindsOf(client), { kind: 'application', list, test: async () => client.testApplications() }];
  }
  const name = arrNames.find((each) => each === service);
  return name === undefined ? [] : kindsOf(services.client(name, instance, signal));
}

function kindsOf(client: ArrClient): ReachedKind[] {
  return kinds.map((kind) => ({
    kind,
    list: async () => client.providers(kind),
    test: async () => client.testProviders(kind),
  }));
}
