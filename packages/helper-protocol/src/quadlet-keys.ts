import type { QuadletKind } from './names.ts';

const list = (keys: string): readonly string[] => keys.trim().split(/\s+/);

// podman-systemd.unit(5) up to Podman 5.8; the generator on the host decides which of them it knows.
const common = 'ContainersConfModule GlobalArgs PodmanArgs ServiceName';
const identity = 'GIDMap SubGIDMap SubUIDMap UIDMap UserNS RemapGid RemapUid RemapUidSize RemapUsers';
const network = 'AddHost DNS DNSOption DNSSearch IP IP6 Network NetworkAlias PublishPort';

/** The section of each kind's own settings. */
export const quadletSection: Readonly<Record<QuadletKind, string>> = {
  container: 'Container',
  network: 'Network',
  volume: 'Volume',
  pod: 'Pod',
  image: 'Image',
  build: 'Build',
  kube: 'Kube',
};

/** The keys that Quadlet itself reads, by kind. */
export const quadletKeys: Readonly<Record<QuadletKind, ReadonlySet<string>>> = {
  container: new Set(
    list(`${common} ${identity} ${network} AddCapability AddDevice Annotation AppArmor AutoUpdate CgroupsMode
      ContainerName DropCapability Entrypoint Environment EnvironmentFile EnvironmentHost Exec ExposeHostPort Group
      GroupAdd HealthCmd HealthInterval HealthLogDestination HealthMaxLogCount HealthMaxLogSize HealthOnFailure
      HealthRetries HealthStartPeriod HealthStartupCmd HealthStartupInterval HealthStartupRetries
      HealthStartupSuccess HealthStartupTimeout HealthTimeout HostName HttpProxy Image Label LogDriver LogOpt Mask
      Memory Mount NoNewPrivileges Notify PidsLimit Pod Pull ReadOnly ReadOnlyTmpfs ReloadCmd ReloadSignal Retry
      RetryDelay Rootfs RunInit SeccompProfile Secret SecurityLabelDisable SecurityLabelFileType SecurityLabelLevel
      SecurityLabelNested SecurityLabelType ShmSize StartWithPod StopSignal StopTimeout Sysctl Timezone Tmpfs Ulimit
      Unmask User VolatileTmp Volume WorkingDir`),
  ),
  network: new Set(
    list(`${common} DisableDNS DNS Driver Gateway InterfaceName Internal IPAMDriver IPRange IPv6 Label
      NetworkDeleteOnStop NetworkName Options Subnet`),
  ),
  volume: new Set(list(`${common} Copy Device Driver Group GID Image Label Options Type UID User VolumeName`)),
  pod: new Set(list(`${common} ${identity} ${network} ExitPolicy HostName Label PodName ShmSize StopTimeout Volume`)),
  image: new Set(
    list(`${common} AllTags Arch AuthFile CertDir Creds DecryptionKey Image ImageTag OS Policy Retry RetryDelay
      TLSVerify Variant`),
  ),
  build: new Set(
    list(`${common} Annotation Arch AuthFile BuildArg DNS DNSOption DNSSearch Environment File ForceRM GroupAdd
      IgnoreFile ImageTag Label Network Pull Retry RetryDelay Secret SetWorkingDirectory Target TLSVerify Variant
      Volume`),
  ),
  kube: new Set(
    list(`${common} AutoUpdate ConfigMap ExitCodePropagation KubeDownForce LogDriver LogOpt Network PublishPort
      SetWorkingDirectory UserNS Yaml RemapGid RemapUid RemapUidSize RemapUsers`),
  ),
};

/** The `[Service] Type=` values that Quadlet accepts. */
export const quadletServiceTypes: Readonly<Record<QuadletKind, readonly string[]>> = {
  container: ['notify', 'oneshot'],
  kube: ['notify', 'oneshot'],
  pod: ['forking'],
  network: ['oneshot'],
  volume: ['oneshot'],
  image: ['oneshot'],
  build: ['oneshot'],
};

/** Keys of the sections that systemd reads which neither run a command nor change what the service may reach. */
export const systemdKeys: Readonly<Record<string, ReadonlySet<string>>> = {
  Unit: new Set(
    list(`Description Documentation Wants Requires Requisite BindsTo PartOf Upholds Conflicts Before After OnFailure
      OnSuccess PropagatesReloadTo ReloadPropagatedFrom PropagatesStopTo StopPropagatedFrom RequiresMountsFor
      WantsMountsFor OnFailureJobMode OnSuccessJobMode IgnoreOnIsolate StopWhenUnneeded RefuseManualStart
      RefuseManualStop AllowIsolate DefaultDependencies SurviveFinalKillSignal CollectMode JobTimeoutSec
      JobRunningTimeoutSec StartLimitIntervalSec StartLimitInterval StartLimitBurst`),
  ),
  Service: new Set(
    list(`Type RemainAfterExit Restart RestartSec RestartSteps RestartMaxDelaySec RestartMode RestartPreventExitStatus
      RestartForceExitStatus SuccessExitStatus TimeoutSec TimeoutStartSec TimeoutStopSec TimeoutAbortSec
      TimeoutStartFailureMode TimeoutStopFailureMode RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec Slice Nice
      OOMScoreAdjust OOMPolicy KillMode KillSignal RestartKillSignal FinalKillSignal SendSIGHUP SendSIGKILL
      CPUAccounting CPUWeight StartupCPUWeight CPUQuota CPUQuotaPeriodSec CPUAffinity CPUSchedulingPolicy
      CPUSchedulingPriority AllowedCPUs AllowedMemoryNodes MemoryAccounting MemoryMin MemoryLow MemoryHigh MemoryMax
      MemorySwapMax MemoryZSwapMax TasksAccounting TasksMax IOAccounting IOWeight StartupIOWeight IOSchedulingClass
      IOSchedulingPriority LimitCPU LimitFSIZE LimitDATA LimitSTACK LimitCORE LimitRSS LimitNOFILE LimitAS
      LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING LimitMSGQUEUE LimitNICE LimitRTPRIO LimitRTTIME
      SyslogIdentifier SyslogFacility SyslogLevel SyslogLevelPrefix LogLevelMax LogRateLimitIntervalSec
      LogRateLimitBurst TimerSlackNSec StandardOutput StandardError`),
  ),
  Install: new Set(list('WantedBy RequiredBy UpheldBy Alias DefaultInstance')),
  Quadlet: new Set(list('DefaultDependencies')),
};

/** `[Service] Environment=` that stand for a word which `Exec=` cannot hold: a lone `;`, and an empty one. */
export const standIns: ReadonlySet<string> = new Set([
  'ARR_SEMICOLON=;',
  '"ARR_SEMICOLON=;"',
  'ARR_EMPTY=',
  '"ARR_EMPTY="',
]);

/** `[Unit]` keys that come in families, such as `ConditionPathExists=`. */
export const unitKeyFamily = /^(?:Condition|Assert)[A-Z][A-Za-z]+$/;

/** `[Unit]` and `[Install]` keys whose value names other units. */
export const unitReferenceKeys: ReadonlySet<string> = new Set(
  list(`Wants Requires Requisite BindsTo PartOf Upholds Conflicts OnFailure OnSuccess PropagatesReloadTo
    ReloadPropagatedFrom PropagatesStopTo StopPropagatedFrom WantedBy RequiredBy UpheldBy`),
);

/** Keys whose value Quadlet splits into words, each its own argument. */
export const wordKeys: ReadonlySet<string> = new Set(
  list(`AddCapability AddDevice Annotation BuildArg DropCapability Environment EnvironmentFile Exec GIDMap GlobalArgs
    Label LogOpt Mask Options PodmanArgs Secret Sysctl UIDMap Unmask`),
);
