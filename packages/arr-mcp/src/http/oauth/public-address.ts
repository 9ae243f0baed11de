import { BlockList, isIP } from 'node:net';

// Special-purpose addresses (IANA registries of RFC 6890), multicast included.
const closedIPv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
// Of IPv6 only global unicast is open, without what leads to IPv4 or nowhere.
const closedIPv6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [address, prefix] of closedIPv4) closed.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of closedIPv6) closed.addSubnet(address, prefix, 'ipv6');
const openIPv6 = new BlockList();
openIPv6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address belongs to the public internet: not to this host, its networks or nobody. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && openIPv6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}
