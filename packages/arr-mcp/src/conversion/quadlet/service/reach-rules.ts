import { sortedEntries } from '../project.ts';
import type { ServiceTarget } from '../project.ts';
import { networkGuests } from '../relations.ts';
import { InexpressibleError } from '../write-value.ts';
import { type NetworkKind, networkKind } from './network-kind.ts';
import { reportPort, writePort } from './ports.ts';
import type { ServiceRules } from './service-rule.ts';

const withoutOwn: Readonly<Partial<Record<NetworkKind, string>>> = {
  shared: 'the container has the network of another one, whose setting counts: set it there',
  foreign: 'the container has the network of another one, whose setting counts: set it there',
  none: 'the container has no network: remove it',
};

/** What a container publishes, and how it finds others. */
export const reachRules = {
  // `addPublishedPorts` writes them, together with those of the services that share this one's network.
  ports: (ports, target) => {
    const kind = networkKind(target);
    if (kind === 'host' || kind === 'none') {
      return target.report.info('ports', 'dropped-option', `with network_mode ${kind} no port is published`);
    }
    for (const port of ports) reportPort(port, target.report);
    if (kind === 'shared' || kind === 'pod') {
      const owner = kind === 'pod' ? 'the pod' : target.service.network_mode;
      target.report.info('ports', 'approximated', `they are published by ${owner}, which has the network`);
    } else if (kind === 'foreign') {
      target.report.warn('ports', 'unsupported', 'publish them on the container that has the network');
    }
  },
  expose: (ports, target) => {
    if (networkKind(target) !== 'own') return;
    for (const port of ports) {
      if (/^\d+(?:-\d+)?(?:\/(?:tcp|udp))?$/.test(port)) target.unit.add('ExposeHostPort', port);
      else if (/^\d+(?:-\d+)?\/sctp$/.test(port)) reportDropped('expose', port, target);
      else throw new InexpressibleError(`${JSON.stringify(port)} is no port`);
    }
  },
  dns: (servers, target) => addEach(servers, 'DNS', { attribute: 'dns', target }),
  dns_opt: (options, target) => addEach(options, 'DNSOption', { attribute: 'dns_opt', target }),
  dns_search: (domains, target) => addEach(domains, 'DNSSearch', { attribute: 'dns_search', target }),
  extra_hosts: (hosts, target) => {
    const lines = hosts.map(([host, address]) => {
      if (host === '' || /[:\s=]/.test(host)) throw new InexpressibleError(`the host name ${JSON.stringify(host)}`);
      return `${host}:${address.replaceAll(/^\[|\]$/g, '')}`;
    });
    addEach(lines, 'AddHost', { attribute: 'extra_hosts', target });
  },
  hostname: (hostname, target) => {
    const { service, unit, report } = target;
    if (service.uts === 'host' || networkKind(target) === 'pod') {
      return report.warn(
        'hostname',
        'dropped-option',
        'the container shares a host name: other containers find it by alias',
      );
    }
    const { domainname } = service;
    unit.add('HostName', domainname === undefined || hostname.includes('.') ? hostname : `${hostname}.${domainname}`);
  },
  domainname: (_domain, { service, report }) => {
    if (service.hostname === undefined)
      report.warn('domainname', 'unsupported', 'set a fully qualified hostname instead');
    else report.info('domainname', 'approximated', 'it is a part of the host name');
  },
  sysctls: (settings, target) => {
    const { unit, report } = target;
    for (const [name, value] of sortedEntries(settings)) {
      if (name.startsWith('net.') && networkKind(target) !== 'own') {
        report.warn(
          `sysctls.${name}`,
          'dropped-option',
          'it belongs to the network, which the container shares: set it there',
        );
      } else if (/^[a-z0-9_][a-z0-9_./-]*$/i.test(name)) {
        unit.add('Sysctl', `${name}=${value}`);
      } else {
        throw new InexpressibleError(`${JSON.stringify(name)} is no sysctl`);
      }
    }
  },
} satisfies Partial<ServiceRules>;

/** Publishes the ports of a service and of those that share its network; a pod publishes for its containers. */
export function addPublishedPorts(target: ServiceTarget): void {
  const { key, project, report, unit } = target;
  const kind = networkKind(target);
  if (kind !== 'own' && kind !== 'pod') return;
  const from = kind === 'pod' ? [key] : [key, ...networkGuests(project.model, key)];
  const publisher = kind === 'pod' ? project.pod : unit;
  report.attempt('ports', () => {
    const ports = from.flatMap((name) => project.model.services[name]?.ports ?? []);
    for (const port of new Set(ports.map(writePort))) publisher?.add('PublishPort', port);
  });
}

function addEach(
  values: readonly string[],
  key: string,
  { attribute, target }: { readonly attribute: string; readonly target: ServiceTarget },
): void {
  const kind = networkKind(target);
  const reason = withoutOwn[kind];
  if (reason !== undefined) return target.report.warn(attribute, 'dropped-option', reason);
  const unit = kind === 'pod' ? target.project.pod : target.unit;
  for (const value of values) unit?.add(key, value);
  if (kind === 'pod') target.report.info(attribute, 'approximated', 'it holds for all containers of the pod');
}

function reportDropped(attribute: string, value: string, { report }: ServiceTarget): void {
  report.info(attribute, 'dropped-option', `${value} cannot be exposed, which is of no consequence`);
}
