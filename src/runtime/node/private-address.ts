import type { LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** `code` of the error that ends a connection to a private address. */
export const PRIVATE_ADDRESS = "ERR_PRIVATE_ADDRESS";

/** Not reachable from everywhere, by IANA's registry of special-purpose addresses (RFC 6890), and multicast: network and prefix length. */
const IPV4_RANGES: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Of IPv6 also what leads into IPv4 by ways that the ranges above do not follow: compatible addresses, Teredo, 6to4, a NAT64 of one's own. */
const IPV6_RANGES: readonly (readonly [network: string, prefix: number])[] = [
  ["::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

/** Prefixes of 96 bits before an IPv4 address: mapped (RFC 4291 §2.5.5.2), translated by NAT64 (RFC 6052 §2.1). */
const IPV4_WITHIN_IPV6 = ["::ffff:", "64:ff9b::"];

const PRIVATE = blockList();

function blockList(): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of IPV4_RANGES) {
    list.addSubnet(network, prefix, "ipv4");
    for (const before of IPV4_WITHIN_IPV6) {
      list.addSubnet(`${before}${network}`, 96 + prefix, "ipv6");
    }
  }
  for (const [network, prefix] of IPV6_RANGES) list.addSubnet(network, prefix, "ipv6");
  return list;
}

/** Whether an IP address stands in a network of somebody's own: this machine, its link, its site, its cloud. What is no IP address does too. */
export function isPrivateAddress(address: string): boolean {
  const [plain = ""] = address.split("%");
  const version = isIP(plain);
  return version === 0 || PRIVATE.check(plain, version === 4 ? "ipv4" : "ipv6");
}

/** Why a connection was not made. */
export class PrivateAddressError extends Error {
  readonly code = PRIVATE_ADDRESS;

  constructor() {
    super("the host has a private address");
  }
}

/**
 * A look-up that fails for a name with a private address among its addresses. A socket connects to the very addresses that its look-up
 * gives, so nothing can change between check and connection, as it can where a name is looked up twice (DNS rebinding).
 */
export function publicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      if (error === null && addressesOf(found).some(isPrivateAddress)) {
        callback(new PrivateAddressError(), []);
      } else {
        callback(error, found, family);
      }
    });
  };
}

function addressesOf(found: string | readonly LookupAddress[]): readonly string[] {
  return typeof found === "string" ? [found] : found.map(({ address }) => address);
}
