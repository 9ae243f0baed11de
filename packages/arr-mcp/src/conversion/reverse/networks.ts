import type { OutputAttachment, OutputService } from './compose-output.ts';
import type { Place } from './rule.ts';
import { networkKey } from './top-level.ts';

type Service = Place<OutputService>;

const modes = /^(?:host|none|bridge|private|ns|pasta|slirp4netns)(?::|$)/;

/** What `Network=`, `NetworkAlias=`, `IP=` and `IP6=` of a container or pod become. */
export function addNetworks(place: Service): void {
  const { draft, note, section } = place;
  const values = place.values(section, 'Network');
  const own = ownSettings(place);
  const names = values.filter((value) => toMode(value, place) === undefined);
  const mode = values.map((value) => toMode(value, place)).find((each) => each !== undefined);
  if (mode !== undefined && values.length > 1) {
    note.dropped(`a service has either networks or a network mode: leave out ${mode}, or the rest`, 'error');
  }
  if (names.length === 0 && (own === undefined || (mode !== undefined && mode !== 'bridge'))) {
    draft.network_mode = mode ?? 'bridge';
    if (own !== undefined) note.dropped(`addresses and aliases have no meaning with the network mode ${mode}`, 'info');
    return;
  }
  // Podman's own network is called podman; an address in it needs it by name.
  const attachments = (names.length === 0 ? ['podman'] : names).map((value, index) => attach(value, index, own, place));
  const networks = simplify(attachments);
  if (networks !== undefined) draft.networks = networks;
}

/** `host`, `service:vpn`, `container:x`; undefined for the name of a network. */
function toMode(value: string, place: Service): string | undefined {
  const [name = ''] = value.split(':', 1);
  if (name.endsWith('.container')) {
    const member = place.set.find(name);
    if (member !== undefined) return `service:${member.key}`;
    place.note.dropped(`${name} is not among the files: convert it together with them`, 'error', 'file-missing');
    return `container:systemd-${name.slice(0, -'.container'.length)}`;
  }
  if (name === 'container') {
    const member = place.set.findContainer(value.slice('container:'.length));
    return member === undefined ? place.text(value) : `service:${member.key}`;
  }
  return modes.test(value) ? place.text(value) : undefined;
}

type Own = OutputAttachment | undefined;

/** `NetworkAlias=`, `IP=` and `IP6=`, which have no network of their own. */
function ownSettings({ section, text, values }: Service): Own {
  const aliases = values(section, 'NetworkAlias').map(text);
  const [ipv4, ipv6] = ['IP', 'IP6'].map((key) => values(section, key).at(-1));
  if (aliases.length === 0 && ipv4 === undefined && ipv6 === undefined) return undefined;
  return {
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(ipv4 === undefined ? {} : { ipv4_address: text(ipv4) }),
    ...(ipv6 === undefined ? {} : { ipv6_address: text(ipv6) }),
  };
}

function attach(value: string, index: number, own: Own, place: Service): readonly [string, OutputAttachment] {
  const colon = value.indexOf(':');
  const [name, options] = colon === -1 ? [value, ''] : [value.slice(0, colon), value.slice(colon + 1)];
  const attachment: OutputAttachment = {};
  for (const option of options.split(',').filter(Boolean)) setOption(attachment, option, place);
  const { aliases: ownAliases = [], ...addresses } = own ?? {};
  const aliases = [...(attachment.aliases ?? []), ...ownAliases].filter((alias) => alias !== place.member.key);
  const { aliases: _withService, ...rest } = attachment;
  const merged = { ...(aliases.length === 0 ? {} : { aliases }), ...rest, ...(index === 0 ? addresses : {}) };
  return [networkKey(name, place), merged];
}

const optionKeys: Readonly<Record<string, 'ipv4_address' | 'ipv6_address' | 'mac_address' | 'interface_name'>> = {
  ip: 'ipv4_address',
  ip6: 'ipv6_address',
  mac: 'mac_address',
  interface_name: 'interface_name',
};

function setOption(attachment: OutputAttachment, option: string, { note, text }: Service): void {
  const [name = '', value = ''] = option.split('=', 2);
  const key = Object.hasOwn(optionKeys, name) ? optionKeys[name] : undefined;
  if (key !== undefined) attachment[key] = text(value);
  else if (name === 'alias') attachment.aliases = [...(attachment.aliases ?? []), text(value)];
  else note.dropped(`compose has nothing like the network option ${option}`);
}

/** Nothing for the default network alone, a list where no network has settings, else a map. */
function simplify(attachments: readonly (readonly [string, OutputAttachment])[]): OutputService['networks'] {
  const isPlain = attachments.every(([, settings]) => Object.keys(settings).length === 0);
  const keys = attachments.map(([key]) => key);
  if (isPlain) return keys.length === 1 && keys[0] === 'default' ? undefined : keys;
  return Object.fromEntries(
    attachments.map(([key, settings]) => [key, Object.keys(settings).length === 0 ? null : settings]),
  );
}
