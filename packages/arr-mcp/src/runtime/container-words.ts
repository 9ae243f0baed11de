import type { ContainerState, HealthCheck, Port } from './container.ts';

const states: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  configured: 'created',
  initialized: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  stopping: 'stopping',
  exited: 'exited',
  stopped: 'exited',
  removing: 'removing',
  dead: 'dead',
};

/** Both engines' words for a state. */
export function toState(word: string): ContainerState {
  return Object.hasOwn(states, word.toLowerCase()) ? (states[word.toLowerCase()] ?? 'unknown') : 'unknown';
}

/** `healthy`, `unhealthy`, `starting`; undefined for `none`, an empty word and anything else. */
export function toHealth(word: string | undefined): HealthCheck | undefined {
  return word === 'healthy' || word === 'unhealthy' || word === 'starting' ? word : undefined;
}

const allAddresses: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/** A port as both engines' answers have it, with the host's side only when it is published. */
export function toPort(containerPort: number, protocol: string, host?: { ip?: string; port?: number }): Port {
  if (host?.port === undefined || host.port === 0) return { containerPort, protocol };
  const hostIp = host.ip ?? '';
  return { containerPort, protocol, hostPort: host.port, ...(allAddresses.has(hostIp) ? {} : { hostIp }) };
}

/** Ports sorted, each once: Docker lists one for IPv4 and one for IPv6, and published ones are exposed as well. */
export function sortPorts(ports: Port[]): Port[] {
  if (ports.length < 2) return ports;
  const published = new Set(ports.filter((port) => port.hostPort !== undefined).map(exposedKey));
  const kept = ports.filter((port) => port.hostPort !== undefined || !published.has(exposedKey(port)));
  const unique = new Map(kept.map((port) => [`${exposedKey(port)} ${port.hostPort} ${port.hostIp}`, port]));
  return [...unique.values()].sort(
    (a, b) => a.containerPort - b.containerPort || (a.hostPort ?? 0) - (b.hostPort ?? 0),
  );
}

function exposedKey(port: Port): string {
  return `${port.containerPort}/${port.protocol}`;
}
