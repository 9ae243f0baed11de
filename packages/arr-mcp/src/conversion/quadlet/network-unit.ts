import type { ComposeNetwork } from '../compose/compose-resources.ts';
import { eachText } from './each-text.ts';
import { checkObjectName } from './names.ts';
import { type Project, markerOf, sortedEntries } from './project.ts';
import { type Rules, SubjectReport, type Target, applyRules, nothing } from './rule.ts';
import { UnitDraft } from './unit-draft.ts';
import { InexpressibleError } from './write-value.ts';

interface NetworkTarget extends Target {
  readonly unit: UnitDraft;
  readonly network: ComposeNetwork;
}

type Ipam = NonNullable<ComposeNetwork['ipam']>;
type Pool = NonNullable<Ipam['config']>[number];

const bridgeOptions = new Set(
  `mtu vlan isolate mode metric no_default_route vrf com.docker.network.driver.mtu
  com.docker.network.bridge.name`.split(/\s+/),
);
const laneOptions = new Set(['parent', 'mode', 'mtu', 'metric', 'no_default_route', 'bclim']);
const address = /^[0-9a-f.:]+(?:\/\d{1,3})?$/i;
const addressRange = /^[0-9a-f.:]+(?:\/\d{1,3}|-[0-9a-f.:]+)?$/i;

const poolRules: Rules<Pool, NetworkTarget> = {
  subnet: (subnet, { unit }) => unit.add('Subnet', checkAddress(subnet, address)),
  gateway: (gateway, { unit }) => unit.add('Gateway', checkAddress(gateway, address)),
  ip_range: (range, { unit }) => unit.add('IPRange', checkAddress(range, addressRange)),
  aux_addresses: (_map, { report }) =>
    report.warn('ipam.config.aux_addresses', 'unsupported', 'Podman reserves no addresses: narrow the ip_range'),
};

const ipamRules: Rules<Ipam, NetworkTarget> = {
  driver: (driver, { unit, report }) => {
    if (driver === 'default' || driver === '') return;
    if (/^(?:host-local|dhcp|none)$/.test(driver)) unit.add('IPAMDriver', driver);
    else report.error('ipam.driver', 'unsupported', `Podman knows no ${JSON.stringify(driver)}: leave it out`);
  },
  config: (pools, target) => {
    for (const pool of pools) {
      if (pool.subnet === undefined && (pool.gateway !== undefined || pool.ip_range !== undefined)) {
        target.report.error('ipam.config', 'invalid', 'a gateway or range needs a subnet: add it');
      }
      applyRules(poolRules, { thing: pool, prefix: 'ipam.config.' }, target);
    }
  },
  options: (_options, { report }) => report.warn('ipam.options', 'unsupported', 'Podman knows none: remove them'),
};

const extensionRules: Readonly<Record<string, (value: unknown, target: NetworkTarget) => void>> = {
  'x-podman.disable_dns': (value, { unit }) => {
    if (value === true) unit.add('DisableDNS', 'true');
  },
  'x-podman.dns': (value, { unit }) => eachText(value, (server) => unit.add('DNS', checkAddress(server, address))),
  'x-podman.routes': (value, { unit }) => eachText(value, (route) => unit.addArgument('--route', route)),
};

/** One rule for each key of a network. */
const rules: Rules<ComposeNetwork, NetworkTarget> = {
  name: (name, { unit }) => unit.add('NetworkName', checkObjectName(name)),
  external: nothing,
  driver: (driver, { unit, report }) => {
    if (driver === 'bridge' || driver === '') return;
    if (driver === 'macvlan' || driver === 'ipvlan') {
      unit.add('Driver', driver);
      report.warn('driver', 'needs-host-setup', "without root's rights such a network does not reach the local one");
    } else {
      report.error('driver', 'unsupported', `Podman has no networks of kind ${JSON.stringify(driver)}: use bridge`);
    }
  },
  driver_opts: (options, { unit, network, report }) => {
    const known = network.driver === 'macvlan' || network.driver === 'ipvlan' ? laneOptions : bridgeOptions;
    for (const [name, value] of sortedEntries(options)) {
      if (known.has(name)) unit.add('Options', `${name}=${value}`);
      else report.warn(`driver_opts.${name}`, 'dropped-option', 'Podman refuses it: remove it');
    }
  },
  internal: (isOn, { unit }) => {
    if (isOn) unit.add('Internal', 'true');
  },
  enable_ipv4: (isOn, { report }) => {
    if (!isOn) report.warn('enable_ipv4', 'unsupported', 'Podman gives each network IPv4, unless its subnets are IPv6');
  },
  enable_ipv6: (isOn, { unit }) => {
    if (isOn) unit.add('IPv6', 'true');
  },
  attachable: (_isOn, { report }) =>
    report.info('attachable', 'dropped-option', 'any container may join a network of Podman'),
  ipam: (ipam, target) => applyRules(ipamRules, { thing: ipam, prefix: 'ipam.' }, target),
  labels: (labels, { unit }) => {
    for (const [name, value] of sortedEntries(labels)) unit.add('Label', `${name}=${value}`);
  },
  extensions: (extensions, target) => {
    for (const [key, value] of Object.entries(extensions)) {
      if (Object.hasOwn(extensionRules, key)) target.report.attempt(key, () => extensionRules[key]?.(value, target));
      else if (key.startsWith('x-podman')) target.report.warn(key, 'unsupported', 'it is not known here: remove it');
    }
  },
};

/** Writes the unit of a network; an external one has none. */
export function emitNetwork(key: string, network: ComposeNetwork, project: Project): void {
  if (network.external) return;
  const report = new SubjectReport(`networks.${key}`, project.findings);
  project.names.claim('network', key, report);
  const unit = new UnitDraft(project.names.of(key), 'network', markerOf(project, report.subject));
  applyRules(rules, { thing: network }, { unit, network, report });
  project.drafts.push(unit);
}

function checkAddress(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new InexpressibleError(`${JSON.stringify(text)} is no address`);
  return text;
}
