import { afterEach, describe, expect, test, vi } from 'vitest';
import { reportFailure } from '../../src/cli/failures.js';
import { UNAVAILABILITIES } from '../../src/database/unavailability.js';
import { CanceledError } from '../../src/database/statements.js';

const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

afterEach(() => void vi.restoreAllMocks());

/** What standard error says of a failure. */
function printed(error: unknown): string {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  expect(reportFailure(error)).toBe(1);
  return lines.join('');
}

describe('a command that failed for the database', () => {
  test.each([
    ['a server that takes the connection and says nothing', new Error('timeout expired'), 'away'],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), 'busy'],
    ['a connection that is cut', new Error('Connection terminated unexpectedly'), 'away'],
    ['an error of the driver', named('error', 'terminating connection', { code: '57P01' }), 'away'],
    ['an error of Prisma', named('PrismaClientKnownRequestError', 'Can’t reach', { code: 'P1001' }), 'away'],
    ['a statement that was canceled', new CanceledError(), 'busy'],
  ] as const)('says so in one line of words: %s', (_what, error, why) => {
    expect(printed(error)).toBe(`${UNAVAILABILITIES[why]}\n`);
  });

  test('is not confused with one that did not find a file', () => {
    const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open', path: 'people.csv' });
    expect(printed(missing)).toBe('people.csv: there is no such file or folder.\n');
  });

  test('is not confused with a mistake of ours, which is printed with its stack', () => {
    expect(printed(new Error('undefined is not a function'))).toContain('failures.test.ts');
  });
});
