import pg from 'pg';
import type { LoggedEvent } from '../../../src/log/event.js';

/** An event of the log, and when it was committed by the database's clock, in milliseconds since 1970. */
export type CommittedEvent = LoggedEvent & { readonly committedAt: number };

/** Events read at once. */
const PAGE = 2_000;

const READ = `
  select "organizationId", "position", "type", "occurredAt", "actorId", "recordType", "recordId", "recordVersion",
         "improvementId", "deploymentId", "unitId", "note", encode("hash", 'hex') as "hash",
         extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as "committedAt"
    from "Event" where "organizationId" = $1 and "position" > $2 order by "position" limit ${PAGE}`;

/** Reads the log as it is committed, apart from everything that is tested. */
export class LogFollower {
  readonly #url: string;
  readonly #organizationId: string;
  readonly #onEvent: (event: CommittedEvent) => void;
  #client: pg.Client | undefined;
  #head = 0;

  constructor(url: string, organizationId: string, onEvent: (event: CommittedEvent) => void) {
    this.#url = url;
    this.#organizationId = organizationId;
    this.#onEvent = onEvent;
  }

  /** Reads what has been committed since; returns whether the database answered. */
  async read(): Promise<boolean> {
    try {
      const client = (this.#client ??= await this.#connect());
      for (;;) {
        const { rows } = await client.query<CommittedEvent>(READ, [this.#organizationId, this.#head]);
        for (const event of rows) {
          this.#head = event.position;
          this.#onEvent(event);
        }
        if (rows.length < PAGE) return true;
      }
    } catch {
      await this.close();
      return false;
    }
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
    return client;
  }
}
