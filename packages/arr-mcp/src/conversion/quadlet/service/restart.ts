import type { ServiceTarget } from '../project.ts';
import type { SubjectReport } from '../rule.ts';

interface RestartPolicy {
  readonly restart: 'always' | 'on-failure' | 'no';
  /** tries before it is given up; undefined: never */
  readonly attempts?: number | undefined;
  /** milliseconds */
  readonly delay?: number | undefined;
  readonly window?: number | undefined;
}

// Milliseconds; long enough for the tries of a container that needs a minute to fail.
const defaultWindow = 600_000;

const always = new Set(['always', 'unless-stopped']);

/** Writes what restarts a container and whether it starts at boot. */
export function addRestart(target: ServiceTarget): void {
  const { unit, report, service, key } = target;
  const policy = readPolicy(target);
  if (policy === undefined) return;
  const { restart, attempts, delay, window } = policy;
  reportOverruled(restart, target);
  if (restart === 'no') {
    const text = `${key} has no restart policy: it is not started at boot, and not again when it ends`;
    return report.info('restart', 'policy', text);
  }
  // Docker never gives up, and waits longer each time; systemd by itself gives up within seconds.
  unit.addSystemd('Unit', 'StartLimitIntervalSec', attempts === undefined ? '0' : seconds(window ?? defaultWindow));
  if (attempts !== undefined) unit.addSystemd('Unit', 'StartLimitBurst', String(attempts + 1));
  unit.addSystemd('Service', 'Restart', restart);
  unit.addSystemd('Service', 'RestartSec', delay === undefined ? '1' : seconds(delay));
  if (attempts === undefined && delay === undefined) {
    unit.addSystemd('Service', 'RestartSteps', '8');
    unit.addSystemd('Service', 'RestartMaxDelaySec', '60');
  }
  if (restart === 'always') unit.addSystemd('Install', 'WantedBy', 'default.target');
  if (attempts !== undefined) {
    const attribute = service.deploy?.restart_policy === undefined ? 'restart' : 'deploy.restart_policy';
    report.info(attribute, 'approximated', `after ${attempts} restarts within the interval systemd gives up`);
  }
}

/** `deploy` wins over the older key, which may say something else. */
function reportOverruled(restart: RestartPolicy['restart'], { service, report }: ServiceTarget): void {
  if (service.restart === undefined || readRestart(service.restart, report)?.restart === restart) return;
  report.warn('restart', 'dropped-option', `deploy.restart_policy says ${restart}, which counts: keep one of them`);
}

/** Whether a unit with this policy may end and count as done, as `Type=oneshot` needs it. */
export function restartsAfterSuccess(target: ServiceTarget): boolean {
  return readPolicy(target)?.restart === 'always';
}

function readPolicy({ service, report }: ServiceTarget): RestartPolicy | undefined {
  const deploy = service.deploy?.restart_policy;
  if (deploy !== undefined) {
    const { condition = 'any', delay, max_attempts: attempts, window } = deploy;
    const restart = ({ none: 'no', 'on-failure': 'on-failure', any: 'always' } as const)[condition];
    // Compose reads 0 tries as any number of them, and a window of 0 as none that is set.
    if (restart !== undefined) return { restart, attempts: attempts || undefined, delay, window: window || undefined };
    report.error('deploy.restart_policy.condition', 'invalid', `${JSON.stringify(condition)}: none, on-failure or any`);
    return undefined;
  }
  return readRestart(service.restart, report);
}

function readRestart(restart = 'no', report: SubjectReport): RestartPolicy | undefined {
  if (always.has(restart)) return { restart: 'always' };
  if (restart === 'no' || restart === '') return { restart: 'no' };
  const [, attempts] = /^on-failure(?::(\d{1,6}))?$/.exec(restart) ?? ['', ''];
  if (attempts !== '') return { restart: 'on-failure', attempts: Number(attempts ?? 0) || undefined };
  report.error('restart', 'invalid', `${JSON.stringify(restart)} is no policy such as unless-stopped`);
  return undefined;
}

function seconds(milliseconds: number): string {
  return String(Math.max(0, milliseconds) / 1000);
}
