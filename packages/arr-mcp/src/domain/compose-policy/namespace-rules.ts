import type { ComposeService } from '../../conversion/compose/compose-model.ts';
import type { ComposeNetwork } from '../../conversion/compose/compose-resources.ts';
import type { NetworkAttachment } from '../../conversion/compose/service-parts.ts';
import { type HostAccess, type ServicePlace, because } from './host-access.ts';

type NamespaceKey = 'network_mode' | 'pid' | 'ipc';

const networkOfHost = 'it joins the network of the host';
const namespaceOfHost = 'it joins a namespace of the host';

/** `pid` and `ipc`; of another service, what that one has. */
export function checkNamespace(key: 'pid' | 'ipc') {
  return (mode: string, place: ServicePlace): HostAccess[] =>
    because(mode, isOwn(followService(key, mode, place)) ? undefined : namespaceOfHost);
}

function isOwn(mode: string): boolean {
  return /^(?:|private|shareable|none|(?:service|container):[\w.-]+)$/.test(mode);
}

/** A namespace that only the host's own would be another one for. */
export function checkOwnNamespace(mode: string): HostAccess[] {
  return because(mode, /^(?:|private)$/.test(mode) ? undefined : namespaceOfHost);
}

export function checkUserNamespace(mode: string): HostAccess[] {
  return because(mode, /^(?:|(?:auto|keep-id|nomap|private)(?::.*)?)$/.test(mode) ? undefined : namespaceOfHost);
}

export function checkNetworkMode(mode: string, place: ServicePlace): HostAccess[] {
  const followed = followService('network_mode', mode, place);
  if (/^(?:host|ns)(?::|$)/.test(followed)) return because(mode, networkOfHost);
  if (/^(?:service|container):[\w.-]+$/.test(followed)) return [];
  if (/^(?:pasta|slirp4netns):/.test(followed)) return because(mode, 'its options can open the host to the container');
  return because(mode, /^[\w.-]*$/.test(followed) ? undefined : 'its name cannot be known here');
}

/** A network may be the host's under another name. */
export function checkNetworks(
  networks: Readonly<Record<string, NetworkAttachment>>,
  { model }: ServicePlace,
): HostAccess[] {
  return Object.keys(networks).flatMap((key) => {
    const network: ComposeNetwork | undefined = model.networks[key];
    const isHost = network?.driver === 'host' || network?.name === 'host';
    return because(`${key} (${network?.driver ?? network?.name ?? key})`, isHost ? networkOfHost : undefined);
  });
}

/** What stands at the end of `service:a`, where a has `service:b`, and so on. */
function followService(key: NamespaceKey, mode: string, { model }: ServicePlace): string {
  let followed = mode;
  const seen = new Set<string>();
  for (let name = serviceOf(followed); name !== undefined && !seen.has(name); name = serviceOf(followed)) {
    seen.add(name);
    const other: ComposeService | undefined = model.services[name];
    const next = other?.[key];
    if (next === undefined) return followed;
    followed = next;
  }
  return followed;
}

function serviceOf(mode: string): string | undefined {
  return /^service:(.+)$/.exec(mode)?.[1];
}
