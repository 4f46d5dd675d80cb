/** How to reach Redis: one server, the servers of a cluster, or the sentinels that know the server. */
export interface RedisAddress {
  readonly kind: 'single' | 'cluster' | 'sentinel';
  readonly tls: boolean;
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  /** Name by which the sentinels know the group of servers; empty for the other kinds. */
  readonly name: string;
  readonly database: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Password of the sentinels themselves; absent where they want none. */
  readonly sentinelPassword: string | undefined;
}

const FORM =
  /^redis(?<tls>s?)(?:\+(?<group>cluster|sentinel))?:\/\/(?:(?<user>[^@/]*)@)?(?<hosts>[^@/?]*)(?<path>[^?]*)(?<query>\?.*)?$/;
const DEFAULT_PORTS = { single: 6379, cluster: 6379, sentinel: 26_379 } as const;

/** Reads the address of Redis; a text that says what is wrong with it, without what it holds of secrets. */
export function readRedisAddress(url: string): RedisAddress | string {
  const parts = FORM.exec(url)?.groups;
  if (!parts) {
    return 'must be a URL that begins with redis:// or rediss://, redis+cluster:// or redis+sentinel:// (with TLS rediss+…)';
  }
  const kind = (parts['group'] ?? 'single') as RedisAddress['kind'];
  const nodes = (parts['hosts'] ?? '').split(',').map((host) => readNode(host, DEFAULT_PORTS[kind]));
  if (!nodes.every((node) => node !== undefined))
    return 'must name each server as host or host:port, with commas between';
  if (kind === 'single' && nodes.length > 1)
    return 'names several servers: begin with redis+cluster:// or redis+sentinel://';
  const segments = (parts['path'] ?? '').split('/').slice(1).filter(Boolean);
  const name = kind === 'sentinel' ? segments.shift() : '';
  if (name === undefined)
    return 'must end with the name of the group that the sentinels watch, such as redis+sentinel://host:26379/mymaster';
  const database = Number(segments.shift() ?? 0);
  if (!Number.isInteger(database) || database < 0 || segments.length > 0)
    return 'must end with the number of a database, or with nothing after the servers';
  if (kind === 'cluster' && database !== 0) return 'must not name a database: a cluster has only one';
  const query = new URLSearchParams(parts['query']);
  const [unknown] = [...query.keys()].filter((key) => key !== 'sentinelPassword' || kind !== 'sentinel');
  if (unknown !== undefined) return `has a parameter that means nothing here: ${unknown}`;
  const [username, password] = credentials(parts['user'] ?? '');
  return {
    kind,
    nodes,
    name: decoded(name),
    database,
    username,
    password,
    tls: parts['tls'] === 's',
    sentinelPassword: query.get('sentinelPassword') ?? undefined,
  };
}

function readNode(text: string, defaultPort: number): { host: string; port: number } | undefined {
  const [, host, port = String(defaultPort)] = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d+))?$/i.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function credentials(text: string): readonly (string | undefined)[] {
  const colon = text.indexOf(':');
  const parts = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  return parts.map((part) => decoded(part) || undefined);
}

/** A lone % stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
