import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openMemoryDatabase } from '../src/database/embedded.js';
import type { Database } from '../src/database/database.js';
import { loggedError } from '../src/logged-error.js';

const PERSON = { name: 'Ludmila Petrovna', subject: 'ludmila@acme.example', role: 'SPONSORESS' };
const words = Object.values(PERSON);

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
}, 60_000);
afterAll(() => database.close());

const failureOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
};

describe('what is logged of an error', () => {
  const at = new Date(0);
  const person = { ...PERSON, role: 'VIEWER', organizationId: '018f0000-0000-7000-8000-000000000000' } as const;
  it.each<[what: string, work: () => unknown]>([
    ['Prisma does not take', () => database.prisma.person.create({ data: { ...PERSON, createdAt: at } as never })],
    ['breaks a constraint', () => database.prisma.person.create({ data: { ...person, createdAt: at, updatedAt: at } })],
    ['a statement does not take', () => database.prisma.$queryRaw`SELECT ${PERSON.role}::"Role"`],
    ['is not an id', () => database.prisma.person.findUnique({ where: { id: PERSON.subject } })],
    ['is not JSON', () => JSON.parse(PERSON.name) as unknown],
    [
      'GraphQL does not take',
      () => {
        throw new GraphQLError(`Got invalid value ${PERSON.name}`);
      },
    ],
    ['fits no form', () => z.literal('x', { error: () => PERSON.name }).parse(PERSON.name)],
    [
      'is within another one',
      () => {
        throw new Error('It failed.', { cause: new SyntaxError(PERSON.name) });
      },
    ],
  ])('has nothing of an input that %s', async (_what, work) => {
    const error = await failureOf(work);
    if (!String(error).includes('constraint'))
      expect(`${String(error)}${String((error as Error).cause)}${JSON.stringify(error)}`).toMatch(
        new RegExp(words.join('|')),
      );
    const logged = JSON.stringify(loggedError(error));
    for (const word of words) expect(logged).not.toContain(word);
    expect(loggedError(error).stack).toMatch(/^\s+at /);
  });

  it('says what the database complains of, where that is no value', async () => {
    const error = await failureOf(() => database.prisma.$queryRaw`SELECT * FROM "Nowhere"`);
    expect(loggedError(error)).toMatchObject({
      code: 'P2010',
      sqlState: '42P01',
      message: 'relation "Nowhere" does not exist',
    });
  });

  it('is the message of an error of ours', () => {
    expect(loggedError(new TypeError('x is not a function'))).toMatchObject({
      type: 'TypeError',
      message: 'x is not a function',
    });
  });
});
