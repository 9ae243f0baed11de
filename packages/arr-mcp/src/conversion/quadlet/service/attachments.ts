import type { NetworkAttachment } from '../../compose/service-parts.ts';
import { checkExternalName } from '../names.ts';
import type { Project } from '../project.ts';
import { linkedAliases } from '../relations.ts';
import { InexpressibleError } from '../write-value.ts';

const patterns = {
  alias: /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*$/,
  ip: /^\d{1,3}(?:\.\d{1,3}){3}$/,
  ip6: /^(?=.*:)[0-9a-f:.]+$/i,
  mac: /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i,
  interface_name: /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,14}$/,
} as const;

export interface Attachment {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly addresses: readonly (readonly [option: 'ip' | 'ip6' | 'mac' | 'interface_name', value: string])[];
}

/** How a service is attached to a network: under which names, and with which addresses. */
export function readAttachment(
  network: string,
  attachment: NetworkAttachment,
  { key, project, mac }: { readonly key: string; readonly project: Project; readonly mac?: string | undefined },
): Attachment {
  const { ipv4_address: ip, ipv6_address: ip6, extensions = {} } = attachment;
  const macAddress = attachment.mac_address ?? textOf(extensions['x-podman.mac_address']) ?? mac;
  const interfaceName = attachment.interface_name ?? textOf(extensions['x-podman.interface_name']);
  const all = [
    ['ip', ip],
    ['ip6', ip6],
    ['mac', macAddress],
    ['interface_name', interfaceName],
  ] as const;
  const addresses = all.flatMap(([option, value]) => (value === undefined ? [] : [[option, value] as const]));
  const aliases = [...new Set([key, ...(attachment.aliases ?? []), ...linkedAliases(project.model, key)])];
  return { network, aliases, addresses };
}

/**
 * The text of `Network=` for a network of the project.
 * @throws InexpressibleError for names and addresses that are none
 */
export function writeAttachment({ network, aliases, addresses }: Attachment, project: Project): string {
  const options = [...aliases.map((alias) => ['alias', alias] as const), ...addresses].map(([option, value]) => {
    if (patterns[option].test(value)) return `${option}=${value}`;
    throw new InexpressibleError(`${JSON.stringify(value)} as ${option} of the network ${network}`);
  });
  return `${networkReference(network, project)}:${options.join(',')}`;
}

/** What `Network=` calls a network of the project. */
export function networkReference(network: string, { model, names }: Project): string {
  const declared = Object.hasOwn(model.networks, network) ? model.networks[network] : undefined;
  if (declared === undefined) throw new InexpressibleError(`the network ${JSON.stringify(network)} is not declared`);
  return declared.external ? checkExternalName(declared.name) : `${names.of(network)}.network`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
