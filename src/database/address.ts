/**
 * Splits an address with several servers, such as `postgresql://u@a:5432,b:5433/db`, into one for each, in their order.
 * One that has none or a single server comes back as it is.
 */
export function splitAddress(url: string): readonly [string, ...string[]] {
  const [, start = '', hosts = '', rest = ''] = /^([^/]*\/\/(?:[^@/?]*@)?)([^/?]*)(.*)$/s.exec(url) ?? [];
  const [first = '', ...others] = hosts.split(',').map((host) => `${start}${host}${rest}`);
  return others.length > 0 ? [first, ...others] : [url];
}
