import type { ServiceInstance } from '../../services/service-instance.ts';
import type { FoundService } from './found-service.ts';

/** Something about a service's set-up that keeps it from being reached or asked. */
export interface SetUpProblem {
  readonly problem: string;
  readonly next: string;
}

/** What a service's container, file and settings say against each other. */
export function checkSetUp(found: FoundService, known: ServiceInstance | undefined): SetUpProblem[] {
  return [
    checkContainer(found, known),
    checkFile(found),
    checkKey(found),
    checkBindAddress(found),
    checkBase(found, known),
    checkStranger(found),
  ].filter((each) => each !== undefined);
}

function checkContainer({ container }: FoundService, known: ServiceInstance | undefined): SetUpProblem | undefined {
  if (container === undefined) return undefined;
  const { name, state, port, usesHostNetwork } = container;
  if (state !== 'running') {
    return { problem: `its container ${name} is ${state}`, next: `container_logs ${name}, then container_start.` };
  }
  // Behind a VPN's container, or on a network that arr-mcp shares, an address that somebody set needs no port.
  const isSet = known?.urlSource === 'environment' || known?.urlSource === 'store';
  if (port !== undefined || usesHostNetwork || isSet) return undefined;
  return {
    problem: `its container ${name} publishes no port`,
    next: 'Publish it in the compose file, or let arr-mcp run in its network.',
  };
}

function checkFile({ config }: FoundService): SetUpProblem | undefined {
  if (config?.problem === undefined) return undefined;
  const next =
    config.state === 'not parseable'
      ? 'Put a backup of the file back while the service is stopped.'
      : 'Its owner must be the user that arr-mcp runs as.';
  return { problem: config.problem, next };
}

const withKey: ReadonlySet<string> = new Set(['sonarr', 'radarr', 'lidarr', 'prowlarr', 'readarr', 'sabnzbd']);

function checkKey({ service, config }: FoundService): SetUpProblem | undefined {
  if (!withKey.has(service) || config?.config === undefined) return undefined;
  if (Object.keys(config.config.credential).length > 0) return undefined;
  return {
    problem: 'its configuration file holds no API key',
    next: 'The service makes one when it is started again.',
  };
}

function checkBindAddress({ service, container, config }: FoundService): SetUpProblem | undefined {
  const address = config?.config?.bindAddress?.toLowerCase() ?? '';
  const isLoopback = address === 'localhost' || address.startsWith('127.') || address === '::1';
  if (!isLoopback || container === undefined || container.usesHostNetwork) return undefined;
  const isArr = config?.path.endsWith('/config.xml') === true;
  return {
    problem: `it listens on ${address} inside its container, where nobody else reaches it`,
    next: isArr ? `service_fix ${service} config_key BindAddress *` : 'Set its address to * in its configuration file.',
  };
}

function checkStranger({ strangerAt }: FoundService): SetUpProblem | undefined {
  if (strangerAt === undefined) return undefined;
  const next =
    'It may have a URL base, refuse the host name, or another program has its port; setting its address wins.';
  return { problem: `something else answers at ${strangerAt}`, next };
}

// SABnzbd answers at its root as well, whatever its base.
function checkBase({ service, config }: FoundService, known: ServiceInstance | undefined): SetUpProblem | undefined {
  if (config?.config === undefined || known?.url === undefined || service === 'sabnzbd') return undefined;
  const base = config.config.urlBase ?? '';
  const { pathname } = new URL(known.url);
  const path = pathname === '/' ? '' : pathname;
  if (path === base) return undefined;
  return {
    problem: `its URL base is ${base || 'empty'}, that of the address arr-mcp uses is ${path || 'empty'}`,
    next: 'Let both be the same: the setting of the address, or service_fix config_key UrlBase.',
  };
}
