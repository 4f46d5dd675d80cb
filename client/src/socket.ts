/**
 * The address of the socket, for that of a web server too.
 * @throws TypeError for one that no socket can be opened at: the stock client would wait for it forever.
 */
export function socketUrl(url: string): string {
  const address = new URL(url);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(address.protocol)) throw new TypeError(`No address of a WebSocket or a web server: ${url}`);
  return address.href;
}

type SocketClass = new (
  url: string,
  protocol: string,
) => { addEventListener(type: 'error', listener: () => void): void };

/**
 * The class of the sockets, made safe.
 * Hazard: the stock client takes its own listener for errors away before it gives a socket up, and the sockets of the
 * package `ws` then end the process when they break.
 * @throws TypeError where there is no such class.
 */
export function guarded(webSocket: unknown): unknown {
  const Base = (webSocket ?? (globalThis as { WebSocket?: unknown }).WebSocket) as SocketClass | undefined;
  if (!Base) throw new TypeError('There is no global WebSocket; give that of the package ws as `webSocket`.');
  return class extends Base {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      this.addEventListener('error', () => undefined);
    }
  };
}
