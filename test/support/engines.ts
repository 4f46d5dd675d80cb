import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openTestDatabase } from './app.js';
import { createDatabase, describeWithServices, dropDatabase } from './services.js';

/** `describe` for tests that hold on the embedded database and on a Postgres server, each in a database of its own. */
export function describeOnBothEngines(name: string, block: (database: () => Database) => void): void {
  describe(`${name}, embedded`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await openTestDatabase();
    });
    afterAll(() => database.close());
    block(() => database);
  });
  describeWithServices(`${name}, on a server`, ({ postgresUrl }) => {
    let database: Database;
    let databaseUrl: string;
    beforeAll(async () => {
      databaseUrl = await createDatabase(postgresUrl);
      database = await openTestDatabase({ databaseUrl });
    });
    afterAll(async () => {
      await database.close();
      await dropDatabase(databaseUrl);
    });
    block(() => database);
  });
}
