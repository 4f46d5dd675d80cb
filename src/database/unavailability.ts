import { answeredState, sqlState } from './sql.js';
import { BusyError } from '../semaphore.js';
import { CanceledError } from './statements.js';

/** Why the database does not do now what it does at other times. What it was asked for is done whole or not at all. */
export type Unavailability = 'busy' | 'crowded' | 'full' | 'readOnly' | 'away';

/** Each in words, for callers and operators. */
export const UNAVAILABILITIES: Readonly<Record<Unavailability, string>> = {
  busy: 'The database is too busy for this at the moment.',
  crowded: 'The database has no connections left at the moment.',
  full: 'The database has no space left at the moment.',
  readOnly: 'The database takes no changes at the moment.',
  away: 'The database cannot be reached at the moment.',
};

/** By SQLSTATE, or by the code of Prisma or of the system. */
const CODES: Readonly<Record<string, Unavailability>> = {
  // Statements that waited or ran for too long, or whose caller had left.
  '55P03': 'busy',
  '57014': 'busy',
  '25P03': 'busy',
  '25P04': 'busy',
  // A transaction that was not to be had in time, or took too long.
  P2028: 'busy',
  '53200': 'busy',
  '53300': 'crowded',
  P2037: 'crowded',
  '53100': 'full',
  '25006': 'readOnly',
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '58030': 'away',
  '08000': 'away',
  '08003': 'away',
  '08006': 'away',
  P1001: 'away',
  P1002: 'away',
  P1008: 'away',
  P1017: 'away',
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  EHOSTUNREACH: 'away',
  ENETUNREACH: 'away',
  ENOENT: 'away',
  ENOTFOUND: 'away',
  EAI_AGAIN: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
};

/** What the driver says without a code. */
const MESSAGES: readonly (readonly [RegExp, Unavailability])[] = [
  [/^timeout exceeded when trying to connect/, 'busy'],
  [/^Connection terminated|^timeout expired$|^Client (was closed|has encountered a connection error)/, 'away'],
];

/** Why the database, or the way to it, failed something that it may do later; undefined for any other error. */
export function unavailabilityOf(error: Error): Unavailability | undefined {
  if (error instanceof BusyError || error instanceof CanceledError) return 'busy';
  const code = answeredState(error) ?? sqlState(error);
  const known = code === undefined ? undefined : CODES[code];
  return known ?? MESSAGES.find(([message]) => message.test(error.message))?.[1];
}
