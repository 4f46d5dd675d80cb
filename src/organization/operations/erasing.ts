import { eraseOrigins } from '../../auth/access-chain.js';
import { administrators } from '../../auth/allowed.js';
import { replaceInOutcomes } from '../../commands/outcome-texts.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { eraseCommentsOf } from '../../comments/operations/erasing.js';
import type { Person } from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import { demandChained } from '../../log/erasure.js';
import { demandAnotherPerson } from '../rules.js';
import { leaveAllGroups } from './group-member.js';
import { hashOfSubject } from './joining.js';
import { personCommand } from './person.js';
import { eraseFromLog, PERSONAL, placesInLog, subjectsOf, textsOf } from './person-texts.js';
import { dropLeadsByGroups, roleWithoutGroups } from './rights-by-groups.js';

/** How many texts of one kind are erased from a table. */
export interface ErasedPlaces {
  readonly table: string;
  readonly kind: string;
  readonly count: number;
}

/** How long it may take, in milliseconds: outcomes are searched one by one. */
const TIMEOUT = 60_000;

export const erasePerson = personCommand({
  name: 'erasePerson',
  description:
    'Erases a person for good and ends their access: a name such as "Former member 7" takes the place of their name and subject, and their e-mail address, locale and time zone are removed; all of it in the log as well, whose hashes stay valid. Their comments are removed, in the log as well. What people wrote about them in free text stays. A dry run counts the places.',
  allowed: administrators,
  event: 'PersonErased',
  timeout: TIMEOUT,
  input: {},
  guard: ({ personId }, { id }) => demandAnotherPerson(personId, id),
  async change(work, person) {
    const { db, now } = work;
    const { id: personId, organizationId } = person;
    await demandChained(db, organizationId);
    const name = await newName(work);
    const texts = await textsOf(work, person);
    const hashes = (await subjectsOf(work, person)).map((each) => hashOfSubject(organizationId, each));
    const remembered = hashes.map((hash) => ({ organizationId, hash }));
    await db.erasedSubject.createMany({ data: remembered, skipDuplicates: true });
    const inLog = await placesInLog(work, personId, texts);
    const sessions = await db.session.updateMany({
      where: { personId },
      data: { issuer: null, sid: null, sub: null, refreshToken: null, idToken: null, address: null, agent: null },
    });
    const accesses = await eraseOrigins(db, organizationId, personId);
    const tokens = await db.token.updateMany({
      where: { personId, lastUsedFrom: { not: null } },
      data: { lastUsedFrom: null },
    });
    const outcomes = await replaceInOutcomes(db, organizationId, texts, name);
    const comments = await eraseCommentsOf(work, personId);
    await leaveAllGroups(work, person);
    await dropLeadsByGroups(work, personId, 'Their groups gave it.');
    work.afterAppend.push(() => eraseFromLog(work, personId, texts));
    const places = [
      ...counted('Person', personalOf(person)),
      ...counted(
        'Event',
        [...inLog, ...comments.inLog].flatMap(({ type, paths }) => paths.map(() => type)),
      ),
      ...several('Session', 'session', sessions.count),
      ...several('AccessRecord', 'access', accesses),
      ...several('Token', 'token', tokens.count),
      ...counted('CommandOutcome', outcomes),
      ...several('Comment', 'comment', comments.removed),
    ];
    return {
      patch: {
        ...roleWithoutGroups(person),
        name,
        subject: name,
        email: null,
        locale: null,
        timeZone: null,
        active: false,
        erasedAt: now,
      },
      // Hazard: what was there before would stand in the log anew.
      relatedFields: { before: Object.fromEntries(PERSONAL.map((field) => [field, null])), after: { places } },
    };
  },
});

function personalOf(person: Person): string[] {
  return PERSONAL.filter((field) => person[field] !== null);
}

function several(table: string, kind: string, count: number): ErasedPlaces[] {
  return count > 0 ? [{ table, kind, count }] : [];
}

function counted(table: string, kinds: readonly string[]): ErasedPlaces[] {
  return Array.from(
    groupBy(kinds, (kind) => kind),
    ([kind, { length: count }]) => ({ table, kind, count }),
  );
}

/** A name that nobody has: the numbers rise within the organization. */
async function newName({ db, actor }: UnitOfWork): Promise<string> {
  const [next] = await db.$queryRaw<{ name: string }[]>`
    SELECT 'Former member ' || COALESCE(MAX(substring(t FROM '^Former member ([0-9]+)$')::numeric), 0) + 1 AS name
      FROM "Person" p CROSS JOIN LATERAL unnest(ARRAY[p."name", p."subject"]) t
     WHERE p."organizationId" = ${actor.organizationId}::uuid`;
  if (!next) throw new Error('An aggregate has a row.');
  return next.name;
}
