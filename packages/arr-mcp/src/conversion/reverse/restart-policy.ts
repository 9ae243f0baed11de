import type { OutputService } from './compose-output.ts';
import type { Place } from './rule.ts';
import { toDuration } from './time-span.ts';

type Service = Place<OutputService>;

/** What `Restart=` and the keys about its limits become. */
export function addRestart(place: Service): void {
  const { draft, at, values } = place;
  const restart = values('Service', 'Restart').at(-1) ?? 'no';
  if (restart === 'no') return tellWithoutRestart(place);
  if (/^on-(?:success|abnormal|watchdog|abort)$/.test(restart)) {
    at('Service', 'Restart').approximated(
      `compose knows no ${restart}; it restarts ${restart === 'on-success' ? 'always' : 'on failure'}`,
    );
  }
  const isAlways = restart === 'always' || restart === 'on-success';
  const { attempts, delay, window, isUsual } = readLimits(place);
  const count = attempts === undefined || !isUsual ? '' : `:${attempts}`;
  draft.restart = isAlways ? 'unless-stopped' : `on-failure${count}`;
  if (isAlways ? isUsual && attempts === undefined : isUsual) return;
  draft.deploy = {
    restart_policy: {
      condition: isAlways ? 'any' : 'on-failure',
      ...(delay === undefined ? {} : { delay: toDuration(delay) }),
      ...(attempts === undefined ? {} : { max_attempts: attempts }),
      ...(window === undefined ? {} : { window: toDuration(window) }),
    },
  };
  at('Service', 'Restart').changed(
    'delays and limits stand under deploy.restart_policy, which not every compose reads',
  );
}

interface Limits {
  readonly attempts: number | undefined;
  readonly delay: string | undefined;
  readonly window: string | undefined;
  /** `restart:` alone says it all: these are what the conversion from compose writes, or systemd's own */
  readonly isUsual: boolean;
}

function readLimits({ values }: Service): Limits {
  const [delay, steps] = [values('Service', 'RestartSec').at(-1), values('Service', 'RestartSteps').at(-1)];
  const interval = values('Unit', 'StartLimitIntervalSec').at(-1) ?? values('Unit', 'StartLimitInterval').at(-1);
  const burst = values('Unit', 'StartLimitBurst').at(-1);
  const isLimited = interval !== '0' && burst !== undefined && /^\d+$/.test(burst);
  const attempts = isLimited ? Math.max(0, Number(burst) - 1) : undefined;
  const window = isLimited && interval !== undefined && interval !== '600' ? interval : undefined;
  // A delay that does not grow is one that somebody chose, but for the second of a limited number of tries.
  const ownDelay = steps !== undefined || (isLimited && delay === '1') ? undefined : delay;
  return { attempts, delay: ownDelay, window, isUsual: ownDelay === undefined && window === undefined };
}

function tellWithoutRestart({ at, values }: Service): void {
  for (const key of ['RestartSec', 'RestartSteps', 'RestartMaxDelaySec']) {
    if (values('Service', key).length > 0) at('Service', key).dropped('without Restart= it has no effect', 'info');
  }
  for (const key of ['StartLimitBurst', 'StartLimitInterval', 'StartLimitIntervalSec']) {
    if (values('Unit', key).length > 0) at('Unit', key).dropped('without Restart= there is nothing to limit', 'info');
  }
}
