import { startChild } from '../lib/child.mjs';
import { startPostgres, makePlace } from '../lib/place.mjs';
import { figure, median, quantile } from '../lib/stats.mjs';

/** How many users the identity provider has, unless the run is a quick one. */
const USERS = 2_000;

/** What the token of the identity provider may do. */
const SCOPES = [
  'read',
  'addPerson',
  'revisePerson',
  'changePersonRole',
  'changeSubject',
  'deactivatePerson',
  'reactivatePerson',
];

const ADD = 'mutation ($input: AddPersonInput!) { addPerson(input: $input) { __typename } }';

/**
 * As many users as a company has, by the requests that Okta sends for each: is there one of this name, add, and later
 * deactivate. Beside the mutation that does the same, over the same server, one request at a time as providers do.
 */
export async function provisioning({ files, config, quick, say }) {
  const users = quick ? USERS / 10 : USERS;
  const postgres = await startPostgres({ durable: true });
  const databaseUrl = await postgres.createDatabase();
  const place = await makePlace(databaseUrl);
  const server = await startChild(files.uplift, {
    args: [JSON.stringify({ ...config, databaseUrl, place })],
    server: true,
  });
  const bearer = await server.call('token', { scopes: SCOPES });
  const origin = new URL(server.first).origin;
  const times = { find: [], add: [], deactivate: [], mutation: [] };
  const timed = async (kind, path, options, expected) => {
    const began = performance.now();
    const response = await fetch(new URL(path, origin), options);
    const body = await response.text();
    if (response.status !== expected || body.includes('Error')) throw new Error(`${path}: ${response.status} ${body}`);
    times[kind].push(performance.now() - began);
    return body;
  };
  const scim = (kind, method, path, expected, body) =>
    timed(
      kind,
      `/scim/v2${path}`,
      {
        method,
        headers: { authorization: bearer, ...(body && { 'content-type': 'application/scim+json' }) },
        ...(body && { body: JSON.stringify(body) }),
      },
      expected,
    );

  const began = performance.now();
  const ids = [];
  for (let count = 0; count < users; count += 1) {
    const userName = `person${count}@example.com`;
    await scim('find', 'GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`, 200);
    const body = await scim('add', 'POST', '/Users', 201, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      externalId: `00u${count}`,
      name: { givenName: 'Person', familyName: String(count) },
      emails: [{ primary: true, value: userName, type: 'work' }],
      active: true,
    });
    ids.push(JSON.parse(body).id);
    if ((count + 1) % (users / 4) === 0) say(`${figure(count + 1)} users`);
    await timed(
      'mutation',
      '/graphql',
      {
        method: 'POST',
        headers: { authorization: place.bearer, 'content-type': 'application/json' },
        body: JSON.stringify({
          query: ADD,
          variables: { input: { name: `Peer ${count}`, subject: `peer-${count}`, role: 'VIEWER' } },
        }),
      },
      200,
    );
  }
  const added = (performance.now() - began - sum(times.mutation)) / 1_000;
  for (const id of ids)
    await scim('deactivate', 'PATCH', `/Users/${id}`, 200, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    });
  const { rss } = await server.call('memory');
  await server.stop();
  await postgres.dispose();

  const quarter = users / 4;
  const growth = median(times.add.slice(-quarter)) / median(times.add.slice(0, quarter));
  const ratio = median(times.add) / median(times.mutation);
  const told = (kind) => `${figure(median(times[kind]))} ms, 95 % within ${figure(quantile(times[kind], 0.95))} ms`;
  return [
    {
      title: `${figure(users)} users by SCIM`,
      command: `npm run bench -- --only provisioning${quick ? ' --quick' : ''}`,
      rows: [
        {
          goal: 'found by name and added, one request at a time',
          measured: `${figure(added)} s, ${figure(users / added)} a second`,
          verdict: '',
        },
        { goal: 'a user is looked up', measured: told('find'), verdict: '' },
        {
          goal: 'a user is added',
          measured: `${told('add')}; ${figure(ratio)} × the mutation \`addPerson\` (${figure(median(times.mutation))} ms)`,
          verdict: '',
        },
        {
          goal: 'the last quarter takes as long as the first',
          measured: `${figure(growth)} ×`,
          verdict: growth <= 1.25 ? 'met' : 'missed',
        },
        { goal: 'a user is deactivated', measured: told('deactivate'), verdict: '' },
        { goal: 'memory of the server after it', measured: `${figure(rss / 1e6)} MB`, verdict: '' },
      ],
      notes: [
        'Postgres flushes at each commit. Each user is looked up before, as Okta does; each addition is an event of the log.',
      ],
    },
  ];
}

const sum = (values) => values.reduce((total, each) => total + each, 0);
