import type { z } from 'zod';
import { administrators } from '../../auth/allowed.js';
import { includesRole } from '../../auth/permissions.js';
import { demandStillThere } from '../../auth/still-there.js';
import { command } from '../../commands/command.js';
import { clearable, email, enumOf, id, line, locale, optional, timeZone, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { insertRows } from '../../database/insert-rows.js';
import type { Person } from '../../generated/prisma/client.js';
import { Role } from '../../generated/prisma/enums.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { UserError } from '../../user-error.js';
import type { FieldValues } from '../../log/event.js';
import { demandAnAdministratorStays, demandNotErased, demandPerson, demandRoleByHand } from '../rules.js';
import { demandIssuer, usualIssuer, whoSignIn } from './issuer.js';
import { endTokensBeyondLessened, endTokensBeyondOwner, readRights } from './service-account-tokens.js';
import type { OrganizationEventType } from '../events.js';

/** What a person is called, and how they are reached. */
export const details = {
  name: line('Display name.'),
  email: email('E-mail address, unique in the organization; stored in lower case.'),
  locale: locale('Preferred language and region, as a BCP 47 tag such as `de-CH`.'),
  timeZone: timeZone('Time zone, by its IANA name, such as `Europe/Zurich`.'),
};

const newPerson = {
  name: details.name,
  subject: line('Their subject at the identity provider: the `sub` of their tokens.'),
  issuerId: clearable(
    id(
      'Issuer',
      'The issuer of the organization that calls them so; null for the identity provider of the server. Default: the oldest issuer of the organization, or else that of the server.',
    ),
  ),
  role: enumOf(Role, 'Role', 'Their role.'),
  email: optional(details.email),
  locale: optional(details.locale),
  timeZone: optional(details.timeZone),
};

export const addPerson = command({
  name: 'addPerson',
  description: 'Adds a person.',
  allowed: administrators,
  record: 'Person',
  event: 'PersonAdded',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: newPerson,
  async perform(work, input) {
    await demandFreeSubject(work, input.subject);
    await demandFreeEmail(work, input.email);
    if (input.issuerId) await demandIssuer(work, input.issuerId);
    const [person] = await addPeople(work, [{ ...input, active: true, ownerId: null }]);
    return person;
  },
});

/** A person or a service account to be added; not active where they have left before. */
export type NewPerson = z.output<z.ZodObject<typeof newPerson>> & Pick<Person, 'active' | 'ownerId'>;

/** Adds people of whom it is known that they are not there yet: one statement, however many. */
export async function addPeople<const People extends readonly NewPerson[]>(
  work: UnitOfWork,
  people: People,
): Promise<Each<People, Person>> {
  const stamp = { organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now };
  const needsUsual = people.some(({ issuerId, ownerId }) => issuerId === undefined && ownerId === null);
  const usual = needsUsual ? await usualIssuer(work) : null;
  const rows = await insertRows<Person>(
    work.db,
    'Person',
    people.map(({ issuerId, ...person }) => ({
      ...person,
      issuerId: person.ownerId === null ? (issuerId === undefined ? usual : issuerId) : null,
      ...stamp,
      version: person.active ? 1 : 2,
    })),
  );
  for (const row of rows) {
    const added = { ...row, version: 1, active: true };
    work.created(added, header(row.ownerId === null ? 'PersonAdded' : 'ServiceAccountAdded'));
    if (!row.active) work.changed(added, { active: false }, header('PersonDeactivated'));
  }
  return rows as Each<People, Person>;
}

const target = { personId: id('Person', 'The person.'), version: version('Person') };

/** What a command changes of a person. */
interface PersonChange {
  readonly patch: Partial<Omit<Person, 'id' | 'organizationId' | 'version' | 'createdAt' | 'updatedAt'>>;
  /** What the event says besides, or instead. */
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/** Describes a command that changes a person. Who has left, or is known by another subject, is signed out everywhere. */
export const personCommand = recordCommands<
  Person,
  Pick<Person, 'id' | 'name' | 'erasedAt' | 'ownerId' | 'roleByHand'>,
  PersonChange,
  | 'revisePerson'
  | 'changeSubject'
  | 'changePersonRole'
  | 'changeServiceAccountOwner'
  | 'deactivatePerson'
  | 'reactivatePerson'
  | 'erasePerson',
  OrganizationEventType,
  typeof target
>({
  record: 'Person',
  target,
  load: memberOf,
  guard: (_verb, person) => demandNotErased(person),
  async write(work, person, { patch, relatedFields } = { patch: {} }, { type }) {
    const changed = { ...person, ...patch };
    const losesAccess = !changed.active || changed.subject !== person.subject || changed.issuerId !== person.issuerId;
    // Hazard: two administrators who demote each other at once. Locking them all makes the second see the first. Not FOR
    // UPDATE: the events that administrators cause meanwhile refer to them, and would wait for us while we wait for the log.
    const inCharge = await work.db.$queryRaw<Pick<Person, 'id' | 'issuerId'>[]>`
      SELECT "id", "issuerId" FROM "Person"
       WHERE "organizationId" = ${work.actor.organizationId}::uuid AND "role" = 'ADMINISTRATOR' AND "active" AND "ownerId" IS NULL
       ORDER BY "id" FOR NO KEY UPDATE`;
    demandAnAdministratorStays(await whoSignIn(work, inCharge), { ...changed, active: !losesAccess });
    await work.change(work.db.person, person, patch, header(type), relatedFields);
    if (changed.role !== person.role) {
      if (includesRole(changed.role, person.role)) await endTokensBeyondOwner(work, person.id);
      else
        await endTokensBeyondLessened(work, person.id, {
          ...(await readRights(work.db, person.id)),
          role: person.role,
        });
    }
    if (losesAccess) await endSessions(work, person.id);
    if (!changed.active) await revokeTokens(work, person.id);
  },
});

/** Hazard: without this, who comes back would be signed in where they were before. */
async function endSessions({ db, now }: UnitOfWork, personId: string): Promise<void> {
  await db.session.updateMany({ where: { personId, endedAt: null }, data: { endedAt: now } });
}

/** Hazard: without this, their scripts would act again once they come back. */
async function revokeTokens({ db, now }: UnitOfWork, personId: string): Promise<void> {
  await db.token.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } });
}

export const revisePerson = personCommand({
  name: 'revisePerson',
  description:
    'Changes what a person is called and how they are reached. Omitted fields stay as they are, and null clears a field.',
  allowed: administrators,
  event: 'PersonRevised',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    name: optional(details.name),
    email: clearable(details.email),
    locale: clearable(details.locale),
    timeZone: clearable(details.timeZone),
  },
  async change(work, person, { name, email = person.email, locale = person.locale, timeZone = person.timeZone }) {
    if (email !== person.email) await demandFreeEmail(work, email);
    return { patch: { name: name ?? person.name, email, locale, timeZone } };
  },
});

export const changeSubject = personCommand({
  name: 'changeSubject',
  description:
    'Changes the subject of a person, or the issuer that calls them so, such as after a move to another identity provider. Their sessions end, and tokens with the former subject or of the former issuer give no access.',
  allowed: administrators,
  event: 'PersonSubjectChanged',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    subject: newPerson.subject,
    issuerId: clearable(
      id(
        'Issuer',
        'The issuer of the organization that calls them so; null for the identity provider of the server. Default: as before.',
      ),
    ),
  },
  guard: (_actor, person) => demandPerson(person),
  async change(work, person, { subject, issuerId }) {
    if (subject !== person.subject) await demandFreeSubject(work, subject);
    if (issuerId === undefined) return { patch: { subject } };
    await demandIssuer(work, issuerId);
    return { patch: { subject, issuerId } };
  },
});

export const changePersonRole = personCommand({
  name: 'changePersonRole',
  description:
    'Changes the role of a person or of a service account. Where a service account may do more then than its owner, its tokens end. Refused while a group gives a person their role: change the group instead.',
  allowed: administrators,
  event: 'PersonRoleChanged',
  input: { role: enumOf(Role, 'Role', 'Their new role.') },
  guard: (_actor, person) => demandRoleByHand(person),
  change: (_work, _person, { role }) => ({ patch: { role } }),
});

export const deactivatePerson = personCommand({
  name: 'deactivatePerson',
  description:
    'Ends the access of a person who has left. Their past work stays, and nothing new can be assigned to them. `Person.serviceAccounts` has those that need another owner.',
  allowed: administrators,
  event: 'PersonDeactivated',
  input: {},
  change: () => ({ patch: { active: false } }),
});

export const reactivatePerson = personCommand({
  name: 'reactivatePerson',
  description: 'Restores the access of a person who had left, with their former role.',
  allowed: administrators,
  event: 'PersonReactivated',
  input: {},
  change: () => ({ patch: { active: true } }),
});

/** A person of the actor's organization who is to do something: still there, and no service account. */
export async function personOf(work: UnitOfWork, id: string): Promise<Person> {
  const person = await memberOf(work, id);
  demandStillThere(person);
  demandPerson(person);
  return person;
}

/** A person of the actor's organization, be it one who has left. */
export async function memberOf(work: UnitOfWork, id: string): Promise<Person> {
  const person = await work.db.person.findUnique({ where: { id, organizationId: work.actor.organizationId } });
  if (!person) throw notFound('Person');
  return person;
}

/** Ids of people, each once and in order. Refuses unless all of them are of the actor's organization. */
export async function demandPeople(work: UnitOfWork, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)].sort();
  const { organizationId } = work.actor;
  const known = await work.db.person.count({ where: { id: { in: wanted }, organizationId } });
  if (known !== wanted.length) throw notFound('Person');
  return wanted;
}

/** People of the actor's organization by their subjects, as far as there are such. */
export async function peopleBySubject(work: UnitOfWork, subjects: readonly string[]): Promise<Map<string, Person>> {
  const { organizationId } = work.actor;
  const people = await work.db.$queryRaw<Person[]>`
    SELECT * FROM "Person" WHERE "organizationId" = ${organizationId}::uuid AND "subject" = ANY(${[...subjects]})`;
  return new Map(people.map((person) => [person.subject, person]));
}

/** People of the actor's organization by their e-mail addresses, as far as there are such. */
export async function peopleByEmail(work: UnitOfWork, addresses: readonly string[]): Promise<Map<string, Person>> {
  const { organizationId } = work.actor;
  const people = await work.db.$queryRaw<Person[]>`
    SELECT * FROM "Person" WHERE "organizationId" = ${organizationId}::uuid AND "email" = ANY(${[...addresses]})`;
  return new Map(people.flatMap((person) => (person.email === null ? [] : [[person.email, person]])));
}

async function demandFreeSubject(work: UnitOfWork, subject: string): Promise<void> {
  if ((await peopleBySubject(work, [subject])).size > 0) throw personExists(subject);
}

async function demandFreeEmail(work: UnitOfWork, address: string | null): Promise<void> {
  if (address !== null && (await peopleByEmail(work, [address])).size > 0) throw addressTaken(address);
}

/** Refuses because there is a person with that e-mail address. */
export function addressTaken(address: string): UserError {
  return alreadyExists('Person', `with the e-mail address "${address}"`);
}

/** Refuses because there is a person with that subject. */
export function personExists(subject: string): UserError {
  return alreadyExists('Person', `with the subject "${subject}"`);
}

function header(type: OrganizationEventType) {
  return { type, recordType: 'Person' };
}
