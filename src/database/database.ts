import { PrismaClient } from '../generated/prisma/client.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { DatabaseClock } from './database-clock.js';
import type { Semaphores } from '../semaphore.js';

/** The open database: Prisma over PGlite or Postgres. */
export interface Database {
  readonly prisma: PrismaClient;
  /** True when this process holds the only connection there can be (PGlite): no one else writes. */
  readonly exclusive: boolean;
  readonly clock: DatabaseClock;
  /** The id of the installation, which copies of the database do not share. */
  readonly installation: () => Promise<string>;
  /** Bounds the transactions of each organization, so that one does not take all connections; absent for no bound. */
  readonly writers?: Semaphores | undefined;
  /** Closes it; calling again does nothing. */
  close(): Promise<void>;
}

/** What a query runs on: the client itself, or a transaction of it. */
export type Queryable = Prisma.TransactionClient;

/** Called for each SQL statement, after it ran: for tests that count them, and for tracing. */
export type OnStatement = (sql: string) => void;

/** Makes Prisma's client over a driver; statements are only watched if there is a listener. */
export function createClient(
  adapter: NonNullable<Prisma.PrismaClientOptions['adapter']>,
  transactionOptions: { readonly maxWait: number; readonly timeout: number },
  onStatement?: OnStatement,
): PrismaClient {
  if (!onStatement) return new PrismaClient({ adapter, transactionOptions });
  const client = new PrismaClient({ adapter, transactionOptions, log: [{ emit: 'event', level: 'query' }] });
  client.$on('query', ({ query }) => onStatement(query));
  return client;
}

export type { PrismaClient } from '../generated/prisma/client.js';
