import type { NetworkAttachment } from '../../compose/service-parts.ts';
import { type ServiceTarget, serviceUnit } from '../project.ts';
import { referencedService } from '../relations.ts';
import { unsupported } from '../rule.ts';
import { InexpressibleError } from '../write-value.ts';
import { readAttachment, writeAttachment } from './attachments.ts';
import { networkKind } from './network-kind.ts';
import type { ServiceRules } from './service-rule.ts';

/** Which networks a container is in. */
export const networkRules = {
  network_mode: (mode, target) => {
    const { unit, report, project } = target;
    if (networkKind(target) === 'pod') {
      return report.info('network_mode', 'approximated', 'the pod has the network for all of its containers');
    }
    const owner = referencedService(project.model, mode);
    if (owner !== undefined) return shareNetwork(owner, target);
    if (mode.startsWith('service:'))
      throw new InexpressibleError(`there is no service ${mode.slice('service:'.length)}`);
    if (project.pod !== undefined) {
      report.warn(
        'network_mode',
        'approximated',
        'a container with a network mode of its own stays outside of the pod',
      );
    }
    if (mode === 'host') {
      report.warn('network_mode', 'policy', 'it shares the network of the host, which the helper refuses by default');
    }
    unit.add('Network', writeMode(mode));
  },
  networks: (networks, target) => {
    const entries = Object.entries(networks);
    for (const [name, attachment] of entries) reportLosses(name, attachment, target);
    if (networkKind(target) === 'pod') return;
    for (const [index, [name, attachment]] of entries.entries()) {
      const mac = index === 0 ? target.service.mac_address : undefined;
      const read = readAttachment(name, attachment, { key: target.key, project: target.project, mac });
      target.unit.addWritten('Network', writeAttachment(read, target.project));
    }
  },
  mac_address: (_mac, target) => {
    if (networkKind(target) === 'own' && Object.keys(target.service.networks ?? {}).length > 0) return;
    target.report.warn('mac_address', 'unsupported', 'the container has no network of its own: remove it');
  },
  links: (links, { unit, report, project }) => {
    for (const link of links) {
      const [name = ''] = link.split(':');
      if (!Object.hasOwn(project.model.services, name)) {
        report.error('links', 'invalid', `there is no service ${JSON.stringify(name)} to link to`);
        continue;
      }
      unit.addSystemd('Unit', 'Requires', serviceUnit(project, name));
      unit.addSystemd('Unit', 'After', serviceUnit(project, name));
    }
    if (links.some((link) => link.includes(':'))) {
      report.info('links', 'approximated', 'an alias of a link is a name for all containers of the shared networks');
    }
  },
  external_links: unsupported('error', 'external_links', 'put both containers into one external network instead'),
} satisfies Partial<ServiceRules>;

function shareNetwork(owner: string, { unit, report, project }: ServiceTarget): void {
  unit.addWritten('Network', `${project.names.of(owner)}.container`);
  for (const key of ['BindsTo', 'PartOf', 'After']) unit.addSystemd('Unit', key, serviceUnit(project, owner));
  const after =
    project.options.reviveGuests === true
      ? `whenever ${owner} starts again it starts as well, even after it was stopped by hand`
      : `when ${owner} comes back after a crash it stays stopped until it is started`;
  const text = `it shares the network of ${owner}, which publishes its ports; it stops with it, and ${after}`;
  report.info('network_mode', 'approximated', text);
}

function writeMode(mode: string): string {
  if (mode === 'default') return 'bridge';
  const known =
    /^(?:[a-zA-Z0-9][\w.-]*|(?:container):[a-zA-Z0-9][\w.-]*|(?:pasta|slirp4netns):[\w.:,=/-]+|ns:\/[\w./-]+)$/;
  // Quadlet would take such a name for a unit.
  if (!known.test(mode) || /\.(?:network|container)$/.test(mode)) {
    throw new InexpressibleError(`${JSON.stringify(mode)} is no network mode that Podman knows`);
  }
  return mode;
}

function reportLosses(network: string, attachment: NetworkAttachment, { report, project }: ServiceTarget): void {
  const at = `networks.${network}`;
  for (const key of ['priority', 'gw_priority', 'driver_opts'] as const) {
    if (attachment[key] !== undefined)
      report.warn(`${at}.${key}`, 'unsupported', 'Podman has no such setting: remove it');
  }
  if (attachment.link_local_ips !== undefined) {
    report.error(`${at}.link_local_ips`, 'unsupported', 'Podman gives no link-local addresses: remove them');
  }
  const declared = project.model.networks[network];
  const isFixed = attachment.ipv4_address !== undefined || attachment.ipv6_address !== undefined;
  if (isFixed && declared?.external === false && declared.ipam?.config === undefined) {
    report.warn(
      `${at}.ipv4_address`,
      'needs-host-setup',
      `a fixed address needs a subnet: give ${network} an ipam one`,
    );
  }
  const unknown = Object.keys(attachment.extensions ?? {}).find(
    (key) => key.startsWith('x-podman') && !/^x-podman\.(?:mac_address|interface_name)$/.test(key),
  );
  if (unknown !== undefined) report.warn(`${at}.${unknown}`, 'unsupported', 'it is not known here: remove it');
}
