import { expect, test } from 'vitest';
import { readRedisAddress } from '../../src/live/redis-address.js';

const plain = {
  kind: 'single',
  tls: false,
  name: '',
  database: 0,
  username: undefined,
  password: undefined,
  sentinelPassword: undefined,
};

test.each([
  ['redis://cache', { ...plain, nodes: [{ host: 'cache', port: 6379 }] }],
  [
    'rediss://uplift:p%40ss%2Fw@cache.example:6380/2',
    {
      ...plain,
      tls: true,
      username: 'uplift',
      password: 'p@ss/w',
      database: 2,
      nodes: [{ host: 'cache.example', port: 6380 }],
    },
  ],
  ['redis://:100%@[::1]:7000', { ...plain, password: '100%', nodes: [{ host: '::1', port: 7000 }] }],
  [
    'redis+cluster://a:1,b,10.0.0.3:3/',
    {
      ...plain,
      kind: 'cluster',
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 6379 },
        { host: '10.0.0.3', port: 3 },
      ],
    },
  ],
  [
    'rediss+sentinel://:secret@a,b:5/mymaster/3?sentinelPassword=an%20other',
    {
      ...plain,
      kind: 'sentinel',
      tls: true,
      name: 'mymaster',
      database: 3,
      password: 'secret',
      sentinelPassword: 'an other',
      nodes: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 5 },
      ],
    },
  ],
])('%s is an address', (url, address) => {
  expect(readRedisAddress(url)).toEqual(address);
});

test.each([
  ['', /^must be a URL that begins with redis:\/\//],
  ['http://cache', /^must be a URL/],
  ['redis+ring://cache', /^must be a URL/],
  ['redis://', /^must name each server/],
  ['redis://a:0', /^must name each server/],
  ['redis://a:65536', /^must name each server/],
  ['redis+cluster://a,', /^must name each server/],
  ['redis+cluster://a b', /^must name each server/],
  ['redis://a,b', /^names several servers/],
  ['redis+sentinel://a', /^must end with the name of the group/],
  ['redis://a/x', /^must end with the number of a database/],
  ['redis://a/-1', /^must end with the number of a database/],
  ['redis+sentinel://a/name/1/2', /^must end with the number of a database/],
  ['redis+cluster://a/1', /^must not name a database/],
  ['redis://a?family=6', /^has a parameter that means nothing here: family$/],
  ['redis://a?sentinelPassword=x', /^has a parameter that means nothing here: sentinelPassword$/],
])('%j is refused, with the reason', (url, reason) => {
  expect(readRedisAddress(url)).toMatch(reason);
});

test('a refusal does not hold the password', () => {
  for (const url of ['redis://:hunter2@a,b', 'redis://:hunter2@a/x', 'http://:hunter2@a']) {
    expect(readRedisAddress(url)).not.toContain('hunter2');
  }
});
