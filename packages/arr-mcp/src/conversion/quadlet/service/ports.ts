import type { ComposePort } from '../../compose/service-parts.ts';
import type { SubjectReport } from '../rule.ts';
import { InexpressibleError } from '../write-value.ts';

const range = /^(\d{1,5})(?:-(\d{1,5}))?$/;

/**
 * The text of `PublishPort=`.
 * @throws InexpressibleError for what is no port
 */
export function writePort({ host_ip: host, published = '', target, protocol = 'tcp' }: ComposePort): string {
  const free = published === '' || published === '0';
  const size = rangeSize(target);
  if (!/^(?:tcp|udp|sctp)$/.test(protocol)) throw new InexpressibleError(`the protocol ${JSON.stringify(protocol)}`);
  if (host !== undefined && host !== '' && !/^[0-9a-f:.]+$/i.test(host)) {
    throw new InexpressibleError(`the address ${JSON.stringify(host)}`);
  }
  if (!free && rangeSize(published) !== size) {
    throw new InexpressibleError(`the range ${published} for the ports ${target}: name as many ports on both sides`);
  }
  const address = host === undefined || host === '' ? '' : `${host.includes(':') ? `[${host}]` : host}:`;
  // `127.0.0.1::80` is any port of that address, `80` any port of all addresses.
  const left = free && address === '' ? '' : `${address}${free ? '' : published}:`;
  return `${left}${target}${suffix(protocol)}`;
}

/** Tells what is different about a port on a host without root's rights. */
export function reportPort({ published = '', target }: ComposePort, report: SubjectReport): void {
  if (published === '' || published === '0') {
    report.info('ports', 'approximated', `${target} gets any free port of the host, another one at every start`);
  } else if (Number.parseInt(published, 10) < 1024) {
    report.warn(
      'ports',
      'needs-host-setup',
      `port ${published} is below 1024: set net.ipv4.ip_unprivileged_port_start on the host, or take a higher one`,
    );
  }
}

function rangeSize(text: string): number {
  const [, from, to] = range.exec(text) ?? [];
  if (from === undefined) throw new InexpressibleError(`${JSON.stringify(text)} is no port or range of ports`);
  const size = Number(to ?? from) - Number(from) + 1;
  if (size < 1 || Number(to ?? from) > 65_535) throw new InexpressibleError(`${text} is no range of ports`);
  return size;
}

function suffix(protocol: string): string {
  return protocol === 'tcp' ? '' : `/${protocol}`;
}
