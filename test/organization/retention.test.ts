import { expect, it, test } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { HOUR, startApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
const RETENTION = '{ viewer { organization { retention { subject amount unit setting } } } }';
const FIXED = [
  { subject: 'IDEMPOTENCY_KEYS', amount: 30, unit: 'DAYS', setting: null },
  { subject: 'WEBHOOK_DELIVERIES', amount: 30, unit: 'DAYS', setting: null },
];

async function read(url: string, bearer: string): Promise<unknown> {
  const { data, errors } = await ask(url, RETENTION, {}, bearer);
  expect(errors).toBeUndefined();
  return data?.['viewer'].organization.retention;
}
const set = (values: Partial<Parameters<typeof startApp>[0] & object>['parts']) =>
  startApp({ parts: { database: app.services.database, ...values } });

it('is what the server is told', async () => {
  const limits = { maxIdle: 12 * HOUR, maxAge: 720 * HOUR };
  const replay = { maxEvents: 5_000, maxAge: 36 * HOUR };
  const other = await set({ accessRecordDays: 90, replay, signIn: { origin: 'http://127.0.0.1:1', limits } });
  expect(await read(other.url, organization.people.ADMINISTRATOR.bearer)).toEqual([
    { subject: 'EVENTS', amount: null, unit: null, setting: null },
    { subject: 'REPLAYED_AGE', amount: 36, unit: 'HOURS', setting: 'REPLAY_MAX_AGE' },
    { subject: 'REPLAYED_EVENTS', amount: 5_000, unit: 'EVENTS', setting: 'REPLAY_MAX_EVENTS' },
    { subject: 'ACCESS_RECORDS', amount: 90, unit: 'DAYS', setting: 'ACCESS_RECORD_DAYS' },
    { subject: 'IDLE_SESSIONS', amount: 12, unit: 'HOURS', setting: 'SESSION_MAX_IDLE' },
    { subject: 'SESSIONS', amount: 30, unit: 'DAYS', setting: 'SESSION_MAX_AGE' },
    { subject: 'ENDED_SESSIONS', amount: 24, unit: 'HOURS', setting: null },
    ...FIXED,
  ]);
  await other.stop();
});

it('has a year of records of access where nothing else is said, no sessions where there are none, and seconds', async () => {
  const replay = { maxEvents: 0, maxAge: 1_500 };
  const other = await set({ replay, signIn: undefined });
  expect(await read(other.url, organization.people.ADMINISTRATOR.bearer)).toEqual([
    { subject: 'EVENTS', amount: null, unit: null, setting: null },
    { subject: 'REPLAYED_AGE', amount: 2, unit: 'SECONDS', setting: 'REPLAY_MAX_AGE' },
    { subject: 'REPLAYED_EVENTS', amount: 0, unit: 'EVENTS', setting: 'REPLAY_MAX_EVENTS' },
    { subject: 'ACCESS_RECORDS', amount: 365, unit: 'DAYS', setting: 'ACCESS_RECORD_DAYS' },
    ...FIXED,
  ]);
  await other.stop();
});

test.each<Role>(['SPONSOR', 'DEPLOYMENT_LEAD', 'PROJECT_LEAD', 'VIEWER'])('%s does not see it', async (role) => {
  expect(await read(app.url, organization.people[role].bearer)).toBeNull();
});

it('nor does a token of an administrator without the scope to read', async () => {
  const of = { organizationId: organization.id, personId: organization.people.ADMINISTRATOR.id };
  const { errors } = await ask(app.url, RETENTION, {}, (await putToken(app, { ...of, scopes: ['export'] })).bearer);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
