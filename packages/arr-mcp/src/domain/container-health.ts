import type { Container } from '../runtime/container.ts';

export type Health = 'healthy' | 'degraded' | 'down' | 'unknown';

/** A state in one word and, in half a sentence, why. */
export interface HealthVerdict {
  readonly health: Health;
  readonly reason: string;
}

export interface Expectation {
  /** `keeps_running`: a server; `ends`: a job that is done when it has ended with 0; absent: not known */
  readonly purpose?: 'keeps_running' | 'ends' | undefined;
  /** Unix milliseconds; without it a restart loop between two runs is not seen */
  readonly now?: number | undefined;
}

type Judge = (container: Container, expectation: Expectation) => HealthVerdict;

const judges: Readonly<Record<Container['state'], Judge>> = {
  running: checkRunning,
  exited: checkExited,
  paused: () => down('paused'),
  restarting: (container) => down(`keeps failing and is restarted (${describeExit(container.exitCode)})`),
  created: () => down('created, but never started'),
  stopping: () => down('stopping'),
  removing: () => down('being removed'),
  dead: () => down('dead: the runtime could not remove it'),
  unknown: () => ({ health: 'unknown', reason: 'in a state that is not known' }),
};

/** How a container does, by what the runtime tells of it and what it is there for. */
export function checkContainer(container: Container, expectation: Expectation = {}): HealthVerdict {
  return judges[container.state](container, expectation);
}

/** Whether a container has ended as a job does. */
export function isFinished({ state, exitCode }: Container): boolean {
  return state === 'exited' && exitCode === 0;
}

const loopRestarts = 3;
const loopWindowMs = 60_000;

function checkRunning(container: Container, { now }: Expectation): HealthVerdict {
  if (container.health === 'unhealthy') return degraded('running, but its health check fails');
  if (isLooping(container, now)) return degraded(`restarted ${container.restarts} times, last a moment ago`);
  if (container.health === 'starting') return degraded('starting: its health check has not passed yet');
  return { health: 'healthy', reason: container.health === 'healthy' ? 'running, health check passes' : 'running' };
}

/** Podman has no state between two runs: a container that dies at once is seen `running` every now and then. */
function isLooping({ restarts = 0, startedAt }: Container, now: number | undefined): boolean {
  if (now === undefined || startedAt === undefined) return false;
  return restarts >= loopRestarts && now - Date.parse(startedAt) < loopWindowMs;
}

function checkExited(container: Container, { purpose }: Expectation): HealthVerdict {
  const { exitCode, restarts = 0 } = container;
  if (isFinished(container)) {
    return purpose === 'ends' ? { health: 'healthy', reason: 'finished' } : down('stopped (exit code 0)');
  }
  // The same loop as above, seen between two runs.
  const isLoop = restarts >= loopRestarts && !isStopSignal(exitCode);
  return down(
    isLoop ? `keeps failing, restarted ${restarts} times (${describeExit(exitCode)})` : describeExit(exitCode),
  );
}

const signals: Readonly<Record<number, string>> = {
  130: 'stopped by SIGINT',
  137: 'killed by SIGKILL: a stop that took too long, or out of memory',
  143: 'stopped by SIGTERM',
};

function isStopSignal(exitCode: number | undefined): boolean {
  return exitCode !== undefined && Object.hasOwn(signals, exitCode);
}

function describeExit(exitCode: number | undefined): string {
  if (exitCode === undefined) return 'not running';
  return signals[exitCode] ?? (exitCode === 0 ? 'exit code 0' : `failed with exit code ${exitCode}`);
}

function down(reason: string): HealthVerdict {
  return { health: 'down', reason };
}

function degraded(reason: string): HealthVerdict {
  return { health: 'degraded', reason };
}
