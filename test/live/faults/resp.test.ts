import { expect, test } from 'vitest';
import { endOfValue, publish, publishedIn } from './resp.js';

const message = (type: '*' | '>', payload: string): Buffer =>
  Buffer.from(`${type}3\r\n$7\r\nmessage\r\n$5\r\nhints\r\n$${Buffer.byteLength(payload)}\r\n${payload}\r\n`);

test.each([
  ['+OK\r\n', 5],
  [':12\r\n', 5],
  ['$-1\r\n', 5],
  ['$2\r\nhi\r\n+OK\r\n', 8],
  ['*2\r\n:1\r\n$1\r\na\r\n', 15],
  ['%1\r\n+a\r\n*1\r\n:1\r\n', 16],
])('the value %j ends where it ends, and not before', (text, end) => {
  const bytes = Buffer.from(text);
  expect(endOfValue(bytes, 0)).toBe(end);
  for (let length = 0; length < end; length += 1) expect(endOfValue(bytes.subarray(0, length), 0)).toBe(-1);
});

test.each(['*', '>'] as const)('a message of either protocol is read and written (%s)', (type) => {
  const value = message(type, '{"topic":"é"}');
  expect(publishedIn(value)).toBe('{"topic":"é"}');
  expect(publish(value, 'other')).toEqual(message(type, 'other'));
  expect(publishedIn(Buffer.from('*1\r\n$4\r\nping\r\n'))).toBeUndefined();
});
