/** PostGraphile 5 on `node:http`, put together as its documentation says: a schema made of the tables, without tokens or tenants. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { answer } from '../lib/child.mjs';
import { createMeter } from '../lib/meter.mjs';

const { databaseUrl, connections } = JSON.parse(process.argv[2]);
const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  // It leaves out lists whose foreign key has no index of exactly its columns; ours have one of the order as well.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ connectionString: databaseUrl, schemas: ['public'], poolConfig: { max: connections } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false },
});
const http = createServer();
await pgl.createServ(grafserv).addTo(http);
await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
const meter = createMeter();
answer(
  { ...meter.handlers, begin: () => meter.begin(), end: () => pgl.release() },
  `http://127.0.0.1:${http.address().port}/graphql`,
);
