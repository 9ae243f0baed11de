import type { ContainerDetails, Port } from '../../runtime/container.ts';
import type { ServiceConfig } from '../../services/config-file/service-config.ts';

export interface Placed {
  readonly container: Pick<ContainerDetails, 'name' | 'ports' | 'networkMode' | 'networks' | 'compose'>;
  /** where the service listens unless its file says otherwise */
  readonly defaultPort: number;
  readonly config?: Pick<ServiceConfig, 'port' | 'urlBase' | 'usesTls'> | undefined;
  readonly viewpoint: Viewpoint;
}

/** Where arr-mcp looks from. */
export interface Viewpoint {
  /** whether it runs in a container itself */
  readonly inContainer: boolean;
  /** where it reaches the host that containers publish their ports on */
  readonly hostAddresses: readonly string[];
}

const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/** The published port that leads to a service in its container; undefined when none does. */
export function publishedPort({ container, defaultPort, config }: Placed): Port | undefined {
  const wanted = config?.port ?? defaultPort;
  const published = container.ports.filter((port) => port.protocol === 'tcp' && port.hostPort !== undefined);
  const [first, ...others] = published;
  return published.find((port) => port.containerPort === wanted) ?? (others.length === 0 ? first : undefined);
}

/** Addresses at which arr-mcp may reach the service of a container, the likeliest first. */
export function candidateUrls(placed: Placed): string[] {
  const { config, container, defaultPort, viewpoint } = placed;
  const port = config?.port ?? defaultPort;
  const published = publishedPort(placed);
  const onHost = container.networkMode === 'host' ? { hostPort: port, hostIp: '' } : published;
  const hosts = onHost === undefined ? [] : hostsOf(onHost, viewpoint).map((host) => `${host}:${onHost.hostPort}`);
  // In a network that both are in, a container has its own name, and an address for services that know no name.
  const isNamed = viewpoint.inContainer && container.networkMode !== 'host';
  const own = [container.name, container.compose?.service, ...container.networks.map(({ ip }) => ip)];
  const names = isNamed ? own.filter((name) => name !== undefined) : [];
  return withBases([...hosts, ...new Set(names.map((name) => `${name}:${port}`))], config);
}

/** The same for a service that runs on the host itself, by its configuration file. */
export function hostUrls(
  config: NonNullable<Placed['config']>,
  defaultPort: number,
  { hostAddresses }: Viewpoint,
): string[] {
  return withBases(
    hostAddresses.map((host) => `${host}:${config.port ?? defaultPort}`),
    config,
  );
}

function hostsOf({ hostIp = '' }: Pick<Port, 'hostIp'>, { inContainer, hostAddresses }: Viewpoint): readonly string[] {
  if (!everywhere.has(hostIp) && !inContainer) return [hostIp.includes(':') ? `[${hostIp}]` : hostIp];
  return hostAddresses;
}

function withBases(places: readonly string[], config: Placed['config']): string[] {
  const scheme = config?.usesTls === true ? 'https' : 'http';
  return places.map((place) => `${scheme}://${place}${config?.urlBase ?? ''}`);
}
