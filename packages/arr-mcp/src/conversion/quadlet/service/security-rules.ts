import { containerName, serviceUnit } from '../project.ts';
import type { ServiceTarget } from '../project.ts';
import { referencedService } from '../relations.ts';
import { checkExternalName } from '../names.ts';
import { InexpressibleError } from '../write-value.ts';
import { networkKind } from './network-kind.ts';
import type { ServiceRules } from './service-rule.ts';

const capabilities = new Set(
  `ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH
  FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE
  NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE
  SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM`.split(/\s+/),
);

const labelKeys: Readonly<Record<string, string>> = {
  type: 'SecurityLabelType',
  level: 'SecurityLabelLevel',
  filetype: 'SecurityLabelFileType',
};

/** What confines a container, and what it shares with others. */
export const securityRules = {
  cap_add: (names, target) => addCapabilities(names, 'AddCapability', target),
  cap_drop: (names, target) => addCapabilities(names, 'DropCapability', target),
  privileged: (isOn, { unit, report }) => {
    if (!isOn) return;
    unit.addArgument('--privileged');
    report.warn('privileged', 'policy', 'the helper refuses it by default: give the capabilities that are needed');
  },
  security_opt: (options, target) => {
    for (const option of options) addSecurityOption(option, target);
  },
  userns_mode: (mode, target) => {
    const { unit, report } = target;
    if (!/^(?:host|private|nomap|auto|keep-id)(?::[\w=,:@-]+)?$/.test(mode)) {
      throw new InexpressibleError(`${JSON.stringify(mode)} is no mode such as keep-id`);
    }
    if (networkKind(target) !== 'pod') return unit.add('UserNS', mode);
    report.error('userns_mode', 'unsupported', 'the containers of a pod share it: convert without a pod');
  },
  cgroup: (mode, { unit }) => {
    if (mode === 'host') unit.addArgument('--cgroupns', 'host');
    else if (mode !== 'private') throw new InexpressibleError(`${JSON.stringify(mode)}: host or private`);
  },
  cgroup_parent: (parent, { unit, report }) => {
    if (/^[a-zA-Z0-9_-]+\.slice$/.test(parent)) {
      unit.addSystemd('Service', 'Slice', parent);
      report.info('cgroup_parent', 'approximated', `the unit runs in the slice ${parent} of the account`);
    } else {
      report.warn('cgroup_parent', 'unsupported', 'Quadlet decides on the control group: name a .slice instead');
    }
  },
  ipc: (mode, target) => shareNamespace('ipc', mode, target),
  pid: (mode, target) => shareNamespace('pid', mode, target),
  uts: (mode, { unit }) => {
    if (mode === 'host') unit.addArgument('--uts', 'host');
    else if (mode !== 'private') throw new InexpressibleError(`${JSON.stringify(mode)}: only host is known`);
  },
} satisfies Partial<ServiceRules>;

function addCapabilities(names: readonly string[], key: string, { unit }: ServiceTarget): void {
  for (const name of names) {
    if (!capabilities.has(name.toUpperCase().replace(/^CAP_/, ''))) {
      throw new InexpressibleError(`${JSON.stringify(name)} is no capability`);
    }
    unit.add(key, name);
  }
}

function shareNamespace(flag: 'ipc' | 'pid', mode: string, { unit, project }: ServiceTarget): void {
  const owner = referencedService(project.model, mode);
  if (owner !== undefined) {
    unit.addArgument(`--${flag}`, `container:${containerName(project, owner)}`);
    for (const key of ['BindsTo', 'PartOf', 'After']) unit.addSystemd('Unit', key, serviceUnit(project, owner));
    return;
  }
  const isKnown = flag === 'pid' ? mode === 'host' : /^(?:host|private|shareable|none)$/.test(mode);
  if (isKnown) return unit.addArgument(`--${flag}`, mode);
  if (!mode.startsWith('container:')) throw new InexpressibleError(`${JSON.stringify(mode)} is no ${flag} mode`);
  unit.addArgument(`--${flag}`, `container:${checkExternalName(mode.slice('container:'.length))}`);
}

function addSecurityOption(option: string, target: ServiceTarget): void {
  const { unit, report } = target;
  const [, name = option, value = ''] = /^([a-z-]+)[:=](.*)$/s.exec(option) ?? [];
  if (name === 'no-new-privileges' && /^(?:|true|false)$/.test(value)) {
    if (value !== 'false') unit.add('NoNewPrivileges', 'true');
  } else if (name === 'seccomp' && (value === 'unconfined' || value.startsWith('/'))) {
    unit.add('SeccompProfile', value);
  } else if (name === 'seccomp' && value !== '') {
    report.error('security_opt', 'unsupported', `name the profile ${JSON.stringify(value)} by its absolute path`);
  } else if (name === 'label') {
    addLabelOption(value, target);
  } else if (name === 'apparmor' && value !== '') {
    unit.addArgument('--security-opt', `apparmor=${value}`);
  } else if (name === 'systempaths' && value === 'unconfined') {
    unit.add('Unmask', 'ALL');
  } else if ((name === 'mask' || name === 'unmask') && value !== '') {
    unit.add(name === 'mask' ? 'Mask' : 'Unmask', value);
  } else {
    report.error(
      'security_opt',
      'unsupported',
      `${JSON.stringify(option)} is not known: remove it if it is not needed`,
    );
  }
}

function addLabelOption(label: string, { unit, report }: ServiceTarget): void {
  const [, kind = label, value = ''] = /^([a-z]+):(.*)$/s.exec(label) ?? [];
  const key = labelKeys[kind];
  if (label === 'disable') unit.add('SecurityLabelDisable', 'true');
  else if (label === 'nested') unit.add('SecurityLabelNested', 'true');
  else if (key !== undefined) unit.add(key, value);
  else if (kind === 'user' || kind === 'role') unit.addArgument('--security-opt', `label=${label}`);
  else report.error('security_opt', 'unsupported', `label ${JSON.stringify(label)} is not known: remove it`);
}
