/**
 * The subscribers: sockets that speak just enough of WebSocket and graphql-transport-ws, and cost as little as can be, so
 * that it is the server that is measured. Every frame is counted, its position checked against the one before on
 * its socket, and the time of its coming kept.
 */
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { answer } from './child.mjs';
import { now } from './clock.mjs';
import { readPosition, splitFrames, textFrame } from './frames.mjs';

const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
/** Sockets that are opened at once. */
const BATCH = 100;

/** Chunks are looked at before the next is read, so all sockets share the memory that they are read into. */
const chunk = Buffer.allocUnsafe(256 * 1024);

const sockets = [];
let arrivals = new Float64Array(0);
let come = 0;
let disorders = 0;
let surplus = 0;
let allCame;
let ending = false;

function onPosition(subscriber, position) {
  if (subscriber.position !== undefined && position !== subscriber.position + 1) disorders += 1;
  subscriber.position = position;
  if (come === arrivals.length) {
    surplus += 1;
    return;
  }
  arrivals[come] = now();
  come += 1;
  if (come === arrivals.length) allCame?.();
}

/** Opens one subscriber; resolves when it has asked for its subscription. */
function open({ url, bearer, query, variables }) {
  const { hostname, port, pathname, host } = new URL(url);
  const id = randomBytes(16).toString('hex'); // As long as the ids of stock clients.
  const subscriber = { position: undefined };
  return new Promise((resolve, reject) => {
    let rest;
    let upgraded = false;
    const onFrame = (opcode, bytes, start, end) => {
      if (opcode === 9) socket.write(PONG);
      if (opcode === 8) fail(`closed: ${bytes.toString('latin1', start + 2, end)}`);
      if (opcode !== 1) return;
      const position = readPosition(bytes, start, end);
      if (position !== undefined) return onPosition(subscriber, position);
      const message = bytes.toString('utf8', start, end);
      if (message.startsWith('{"type":"connection_ack"')) {
        socket.write(textFrame(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } })));
        resolve();
      } else if (message.startsWith('{"type":"ping"')) socket.write(textFrame('{"type":"pong"}'));
      else fail(`unexpected: ${message}`);
    };
    const onData = (size) => {
      let bytes = chunk.subarray(0, size);
      if (rest) {
        bytes = Buffer.concat([rest, bytes]);
        rest = undefined;
      }
      let from = 0;
      if (!upgraded) {
        const head = bytes.indexOf('\r\n\r\n');
        if (head >= 0 && !bytes.toString('latin1', 0, head).startsWith('HTTP/1.1 101')) {
          fail(`refused: ${bytes.toString('latin1', 0, head)}`);
        }
        if (head >= 0) {
          upgraded = true;
          from = head + 4;
          socket.write(textFrame(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } })));
        }
      }
      if (upgraded) from = splitFrames(bytes, from, onFrame);
      if (from < bytes.length) rest = Buffer.from(bytes.subarray(from));
      return true;
    };
    const socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: { buffer: chunk, callback: onData },
    });
    const fail = (message) => {
      const error = new Error(`A subscriber was ${message}`);
      reject(error);
      if (sockets.includes(socket) && !ending) throw error;
    };
    socket.on('error', (error) => fail(`cut: ${error.message}`));
    socket.on('close', () => fail('cut'));
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
        'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    sockets.push(socket);
  });
}

answer({
  /** Opens so many more subscribers, each with its `variables`, where given. */
  async open({ size, variables, ...common }) {
    for (let count = 0; count < size; count += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, size - count) }, (_, index) =>
        open({ ...common, variables: variables?.[count + index] }),
      );
      await Promise.all(batch);
    }
  },
  /** From now on, so many events are to come to everyone, or to those who will open. */
  expect({ events, size = sockets.length }) {
    arrivals = new Float64Array(events * size);
    come = 0;
    disorders = 0;
    surplus = 0;
  },
  /** Waits until they have come; returns when each came. Rejects when they do not, or not in order. */
  async result({ patience = 120_000 }) {
    if (come < arrivals.length) {
      await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${come} of ${arrivals.length} came.`)), patience);
        allCame = () => {
          clearTimeout(timer);
          allCame = undefined;
          resolve();
        };
      });
    }
    if (disorders + surplus > 0) throw new Error(`${disorders} came out of order, ${surplus} came too many.`);
    return arrivals;
  },
  end() {
    ending = true;
    for (const socket of sockets) socket.destroy();
  },
});
