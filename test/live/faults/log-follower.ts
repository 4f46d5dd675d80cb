import { crc32 } from 'node:zlib';
import pg from 'pg';
import type { LoggedEvent } from '../../../src/log/event.js';

/** An event of the log, and when it was committed by the database's clock, in milliseconds since 1970. */
export type CommittedEvent = LoggedEvent & { readonly committedAt: number };

/** What is told of the log as it is read. */
export interface LogReader {
  onEvent(event: CommittedEvent): void;
  /** The log has not what was read of it after a position. */
  onLoss(kept: number): void;
}

/** Events read at once. */
const PAGE = 2_000;

const READ = `
  select "organizationId", "position", "type", "occurredAt", "actorId", "recordType", "recordId", "recordVersion",
         "improvementId", "deploymentId", "unitId", "note", encode("hash", 'hex') as "hash",
         extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as "committedAt"
    from "Event" where "organizationId" = $1 and "position" > $2 order by "position" limit ${PAGE}`;

/** Reads the log as it is committed, apart from everything that is tested. */
export class LogFollower {
  #url: string;
  readonly #organizationId: string;
  readonly #reader: LogReader;
  #client: pg.Client | undefined;
  #head = 0;
  /** Checksum of the event at each position. */
  readonly #sums: number[] = [];

  constructor(url: string, organizationId: string, reader: LogReader) {
    this.#url = url;
    this.#organizationId = organizationId;
    this.#reader = reader;
  }

  /** Reads what has been committed since, and finds out what was lost; returns whether the database answered. */
  async read(): Promise<boolean> {
    try {
      const client = (this.#client ??= await this.#connect());
      for (;;) {
        const rows = await this.#page(client, this.#head);
        for (const event of rows) {
          this.#head = event.position;
          this.#sums[event.position] = sumOf(event);
          this.#reader.onEvent(event);
        }
        if (rows.length < PAGE) return true;
      }
    } catch {
      await this.close();
      return false;
    }
  }

  /** From now on the log is read from another server. */
  async moveTo(url: string): Promise<void> {
    await this.close();
    this.#url = url;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // The next query rejects.
    await client.connect();
    const kept = await this.#kept(client);
    if (kept < this.#head) {
      this.#head = kept;
      this.#reader.onLoss(kept);
    }
    return client;
  }

  /** The newest position at which the server has what was read before. */
  async #kept(client: pg.Client): Promise<number> {
    for (let to = this.#head; to > 0; to -= PAGE) {
      const page = await this.#page(client, Math.max(to - PAGE, 0));
      const same = page.findLast((event) => event.position <= to && sumOf(event) === this.#sums[event.position]);
      if (same) return same.position;
    }
    return 0;
  }

  async #page(client: pg.Client, after: number): Promise<CommittedEvent[]> {
    return (await client.query<CommittedEvent>(READ, [this.#organizationId, after])).rows;
  }
}

function sumOf(event: CommittedEvent): number {
  return crc32(JSON.stringify({ ...event, committedAt: null }));
}
