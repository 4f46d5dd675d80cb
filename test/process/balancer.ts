import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** One address for several servers, as a balancer without sticky sessions gives it. */
export interface Balancer {
  readonly url: string;
  /** Sends each new connection to that of these which has the fewest, past those that do not listen. */
  lead(...urls: readonly string[]): void;
  close(): Promise<void>;
}

/** Opens a balancer that leads nowhere yet. */
export async function openBalancer(path: string): Promise<Balancer> {
  let targets: readonly URL[] = [];
  const loads = new Map<string, number>();
  const loadOf = ({ href }: URL): number => loads.get(href) ?? 0;
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket));
  };
  const reach = async (): Promise<Socket | undefined> => {
    for (const target of targets.toSorted((one, other) => loadOf(one) - loadOf(other))) {
      // Counted at once: another may come before this one is connected.
      loads.set(target.href, loadOf(target) + 1);
      const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
      server.once('close', () => loads.set(target.href, loadOf(target) - 1));
      const found = await once(server, 'connect').then(
        () => true,
        () => false,
      );
      if (found) return server;
    }
    return undefined;
  };
  const listener = createServer({ noDelay: true, pauseOnConnect: true }, (client) => {
    keep(client);
    void reach().then((server) => {
      if (!server) return client.destroy();
      keep(server);
      client.once('close', () => server.destroy());
      server.once('close', () => client.destroy());
      client.pipe(server).pipe(client);
      return undefined;
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}${path}`,
    lead(...urls) {
      targets = urls.map((url) => new URL(url));
    },
    async close() {
      listener.close();
      for (const socket of open) socket.destroy();
      await once(listener, 'close');
    },
  };
}
