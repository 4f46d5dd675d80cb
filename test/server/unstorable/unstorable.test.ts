import { isInterfaceType, isLeafType, getNamedType } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { signToken } from '../../../src/auth/tokens.js';
import { DEMO_SLUG, demoAdministrator } from '../../../src/demo/people.js';
import { encodeGlobalId } from '../../../src/ids.js';
import { isLiveState } from '../../schema/every-list.js';
import { schema } from '../../../src/graph/schema.js';
import { putGroup } from '../../commands/fixtures.js';
import { SECRET } from '../../support/app.js';
import { putDemo } from '../../support/demo.js';
import { useApp } from '../../support/use-app.js';
import { putWebhook } from '../../webhooks/put-webhook.js';
import { transports } from '../transports.js';
import type { Result } from '../transports.js';
import { findTextPlaces } from './text-places.js';
import type { TextPlace } from './text-places.js';

/** Texts that neither a row nor a JSON document of Postgres can hold. */
const NUL = 'x\0';
const HALF = 'x\ud800';

let bearer: string;
/** The id of a record of each type that the demo has some of. */
const records = new Map<string, string>();
// The commands of a batch are those of the mutations: its own key is all that it adds.
const places = findTextPlaces(schema).filter(({ name }) => !name.startsWith('Mutation.batch input.commands.'));

const app = useApp();
beforeAll(async () => {
  await putDemo(app);
  bearer = `Bearer ${await signToken(SECRET, demoAdministrator.subject, DEMO_SLUG, '1h')}`;
  const { prisma } = app.services.database;
  const owner = await prisma.person.findFirstOrThrow({ where: { subject: demoAdministrator.subject } });
  await putWebhook(app, { organizationId: owner.organizationId, ownerId: owner.id });
  await putGroup(app, owner.organizationId);
  const node = schema.getType('Node');
  for (const { name } of isInterfaceType(node) ? schema.getPossibleTypes(node) : []) {
    const [row] = await prisma
      .$queryRawUnsafe<{ id: string }[]>(`SELECT "id"::text FROM "${name}" LIMIT 1`)
      .catch(() => []);
    if (row) records.set(name, encodeGlobalId(name, row.id));
  }
}, 240_000);

/** The field on the way that leads to the type that has it; undefined where no record of the demo leads there. */
function fromRoot({ parent }: TextPlace, field: string): string | undefined {
  if (['Query', 'Mutation', 'Subscription'].includes(parent)) return field;
  if (parent === 'Organization') return `viewer { organization { ${field} } }`;
  if (parent === 'Practice') return `practice(ref: "OPM SP 3.2") { ${field} }`;
  if (parent === 'DeploymentProgress') return `deploymentProgress { ${field} }`;
  if (parent === 'WaitingWorkState') return `waitingWork { ${field} }`;
  if (parent === 'Viewer') return `viewer { ${field} }`;
  if (parent === 'MatrixRowConnection') return `deploymentMatrix { ${field} }`;
  if (parent === 'MatrixRow') return `deploymentMatrix { nodes { ${field} } }`;
  const id = records.get(parent);
  return id && `node(id: "${id}") { ... on ${parent} { ${field} } }`;
}

interface Answered extends Result {
  readonly data?: { readonly field?: { readonly __typename: string; readonly issues?: readonly Issue[] } } | null;
}

async function attempt(place: TextPlace, given: Readonly<Record<string, unknown>>) {
  const { parent, field } = place;
  const names = field.args.filter(({ name }) => name in given);
  const variables = names.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const selection = isLeafType(getNamedType(field.type))
    ? ''
    : `{ __typename ${parent === 'Mutation' ? '... on InvalidInputError { issues { path message } }' : ''} }`;
  const text = fromRoot(
    place,
    `field: ${field.name}(${names.map(({ name }) => `${name}: $${name}`).join(', ')}) ${selection}`,
  );
  if (text === undefined) return undefined;
  const live = parent === 'Subscription' || isLiveState(parent);
  const kind = live ? 'subscription' : parent.toLowerCase() === 'mutation' ? 'mutation' : 'query';
  const query = `${kind} (${variables}) { ${text} }`;
  return transports[live ? 'SSE' : 'HTTP'](app.url, { query, variables: given, bearer }) as Promise<Answered>;
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

/** Puts ids of the right types where a mutation asks for them, until it looks at the text. */
async function attemptMutation(place: TextPlace, text: string) {
  const given = structuredClone(place.argumentsWith(text)) as { input: Record<string, unknown> };
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt(place, given);
    const issues = answer?.data?.field?.issues ?? [];
    const wrong = issues.flatMap(({ path, message }) => {
      const [, type] = /^This is not the id of an? (\w+)\.$/.exec(message) ?? [];
      return type && valueAt(given.input, path) === 'x' ? [{ path, type }] : [];
    });
    if (wrong.length === 0 || tries > 3) return answer;
    for (const { path, type } of wrong) putAt(given.input, path, encodeGlobalId(type, crypto.randomUUID()));
  }
}

const stepsOf = (path: string): string[] => path.split('.');
function valueAt(value: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((each, step) => (each as Record<string, unknown>)[step], value);
}
function putAt(value: Record<string, unknown>, path: string, id: string): void {
  const steps = stepsOf(path);
  const last = steps.pop() ?? '';
  (steps.length === 0 ? value : (valueAt(value, steps.join('.')) as Record<string, unknown>))[last] = id;
}

async function expectRefused(place: TextPlace, text: string): Promise<void> {
  const answer = await attempt(place, place.argumentsWith(text));
  if (!answer) throw new Error(`Say in fromRoot how to get to a ${place.parent}.`);
  expect(
    answer.errors?.map(({ extensions }) => extensions?.['code']),
    place.name,
  ).toEqual(['BAD_USER_INPUT']);
}

it('finds the places of all kinds', () => {
  const names = places.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Query.units filter.attributes.values',
      'Query.deploymentMatrix filter.units.attributes.values',
      'Unit.attribute name',
      'Mutation.addUnit input.attributes.value',
      'Mutation.importCatalog input.document',
      'Subscription.events after',
    ]),
  );
  expect(places.length).toBeGreaterThan(400);
});

it.each(places.map((place) => [place.name, place] as const))('%s is refused in words', async (name, place) => {
  if (place.parent === 'Mutation') {
    const { data, errors } = (await attemptMutation(place, NUL)) ?? {};
    const codes = errors?.map(({ extensions }) => extensions?.['code']) ?? [];
    if (codes.length > 0) expect(codes, name).toEqual(['BAD_USER_INPUT']);
    else expect(data?.field?.__typename, name).toMatch(/^(InvalidInputError|FileRejectedError)$/);
  } else await expectRefused(place, NUL);
});

it('is the same for half a pair of surrogates', async () => {
  for (const place of places.filter(({ parent }) => parent === 'Query')) await expectRefused(place, HALF);
});

const dates = (['Date', 'DateTime'] as const).flatMap((scalar) =>
  findTextPlaces(schema, [scalar])
    .filter(({ parent }) => parent !== 'Mutation')
    .map((place) => [place.name, scalar, place] as const),
);

it('finds the places of days and instants', () => {
  expect(dates.map(([name]) => name)).toEqual(
    expect.arrayContaining(['Query.waitingWork filter.dueBy', 'Query.deploymentMatrix asOf']),
  );
});

it.each(dates)('%s of a year that cannot be stored is refused in words', async (_name, scalar, place) => {
  await expectRefused(place, scalar === 'Date' ? '0000-01-01' : '0000-01-01T00:00:00Z');
  if (scalar === 'DateTime') await expectRefused(place, '9999-12-31T23:59:59-12:00');
});
