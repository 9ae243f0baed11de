import type { HealthVerdict } from './container-health.ts';
import type { ServiceState } from './service-state.ts';

const idle = new Set<ServiceState['state']>(['finished', 'off']);

/** How a stack does, by its services. */
export function checkStack(services: readonly ServiceState[]): HealthVerdict {
  const expected = services.filter((service) => service.state !== 'off' && service.isLeftOver !== true);
  if (expected.length === 0) return checkNothingExpected(services);
  const bad = expected.filter(({ health }) => health !== 'healthy');
  if (bad.length > 0) return checkBad(expected, bad);
  const running = expected.filter(({ state }) => !idle.has(state)).length;
  // After `compose stop` of services that end with 0 everything looks done; a stack of jobs alone is rare.
  if (running === 0) return { health: 'down', reason: 'nothing runs; all services have ended with exit code 0' };
  return checkLeftOvers(services) ?? { health: 'healthy', reason: count(running, 'service runs', 'services run') };
}

function checkNothingExpected(services: readonly ServiceState[]): HealthVerdict {
  const leftOver = checkLeftOvers(services);
  if (leftOver !== undefined) return leftOver;
  return { health: 'unknown', reason: 'no service of it is switched on' };
}

function checkBad(expected: readonly ServiceState[], bad: readonly ServiceState[]): HealthVerdict {
  const reason = listReasons(bad);
  const up = expected.filter(
    ({ health, state }) => (health === 'healthy' || health === 'degraded') && !idle.has(state),
  );
  if (up.length > 0) return { health: 'degraded', reason };
  if (bad.length === expected.length && bad.every(({ state, unit }) => state === 'missing' && unit === undefined)) {
    return { health: 'down', reason: 'not started: no service of it has a container' };
  }
  if (bad.some(({ health }) => health === 'down')) {
    const isAlone = bad.length === 1;
    return { health: 'down', reason: isAlone ? reason : `nothing runs; ${reason}` };
  }
  return { health: 'unknown', reason };
}

function checkLeftOvers(services: readonly ServiceState[]): HealthVerdict | undefined {
  const running = services.filter((service) => service.isLeftOver === true && service.state === 'running');
  if (running.length === 0) return undefined;
  const names = running.map(({ name }) => name).join(', ');
  return { health: 'degraded', reason: `${names} still runs, but is not in the compose file any more` };
}

const maxReasons = 3;

function listReasons(bad: readonly ServiceState[]): string {
  const shown = bad.slice(0, maxReasons).map(({ name, reason }) => `${name}: ${reason}`);
  return [...shown, ...(bad.length > maxReasons ? [`and ${bad.length - maxReasons} more`] : [])].join('; ');
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
