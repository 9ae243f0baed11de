import type { OutputService } from './compose-output.ts';
import { type Place, type Rules, type Rule, several, single, understood, unsupported } from './rule.ts';
import { eachUnderstood, eachUnsupported, startLimitRule } from './systemd-rules.ts';

const limits = 'compose has no such limit of systemd; the limits of the container itself (mem_limit, cpus …) are kept';
const exits = 'compose looks at no exit codes but with restart: on-failure';
const logs = 'the log of a container is set with logging:';

/** `[Unit]` of a container. */
export const unitRules: Rules<OutputService> = {
  ...eachUnderstood(
    'After BindsTo PartOf Requires Requisite StartLimitBurst StartLimitInterval StartLimitIntervalSec Wants',
  ),
  ...eachUnsupported('Description Documentation', 'compose shows no descriptions: write it as a comment', 'info'),
  ...eachUnsupported('Upholds Conflicts Before OnFailure OnSuccess PropagatesReloadTo ReloadPropagatedFrom', noUnits()),
  ...eachUnsupported('PropagatesStopTo StopPropagatedFrom OnFailureJobMode OnSuccessJobMode CollectMode', noUnits()),
  ...eachUnsupported(
    'RequiresMountsFor WantsMountsFor',
    'compose does not wait for mounts of the host: mount it at boot',
  ),
  ...eachUnsupported('IgnoreOnIsolate StopWhenUnneeded RefuseManualStart RefuseManualStop AllowIsolate', noUnits()),
  ...eachUnsupported(
    'DefaultDependencies SurviveFinalKillSignal JobTimeoutSec JobRunningTimeoutSec',
    noUnits(),
    'info',
  ),
};

/** `[Service]` of a container. */
export const serviceRules: Rules<OutputService> = {
  ...eachUnderstood('Environment RemainAfterExit Restart RestartSec RestartSteps RestartMaxDelaySec Type'),
  EnvironmentFile: unsupported('compose reads the variables of .env beside its file: put them there'),
  ...eachUnsupported('RestartMode RestartPreventExitStatus RestartForceExitStatus SuccessExitStatus', exits),
  ...eachUnsupported('TimeoutSec TimeoutAbortSec TimeoutStartFailureMode TimeoutStopFailureMode', noUnits(), 'info'),
  ...eachUnsupported('RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec', 'compose ends no container after a time'),
  ...eachUnsupported('Nice OOMPolicy TimerSlackNSec CPUSchedulingPolicy CPUSchedulingPriority', limits),
  ...eachUnsupported('KillMode KillSignal RestartKillSignal FinalKillSignal SendSIGHUP SendSIGKILL', noUnits(), 'info'),
  ...eachUnsupported('CPUAccounting MemoryAccounting TasksAccounting IOAccounting', limits, 'info'),
  ...eachUnsupported('CPUWeight StartupCPUWeight CPUQuota CPUQuotaPeriodSec CPUAffinity AllowedCPUs', limits),
  ...eachUnsupported(
    'AllowedMemoryNodes MemoryMin MemoryLow MemoryHigh MemoryMax MemorySwapMax MemoryZSwapMax',
    limits,
  ),
  ...eachUnsupported('TasksMax IOWeight StartupIOWeight IOSchedulingClass IOSchedulingPriority OOMScoreAdjust', limits),
  ...eachUnsupported('LimitCPU LimitFSIZE LimitDATA LimitSTACK LimitCORE LimitRSS LimitNOFILE LimitAS', limits),
  ...eachUnsupported('LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING LimitMSGQUEUE LimitNICE', limits),
  ...eachUnsupported('LimitRTPRIO LimitRTTIME', limits),
  ...eachUnsupported('SyslogIdentifier SyslogFacility SyslogLevel SyslogLevelPrefix LogLevelMax', logs, 'info'),
  ...eachUnsupported('LogRateLimitIntervalSec LogRateLimitBurst StandardOutput StandardError', logs, 'info'),
  Slice: single((value, { draft, text, note }) => {
    draft.cgroup_parent = text(value);
    note.changed('the control group of the container is set with cgroup_parent');
  }),
  TimeoutStartSec: startLimitRule,
  TimeoutStopSec: single((value, { note, values }) => {
    const grace = Number(values('Container', 'StopTimeout').at(-1));
    if (Number(value) !== grace + 30)
      note.dropped('compose kills after stop_grace_period (10 s where it is not set)', 'info');
  }),
};

/** `[Install]` of a container. */
export const installRules: Rules<OutputService> = {
  Alias: unsupported('compose has no units, so no other names for them'),
  DefaultInstance: understood(),
  RequiredBy: several('words', tellWantedBy),
  UpheldBy: several('words', tellWantedBy),
  WantedBy: several('words', tellWantedBy),
};

/** `Condition…=` and `Assert…=`. */
export const conditionRule: Rule<unknown> = unsupported('compose starts services without conditions of the host');

function noUnits(): string {
  return 'compose has no units to do this with; depends_on and restart are what it knows';
}

const atBoot = /^(?:default|multi-user|graphical)\.target$/;

function tellWantedBy(units: readonly string[], { note, values }: Place<OutputService>): void {
  const others = units.filter((unit) => !atBoot.test(unit));
  if (others.length > 0) note.dropped(`compose starts nothing because of ${others.join(', ')}`);
  const restarts = values('Service', 'Restart').at(-1) ?? 'no';
  if (others.length < units.length && restarts !== 'always') {
    note.dropped('compose starts only services with restart: unless-stopped at boot; set it if that is wanted');
  }
}
