import type { BlkioConfig, BlkioLimit } from '../../compose/service-parts.ts';
import { type ServiceTarget, sortedEntries } from '../project.ts';
import { type Rules, applyRules, unsupported } from '../rule.ts';
import { InexpressibleError } from '../write-value.ts';
import type { ServiceRules } from './service-rule.ts';

const blkioRules: Rules<BlkioConfig, ServiceTarget> = {
  weight: (weight, { unit }) => unit.addArgument('--blkio-weight', checkNumber(weight)),
  weight_device: (devices, { unit }) => {
    for (const { path, weight } of devices) {
      unit.addArgument('--blkio-weight-device', `${checkDevice(path)}:${checkNumber(weight)}`);
    }
  },
  device_read_bps: limitRule('--device-read-bps'),
  device_write_bps: limitRule('--device-write-bps'),
  device_read_iops: limitRule('--device-read-iops'),
  device_write_iops: limitRule('--device-write-iops'),
};

const windowsOnly = 'it is for Windows only: use cpus';
const versionOne = 'it is for version 1 of the control groups only: remove it';

/** What a container may use of the host. Limits of `deploy` win over the older keys. */
export const resourceRules = {
  blkio_config: (config, target) => {
    applyRules(blkioRules, { thing: config, prefix: 'blkio_config.' }, target);
    target.report.info('blkio_config', 'needs-host-setup', 'the io controller must be delegated to the account');
  },
  cpus: (cpus, { service, unit, report }) => {
    const other = service.deploy?.resources?.limits?.cpus;
    if (other === undefined) return unit.addArgument('--cpus', checkDecimal(cpus));
    if (Number(other) !== Number(cpus)) report.error('cpus', 'invalid', `deploy says ${other}: keep one of them`);
  },
  cpu_period: (period, { service, unit, report }) => {
    if (!hasCpus(service)) unit.addArgument('--cpu-period', checkNumber(period));
    else report.error('cpu_period', 'invalid', 'Podman takes either cpus or cpu_period: remove one');
  },
  cpu_quota: (quota, { service, unit, report }) => {
    if (!hasCpus(service)) unit.addArgument('--cpu-quota', checkNumber(quota));
    else report.error('cpu_quota', 'invalid', 'Podman takes either cpus or cpu_quota: remove one');
  },
  cpu_shares: (shares, { unit }) => unit.addArgument('--cpu-shares', checkNumber(shares)),
  cpuset: (set, { unit, report }) => {
    if (!/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(set)) throw new InexpressibleError(`${JSON.stringify(set)} as CPUs`);
    unit.addArgument('--cpuset-cpus', set);
    report.info('cpuset', 'needs-host-setup', 'the cpuset controller must be delegated to the account');
  },
  cpu_count: unsupported('warning', 'cpu_count', windowsOnly),
  cpu_percent: unsupported('warning', 'cpu_percent', windowsOnly),
  cpu_rt_period: unsupported('warning', 'cpu_rt_period', versionOne),
  cpu_rt_runtime: unsupported('warning', 'cpu_rt_runtime', versionOne),
  mem_limit: (bytes, { service, unit, report }) => {
    const other = service.deploy?.resources?.limits?.memory;
    if (other === undefined) return unit.addArgument('--memory', String(bytes));
    if (other !== bytes) report.error('mem_limit', 'invalid', `deploy says ${other} bytes: keep one of them`);
  },
  mem_reservation: (bytes, { service, unit, report }) => {
    const other = service.deploy?.resources?.reservations?.memory;
    if (other === undefined) return unit.addArgument('--memory-reservation', String(bytes));
    if (other !== bytes) report.error('mem_reservation', 'invalid', `deploy says ${other} bytes: keep one of them`);
  },
  memswap_limit: (bytes, { service, unit, report }) => {
    if (service.mem_limit === undefined && service.deploy?.resources?.limits?.memory === undefined) {
      return report.error('memswap_limit', 'invalid', 'it needs a mem_limit: set one');
    }
    unit.addArgument('--memory-swap', String(bytes));
  },
  mem_swappiness: unsupported('warning', 'mem_swappiness', versionOne),
  oom_kill_disable: (isOn, { report }) => {
    if (isOn) report.warn('oom_kill_disable', 'unsupported', versionOne);
  },
  oom_score_adj: (score, { unit, report }) => {
    if (Number(checkNumber(score)) >= 0) return unit.addArgument('--oom-score-adj', score);
    report.warn('oom_score_adj', 'unsupported', 'an account without the rights of root cannot go below its own value');
  },
  pids_limit: (limit, { service, unit, report }) => {
    const other = service.deploy?.resources?.limits?.pids;
    if (other === undefined) return unit.add('PidsLimit', checkNumber(limit));
    if (Number(other) !== Number(limit))
      report.error('pids_limit', 'invalid', `deploy says ${other}: keep one of them`);
  },
  shm_size: (bytes, { service, unit, report }) => {
    if (service.ipc === undefined || /^(?:private|shareable)$/.test(service.ipc)) unit.add('ShmSize', String(bytes));
    else report.warn('shm_size', 'dropped-option', `with ipc ${service.ipc} the size is that of the other: remove it`);
  },
  storage_opt: (options, { unit, report }) => {
    for (const [name, value] of sortedEntries(options)) unit.addArgument('--storage-opt', `${name}=${value}`);
    report.info('storage_opt', 'needs-host-setup', 'only some storage drivers of Podman know it');
  },
  ulimits: (limits, { unit, report }) => {
    for (const [name, { soft, hard }] of Object.entries(limits).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (!/^[a-z]+$/.test(name)) throw new InexpressibleError(`${JSON.stringify(name)} is no limit`);
      const value = soft === hard ? checkNumber(soft) : `${checkNumber(soft)}:${checkNumber(hard)}`;
      unit.add('Ulimit', `${name}=${value}`);
    }
    report.info(
      'ulimits',
      'needs-host-setup',
      "a limit above the account's own hard limit keeps the container from starting",
    );
  },
} satisfies Partial<ServiceRules>;

function hasCpus({ cpus, deploy }: ServiceTarget['service']): boolean {
  return (cpus ?? deploy?.resources?.limits?.cpus) !== undefined;
}

function limitRule(flag: string): Rules<BlkioConfig, ServiceTarget>['device_read_bps'] {
  return (limits: readonly BlkioLimit[], { unit }: ServiceTarget) => {
    for (const { path, rate } of limits) {
      if (!/^\d+(?:[bkmg]b?)?$/i.test(rate)) throw new InexpressibleError(`${JSON.stringify(rate)} as a rate`);
      unit.addArgument(flag, `${checkDevice(path)}:${rate}`);
    }
  };
}

function checkDevice(path: string): string {
  if (!/^\/[^:\s]+$/.test(path)) throw new InexpressibleError(`${JSON.stringify(path)} is no path of a device`);
  return path;
}

export function checkNumber(text: string): string {
  if (!/^-?\d+$/.test(text)) throw new InexpressibleError(`${JSON.stringify(text)} is no whole number`);
  return text;
}

export function checkDecimal(text: string): string {
  if (!/^\d*\.?\d+$/.test(text)) throw new InexpressibleError(`${JSON.stringify(text)} is no number`);
  return text;
}
