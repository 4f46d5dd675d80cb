import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { readHint } from '../../../src/live/sealed-hint.js';
import type { Random } from '../random.js';
import { endOfValue, publish, publishedIn } from './resp.js';

/** What happens to hints on their way from Redis to the servers: shares of them, and a delay in milliseconds. */
export interface Tampering {
  readonly dropped?: number;
  readonly doubled?: number;
  /** Made up beside a real one: of a position far away. */
  readonly invented?: number;
  /** Changed: the seal is broken, or another one's. */
  readonly forged?: number;
  /** Longest delay; a random one for each, so that they come in any order. */
  readonly delay?: number;
}

/** A way to Redis on which hints get lost, doubled, late and swapped, and everything else goes through. */
export interface HintProxy {
  readonly url: string;
  /** Hints that were tampered with so far. */
  readonly tampered: number;
  /** From now on: what is done to hints. An empty object leaves them alone. */
  tamper(tampering: Tampering): void;
  close(): Promise<void>;
}

/** Opens a way to a Redis. */
export async function openHintProxy(redisUrl: string, random: Random): Promise<HintProxy> {
  const target = new URL(redisUrl);
  let tampering: Tampering = {};
  let tampered = 0;
  let earlier = '';
  const open = new Set<Socket>();

  /** What becomes of one value: the copies that arrive, each after a delay. */
  const fates = (value: Buffer): { bytes: Buffer; delay: number }[] => {
    const { dropped = 0, doubled = 0, invented = 0, forged = 0, delay = 0 } = tampering;
    const hint = readHint(publishedIn(value) ?? '');
    if (!hint || dropped + doubled + invented + forged + delay === 0) return [{ bytes: value, delay: 0 }];
    tampered += 1;
    const late = (): number => (delay > 0 ? random.integer(0, delay) : 0);
    const forge = hint.topic === 'log' && hint.sealed !== undefined && random.chance(forged);
    const bytes = forge ? publish(value, JSON.stringify({ ...hint, sealed: forgery(hint.sealed) })) : value;
    const arriving = random.chance(dropped) ? [] : [{ bytes, delay: late() }];
    if (random.chance(doubled)) arriving.push({ bytes: value, delay: late() });
    if (hint.topic === 'log' && random.chance(invented)) {
      const far = JSON.stringify({ ...hint, position: random.integer(0, 2 ** 31 - 1) });
      arriving.push({ bytes: publish(value, far), delay: late() });
    }
    return arriving;
  };

  /** Another hint's seal, or a broken one. */
  const forgery = (sealed: string): string => {
    const other = random.chance(0.5)
      ? earlier
      : `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`;
    earlier = sealed;
    return other;
  };

  const forward = (from: Socket, to: Socket): void => {
    let rest: Buffer = Buffer.alloc(0);
    from.on('data', (chunk: Buffer) => {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let start = 0;
      for (let end = endOfValue(rest, start); end >= 0; end = start < rest.length ? endOfValue(rest, start) : -1) {
        for (const { bytes, delay } of fates(rest.subarray(start, end))) {
          if (delay === 0) to.write(bytes);
          else setTimeout(() => to.writable && to.write(bytes), delay).unref();
        }
        start = end;
      }
      rest = rest.subarray(start);
    });
  };

  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    for (const socket of [client, server]) {
      open.add(socket);
      const end = (): void => {
        for (const each of [client, server]) {
          open.delete(each);
          each.destroy();
        }
      };
      socket.on('error', end).on('close', end);
    }
    client.pipe(server);
    forward(server, client);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `redis://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    get tampered() {
      return tampered;
    },
    tamper(next) {
      tampering = next;
    },
    async close() {
      listener.close();
      for (const socket of open) socket.destroy();
      await once(listener, 'close');
    },
  };
}
