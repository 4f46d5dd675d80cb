import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClientSpec, Order, Report } from './messages.js';

/** All clients of a run, in processes of their own. */
export interface Crowd {
  /** Tells where the servers are. */
  servers(urls: readonly string[]): void;
  join(clients: readonly ClientSpec[]): void;
  leave(ids: readonly number[]): void;
  cut(ids: readonly number[], offline: readonly [number, number]): void;
  stall(ids: readonly number[]): void;
  goOn(ids: readonly number[]): void;
  stop(): Promise<void>;
}

/** Starts processes for clients; they report as long as this process lives. */
export function startCrowd(processes: number, onReport: (report: Report) => void): Crowd {
  const path = fileURLToPath(new URL('./worker.js', import.meta.url));
  let stopping = false;
  const children = Array.from({ length: processes }, () => {
    const child = fork(path, { serialization: 'advanced' });
    child.on('message', (message) => onReport(message as Report));
    child.on('exit', (code) => {
      if (!stopping) throw new Error(`A process of clients ended with ${code}.`);
    });
    return child;
  });
  const of = (id: number): ChildProcess => children[id % children.length] as ChildProcess;
  const orderEach = <Item>(
    items: readonly Item[],
    idOf: (item: Item) => number,
    order: (own: Item[]) => Order,
  ): void => {
    for (const child of children) {
      const own = items.filter((item) => of(idOf(item)) === child);
      if (own.length > 0) child.send(order(own));
    }
  };
  const same = (id: number): number => id;
  return {
    servers: (urls) => {
      for (const child of children) child.send({ order: 'servers', urls } satisfies Order);
    },
    join: (clients) =>
      orderEach(
        clients,
        ({ id }) => id,
        (own) => ({ order: 'join', clients: own }),
      ),
    leave: (ids) => orderEach(ids, same, (own) => ({ order: 'leave', ids: own })),
    cut: (ids, offline) => orderEach(ids, same, (own) => ({ order: 'cut', ids: own, offline })),
    stall: (ids) => orderEach(ids, same, (own) => ({ order: 'stall', ids: own })),
    goOn: (ids) => orderEach(ids, same, (own) => ({ order: 'go on', ids: own })),
    async stop() {
      stopping = true;
      await Promise.all(
        children.map(async (child) => {
          const gone = once(child, 'exit');
          child.disconnect();
          await gone;
        }),
      );
    },
  };
}
