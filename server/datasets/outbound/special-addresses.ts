import { BlockList, isIP } from 'node:net';

type Range = readonly [network: string, bits: number];

/** Networks of a building or of this very machine: only for sources that the operator calls internal. */
const INTERNAL_4: readonly Range[] = [['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['198.18.0.0', 15]];
const INTERNAL_6: readonly Range[] = [['::1', 128], ['fc00::', 7]];

/** No source lives here: this host, link-local (where clouds answer with their keys), protocol, documentation, multicast, reserved. */
const NOWHERE_4: readonly Range[] = [
  ['0.0.0.0', 8], ['169.254.0.0', 16], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** With the ways to write an IPv4 address inside an IPv6 one: mapped, translated (NAT64), 6to4, Teredo, compatible. */
const NOWHERE_6: readonly Range[] = [
  ['::', 96], ['::ffff:0:0', 96], ['::ffff:0:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20], ['5f00::', 16],
  ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
];

type Family = 'ipv4' | 'ipv6';

/** One list a family: a list of both takes every IPv4 address for a mapped one. */
function listOf(ranges: readonly Range[], family: Family): BlockList {
  const list = new BlockList();
  for (const [network, bits] of ranges) list.addSubnet(network, bits, family);
  return list;
}
const INTERNAL = { ipv4: listOf(INTERNAL_4, 'ipv4'), ipv6: listOf(INTERNAL_6, 'ipv6') };
const NOWHERE = { ipv4: listOf(NOWHERE_4, 'ipv4'), ipv6: listOf(NOWHERE_6, 'ipv6') };

/**
 * Whether a connection may be opened to a resolved address. `internal` opens the networks of a building and this machine, nothing more.
 * What is no plain address (a zone, a name) may not.
 */
export function mayConnect(address: string, internal: boolean): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  const family: Family = version === 4 ? 'ipv4' : 'ipv6';
  if (INTERNAL[family].check(address, family)) return internal;
  return !NOWHERE[family].check(address, family);
}
