/** Host name to the one checked address that a connection may be made to; private addresses are refused here. */
import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Refused } from './refused.js';
import type { Lookup, ResolvedAddress } from './settings.js';

/** Ranges of IPv4 that are not the public internet (IANA special-purpose registry). */
const CLOSED_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Ranges inside 2000::/3 that are not public or that wrap an IPv4 address. */
const CLOSED_V6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closedV4 = new BlockList();
for (const [net, bits] of CLOSED_V4) closedV4.addSubnet(net, bits, 'ipv4');
const closedV6 = new BlockList();
for (const [net, bits] of CLOSED_V6) closedV6.addSubnet(net, bits, 'ipv6');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** True when an IP address belongs to the public internet; anything unclear does not. */
function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closedV4.check(address, 'ipv4');
  // Only 2000::/3 is handed out; this leaves out ::1, fc00::/7, fe80::/10, ::ffff:0:0/96 and 64:ff9b::/96.
  if (family === 6) return globalV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
  return false;
}

const resolveBySystem: Lookup = (host) => systemLookup(host, { all: true, verbatim: true });

/**
 * Resolves a host once and gives the address to connect to.
 * @param allow private addresses that this run may reach, as `address` or `address:port`
 * @throws Refused when any of the addresses is not public and not allowed
 */
export async function checkedAddress(
  hostname: string,
  port: string,
  allow: readonly string[],
  lookup: Lookup = resolveBySystem,
): Promise<ResolvedAddress> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family > 0 ? [{ address: host, family }] : await lookup(host);
  const first = found[0];
  if (first === undefined) throw new Error(`host ${host} has no address`);
  for (const { address } of found) {
    const allowed = allow.includes(address) || allow.includes(`${address}:${port}`);
    if (!allowed && !isPublicAddress(address))
      throw new Refused('address', `${host} leads to ${address}, which is not a public address`);
  }
  return first;
}
