/** What Redis says when it refuses a command, by the beginning of its message. */
const WORDS: Readonly<Record<string, string>> = {
  NOAUTH: 'it wants a password',
  WRONGPASS: 'it rejects the user or the password',
  READONLY: 'it is a replica, which takes no writes',
  MASTERDOWN: 'it is a replica that has lost its primary',
  OOM: 'its memory is full (maxmemory)',
  MISCONF: 'it cannot save to its disk, and takes no writes',
  LOADING: 'it is loading its data',
  CLUSTERDOWN: 'its cluster is down',
};

/**
 * Why Redis refused a command, in words for operators; undefined if it was not Redis that refused, as without a connection.
 * Hazard: the message of Redis itself can repeat the arguments of the command.
 */
export function describeRefusal(error: Error): string | undefined {
  const { message, command } = error as Error & { readonly command?: { readonly name: string } };
  const [, unknown] = /unknown command [`']?(\w+)/i.exec(message) ?? [];
  if (unknown !== undefined) return `it does not know ${unknown.toUpperCase()}, which may be renamed there`;
  if (/max number of clients reached/i.test(message)) return 'it has no connections left (maxclients)';
  const [code = ''] = /^[A-Z]+(?= )/.exec(message) ?? [];
  if (code === 'NOPERM') return `its user has no right to ${command?.name.toUpperCase() ?? 'do that'} here (ACL)`;
  return WORDS[code];
}
