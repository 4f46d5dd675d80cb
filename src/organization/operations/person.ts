import { z } from 'zod';
import { command } from '../../commands/command.js';
import { line, recordId, recordVersion } from '../../commands/forms.js';
import type { Work } from '../../commands/work.js';
import type { Person } from '../../generated/prisma/client.js';
import { Role } from '../../generated/prisma/enums.js';
import { alreadyExists, notFound } from '../../refusal.js';
import { demandAnAdministratorStays } from '../rules.js';
import type { OrganizationEventType } from '../events.js';

/** Adds a person, known to the identity provider by their subject. */
export const addPerson = command({
  name: 'addPerson',
  input: z.object({ name: line, subject: line, role: z.enum(Role) }),
  async perform(work, input) {
    const { organizationId } = work.actor;
    const taken = await work.db.person.count({ where: { organizationId, subject: input.subject } });
    if (taken) throw alreadyExists('Person', `with the subject "${input.subject}"`);
    const person = await work.db.person.create({
      data: { ...input, organizationId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(person, header('PersonAdded'));
    return person;
  },
});

/** Changes what a person may do. */
export const changePersonRole = command({
  name: 'changePersonRole',
  input: z.object({ personId: recordId, version: recordVersion, role: z.enum(Role) }),
  perform: (work, { personId, version, role }) => changePerson(work, personId, version, { role }, 'PersonRoleChanged'),
});

/** Ends a person's access; their past stays as it is. */
export const deactivatePerson = command({
  name: 'deactivatePerson',
  input: z.object({ personId: recordId, version: recordVersion }),
  perform: (work, { personId, version }) =>
    changePerson(work, personId, version, { active: false }, 'PersonDeactivated'),
});

/** Gives a person who has left their access back, in the role that they had. */
export const reactivatePerson = command({
  name: 'reactivatePerson',
  input: z.object({ personId: recordId, version: recordVersion }),
  perform: (work, { personId, version }) =>
    changePerson(work, personId, version, { active: true }, 'PersonReactivated'),
});

/** A person of the actor's organization. */
export async function personOf(work: Work, id: string): Promise<Person> {
  const person = await work.db.person.findUnique({ where: { id, organizationId: work.actor.organizationId } });
  if (!person) throw notFound('Person');
  return person;
}

/** Ids of people, each once and in order. Refuses unless all of them are of the actor's organization. */
export async function demandPeople(work: Work, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)].sort();
  const { organizationId } = work.actor;
  const known = await work.db.person.count({ where: { id: { in: wanted }, organizationId } });
  if (known !== wanted.length) throw notFound('Person');
  return wanted;
}

async function changePerson(
  work: Work,
  personId: string,
  version: number,
  patch: Partial<Pick<Person, 'role' | 'active'>>,
  type: OrganizationEventType,
): Promise<Person> {
  const person = await personOf(work, personId);
  work.demandVersion(person, version, 'Person');
  // Hazard: two administrators who demote each other at once. Locking them all makes the second see the first. Not FOR
  // UPDATE: the events that administrators cause meanwhile refer to them, and would wait for us while we wait for the log.
  const administrators = await work.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Person"
     WHERE "organizationId" = ${work.actor.organizationId}::uuid AND "role" = 'ADMINISTRATOR' AND "active"
     ORDER BY "id" FOR NO KEY UPDATE`;
  demandAnAdministratorStays(
    administrators.map(({ id }) => id),
    { ...person, ...patch },
  );
  await work.change(work.db.person, person, patch, header(type));
  return person;
}

function header(type: OrganizationEventType) {
  return { type, recordType: 'Person' };
}
