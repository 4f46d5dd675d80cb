import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server that can be cut, stalled and led elsewhere. */
export interface Proxy {
  /** The server's address by way of the proxy. */
  readonly url: string;
  /** Connections that are open now. */
  readonly open: number;
  /** Connections there ever were. */
  readonly total: number;
  /** Leads new connections to another server. */
  lead(url: string): void;
  /** Breaks all connections that are open. */
  cut(): void;
  /** As a network that drops everything: all connections stay open, new ones too, and nothing comes through. */
  blackhole(): void;
  /** Ends that for new connections; those of before stay dead. */
  restore(): void;
  /** Keeps all connections that are open, and lets nothing through any more in a direction. */
  mute(direction: 'up' | 'down'): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Opens a way to the server of a URL. */
export async function openProxy(url: string): Promise<Proxy> {
  let target = new URL(url);
  let total = 0;
  let isBlack = false;
  const pairs = new Set<Pair>();
  const listener = createServer({ noDelay: true }, (client) => {
    total += 1;
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    const pair = { client, server };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    if (isBlack) return void client.resume();
    client.pipe(server);
    server.pipe(client);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const own = new URL(url);
  own.hostname = '127.0.0.1';
  own.port = String((listener.address() as AddressInfo).port);
  const cut = (): void => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  };
  const mute = (direction: 'up' | 'down'): void => {
    for (const { client, server } of pairs) {
      const [from, to] = direction === 'up' ? [client, server] : [server, client];
      from.unpipe(to).resume();
    }
  };
  return {
    url: own.href,
    get open() {
      return pairs.size;
    },
    get total() {
      return total;
    },
    lead(elsewhere) {
      target = new URL(elsewhere);
    },
    cut,
    blackhole() {
      isBlack = true;
      mute('up');
      mute('down');
    },
    restore() {
      isBlack = false;
    },
    mute,
    async close() {
      listener.close();
      cut();
      await once(listener, 'close');
    },
  };
}
