import { lookup as resolve } from 'node:dns';
import type { LookupAllOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

/** Networks that are not part of the public internet, by the registries of special-purpose addresses (RFC 6890) and of multicast. */
const SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Translated and tunneled addresses reach any IPv4 address.
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
];

/** The public addresses of IPv6 are all in here. */
const GLOBAL_UNICAST = '2000::/3';

/** Which addresses a server may reach because somebody of an organization says so: endpoints of webhooks, issuers. */
export interface Networks {
  /** What is wrong with an address, as far as it shows without resolving its name; undefined where nothing is. */
  complaintOf(url: string): string | undefined;
  /**
   * How a host name is resolved: once, and the connection is made to what was found here.
   * Fails where any of its addresses must not be reached. Hazard: Node does not resolve a host that is an address; check
   * `complaintOf` before each request.
   */
  lookup(protocol: string): LookupFunction;
}

/** Whether a text is a network in CIDR notation, such as `10.0.0.0/8`, or an address. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** The rule for addresses: public ones over HTTPS, and those of `allowed` networks over HTTP too. */
export function createNetworks(allowed: readonly string[]): Networks {
  const special = listOf(SPECIAL);
  const global = listOf([GLOBAL_UNICAST]);
  const exceptions = listOf(allowed);

  const complaintOfAddress = (address: string, protocol: string): string | undefined => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (exceptions.check(address, family)) return undefined;
    const isPublic = family === 'ipv6' ? global.check(address, family) : true;
    if (!isPublic || special.check(address, family)) return 'Must not lead to a private address.';
    return protocol === 'https:' ? undefined : 'Must begin with https://.';
  };

  return {
    complaintOf(text) {
      const url = new URL(text);
      if (url.username || url.password) return 'Must not contain credentials.';
      if (url.hash) return 'Must not have a fragment.';
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host)) return complaintOfAddress(host, url.protocol);
      return url.protocol === 'https:' || allowed.length > 0 ? undefined : 'Must begin with https://.';
    },
    lookup: (protocol) => (host, options, callback) => {
      const all: LookupAllOptions = { ...options, all: true, verbatim: true };
      resolve(host, all, (error, addresses) => {
        if (error) return callback(error, []);
        const complaint = addresses.map(({ address }) => complaintOfAddress(address, protocol)).find(Boolean);
        const [first] = addresses;
        if (complaint || !first) return callback(new RefusedAddressError(complaint ?? 'The host has no address.'), []);
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
    },
  };
}

/** A host name leads to an address that must not be reached. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}
