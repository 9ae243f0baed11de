import type { ComposeDevice, DeviceRequest } from '../../compose/service-parts.ts';
import type { ServiceTarget } from '../project.ts';
import { type Rules, applyRules, nothing } from '../rule.ts';
import { InexpressibleError } from '../write-value.ts';
import type { ServiceRules } from './service-rule.ts';

const deviceName = /^[\w.-]+\/[\w.-]+=[\w.:-]+$/;

interface RequestTarget extends ServiceTarget {
  readonly request: DeviceRequest;
  readonly attribute: string;
}

const requestRules: Rules<DeviceRequest, RequestTarget> = {
  driver: (driver, { attribute, report }) => {
    if (driver === 'nvidia' || driver === 'cdi') return;
    report.error(`${attribute}.driver`, 'unsupported', `Podman knows no driver ${JSON.stringify(driver)}: use cdi`);
  },
  count: (_count, target) => {
    if (target.request.device_ids === undefined) addCounted(target);
    else target.report.error(`${target.attribute}.count`, 'invalid', 'either count or device_ids: remove one');
  },
  device_ids: (ids, { request, unit }) => {
    for (const id of ids) unit.add('AddDevice', checkName(request.driver === 'cdi' ? id : `nvidia.com/gpu=${id}`));
  },
  // Podman has no such choice: a device is given as it is.
  capabilities: nothing,
  options: (_options, { attribute, report }) =>
    report.warn(`${attribute}.options`, 'dropped-option', 'CDI takes no options: remove them'),
};

/** Devices of the host, by path or by name. */
export const deviceRules = {
  devices: (devices, { unit, report }) => {
    for (const device of devices) unit.add('AddDevice', writeDevice(device));
    report.info(
      'devices',
      'needs-host-setup',
      'a device that is missing keeps the container from starting, and the account needs the right to use it ' +
        '(group_add: keep-groups keeps its groups)',
    );
  },
  gpus: (requests, target) => addDeviceRequests(requests, 'gpus', target),
  device_cgroup_rules: (_rules, { report }) =>
    report.error('device_cgroup_rules', 'unsupported', "Podman refuses it without root's rights: name the devices"),
} satisfies Partial<ServiceRules>;

/** Gives the devices that a driver has. */
export function addDeviceRequests(requests: readonly DeviceRequest[], attribute: string, target: ServiceTarget): void {
  for (const request of requests) {
    const of = { ...target, request, attribute };
    applyRules(requestRules, { thing: request, prefix: `${attribute}.` }, of);
    if (request.count === undefined && request.device_ids === undefined) addCounted(of);
  }
  target.report.info(attribute, 'approximated', 'the devices are named through CDI: run nvidia-ctk cdi generate once');
}

function addCounted({ request, unit, attribute, report }: RequestTarget): void {
  const count = request.count ?? 'all';
  if (request.driver === 'cdi') {
    report.error(`${attribute}.count`, 'invalid', 'cdi devices are named: use device_ids');
  } else if (count === 'all' || count === '-1') {
    unit.add('AddDevice', 'nvidia.com/gpu=all');
  } else if (/^\d{1,2}$/.test(count)) {
    for (let index = 0; index < Number(count); index += 1) unit.add('AddDevice', `nvidia.com/gpu=${index}`);
  } else {
    throw new InexpressibleError(`${JSON.stringify(count)} as a number of devices`);
  }
}

function writeDevice({ source, target, permissions }: ComposeDevice): string {
  if (target === undefined && permissions === undefined && deviceName.test(source)) return source;
  const parts = [source, target ?? (permissions === undefined ? undefined : source), permissions];
  const named = parts.filter((part) => part !== undefined);
  if (!source.startsWith('/') || named.some((part) => part === '' || part.includes(':'))) {
    throw new InexpressibleError(`${JSON.stringify(source)} is no path of a device`);
  }
  if (permissions !== undefined && !/^[rwm]+$/.test(permissions)) {
    throw new InexpressibleError(`${JSON.stringify(permissions)} are no rights such as rwm`);
  }
  return named.join(':');
}

function checkName(name: string): string {
  if (!deviceName.test(name)) throw new InexpressibleError(`${JSON.stringify(name)} is no name of a CDI device`);
  return name;
}
