import type { OutputNetwork, OutputVolume } from './compose-output.ts';
import { readFlags } from './flags.ts';
import { append, toMap } from './pairs.ts';
import { type Place, type Rules, flag, several, single, understood, unsupported } from './rule.ts';

const noSetting = 'compose has no such setting';

/** What each key of `[Network]` becomes. */
export const networkFileRules: Rules<OutputNetwork> = {
  ContainersConfModule: unsupported(noSetting),
  DNS: several('lines', (values, place) => {
    append(place.draft, 'x-podman.dns', values.map(place.text));
    place.note.changed('only podman-compose reads it (x-podman.dns)');
  }),
  DisableDNS: flag((value, { draft, note }) => {
    if (!value) return;
    draft['x-podman.disable_dns'] = true;
    note.changed('only podman-compose reads it (x-podman.disable_dns)');
  }),
  Driver: single((value, { draft, text }) => {
    draft.driver = text(value);
  }),
  Gateway: understood(),
  GlobalArgs: unsupported(noSetting),
  IPAMDriver: single((value, { draft, text }) => {
    draft.ipam = { driver: text(value), ...draft.ipam };
  }),
  IPRange: understood(),
  IPv6: flag((value, { draft }) => {
    if (value) draft.enable_ipv6 = true;
  }),
  InterfaceName: unsupported('compose names the bridge of a network with driver_opts com.docker.network.bridge.name'),
  Internal: flag((value, { draft }) => {
    if (value) draft.internal = true;
  }),
  Label: toMap('words', 'labels'),
  NetworkDeleteOnStop: unsupported('compose removes its networks with `down`', 'info'),
  NetworkName: understood(),
  Options: toMap('words', 'driver_opts'),
  PodmanArgs: several('words', (words, place) =>
    readFlags(
      words,
      {
        valued: {
          opt: (value, at) => toMap<OutputNetwork>('words', 'driver_opts').apply([value], at),
          route: (value, { draft, text }) => append(draft, 'x-podman.routes', [text(value)]),
        },
        switches: {},
      },
      place,
    ),
  ),
  ServiceName: understood(),
  Subnet: several('lines', setSubnets),
};

/** What each key of `[Volume]` becomes. */
export const volumeFileRules: Rules<OutputVolume> = {
  ContainersConfModule: unsupported(noSetting),
  Copy: flag((value, { note }) => {
    if (!value) note.dropped('write nocopy where the volume is mounted');
  }),
  Device: single((value, place) => setOption('device', value, place)),
  Driver: single((value, { draft, text }) => {
    draft.driver = text(value);
  }),
  GID: unsupported('give the files their group with chown once the volume is there'),
  GlobalArgs: unsupported(noSetting),
  Group: unsupported('give the files their group with chown once the volume is there'),
  Image: single((value, place) => {
    const other = place.set.find(value);
    const image = other === undefined ? value : (place.set.imageOf(other) ?? value);
    setOption('image', image, place);
  }),
  Label: toMap('words', 'labels'),
  Options: single((value, place) => setOption('o', value, place)),
  PodmanArgs: several('words', (words, place) =>
    readFlags(
      words,
      { valued: { opt: (value, at) => toMap<OutputVolume>('words', 'driver_opts').apply([value], at) }, switches: {} },
      place,
    ),
  ),
  ServiceName: understood(),
  Type: single((value, place) => setOption('type', value, place)),
  UID: unsupported('give the files their owner with chown once the volume is there'),
  User: unsupported('give the files their owner with chown once the volume is there'),
  VolumeName: understood(),
};

function setOption(name: string, value: string, { draft, text }: Place<OutputVolume>): void {
  draft.driver_opts = { ...draft.driver_opts, [name]: text(value) };
}

/** `Subnet=`, `Gateway=` and `IPRange=` belong together by their places. */
function setSubnets(subnets: readonly string[], { draft, text, values }: Place<OutputNetwork>): void {
  const [gateways, ranges] = [values('Network', 'Gateway'), values('Network', 'IPRange')];
  const config = subnets.map((subnet, index) => {
    const [gateway, range] = [gateways[index], ranges[index]];
    return {
      subnet: text(subnet),
      ...(gateway === undefined ? {} : { gateway: text(gateway) }),
      ...(range === undefined ? {} : { ip_range: text(range) }),
    };
  });
  draft.ipam = { ...draft.ipam, config };
}
