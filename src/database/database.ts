import { PrismaClient } from '../generated/prisma/client.js';
import type { Prisma } from '../generated/prisma/client.js';

/** The open database: Prisma over PGlite or Postgres. */
export interface Database {
  readonly prisma: PrismaClient;
  /** True when this process holds the only connection there can be (PGlite): nobody else writes. */
  readonly exclusive: boolean;
  /** Closes it; calling again does nothing. */
  close(): Promise<void>;
}

/** What a query runs on: the client itself, or a transaction of it. */
export type Queryable = Prisma.TransactionClient;

export type { PrismaClient } from '../generated/prisma/client.js';
