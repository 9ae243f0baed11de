import type { ServiceName } from '../../services/service-catalog.ts';

export interface Unnamed {
  /** what its container or folder is called */
  readonly name: string;
  /** at which arr-mcp's host reaches it */
  readonly port?: number | undefined;
}

/** An instance that the settings or the store know. */
export interface Configured {
  readonly instance: string;
  readonly url?: string;
}

const maxLength = 40;

/**
 * The instance that each found one of a service is: one that is set up, by name, by port or because there is no other,
 * or a new one. Each is given once; the first that is called like the service, or is alone, is the service's own.
 */
export function nameInstances(
  service: ServiceName,
  found: readonly Unnamed[],
  configured: readonly Configured[],
): string[] {
  const taken = new Set<string>();
  const names = found.map((each) => take(findConfigured(service, each, configured), taken));
  const [only, another] = configured.filter(({ instance }) => !taken.has(instance));
  const unnamed = found.filter((_each, index) => names[index] === undefined);
  return found.map(({ name }, index) => {
    const known = names[index];
    if (known !== undefined) return known;
    if (unnamed.length === 1 && only !== undefined && another === undefined) return only.instance;
    const isAlone = found.length === 1 && configured.length === 0;
    return newName(service, isAlone ? service : name, taken);
  });
}

function findConfigured(service: ServiceName, { name, port }: Unnamed, configured: readonly Configured[]) {
  const own = instanceName(service, name);
  const byName = configured.find(({ instance }) => instance === own);
  return (byName ?? configured.find(({ url }) => port !== undefined && portOf(url) === port))?.instance;
}

function take(instance: string | undefined, taken: Set<string>): string | undefined {
  if (instance === undefined || taken.has(instance)) return undefined;
  taken.add(instance);
  return instance;
}

function newName(service: ServiceName, name: string, taken: Set<string>): string {
  const wanted = instanceName(service, name);
  const free = [wanted, ...Array.from({ length: 50 }, (_none, index) => `${wanted}-${index + 2}`)];
  const found = free.find((each) => !taken.has(each)) ?? wanted;
  taken.add(found);
  return found;
}

/** `sonarr`, `Sonarr_4K` and `tv` of Sonarr → `sonarr`, `sonarr-4k`, `sonarr-tv` */
function instanceName(service: ServiceName, name: string): string {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const rest = words.filter((word) => word !== '' && word !== service);
  return [service, ...rest].join('-').slice(0, maxLength).replace(/-$/, '');
}

function portOf(url: string | undefined): number | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
