import type { Profile } from '../../auth/provider-client.js';
import { hashOf } from '../../auth/look-up.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import type { Queryable } from '../../database/database.js';
import { answeredState, UNIQUE_VIOLATION } from '../../database/sql.js';
import { inTransaction } from '../../database/transaction.js';
import type { Role } from '../../generated/prisma/enums.js';
import { appendEvents } from '../../log/append.js';
import type { Commit } from '../../log/event.js';
import { jsonFields } from '../../log/event-log.js';
import { addPerson, details } from './person.js';

/** Somebody who has signed in at the identity provider and is not known. */
export interface Newcomer extends Profile {
  readonly subject: string;
  /** Slug of the organization that the provider names. */
  readonly organization: string;
}

/**
 * Gives somebody an account at their first sign-in, with an event that the sign-in causes and nobody else: the provider says so, and no role allows it. Does
 * nothing where there is no such organization, and for who was a member of it before: who has left, has another subject since or
 * was erased does not come back this way. What the provider says of them is left out where it cannot be taken over.
 */
export async function joinAtSignIn(
  { database, clock, committed }: Pick<CommandEnvironment, 'database' | 'clock' | 'committed'>,
  { subject, organization: slug, ...profile }: Newcomer,
  role: Role,
): Promise<void> {
  const organization = await database.prisma.organization.findUnique({ where: { slug }, select: { id: true } });
  const names = [profile.name, subject].flatMap((name) => details.name.safeParse(name).data ?? []);
  const form = addPerson.input.safeParse({ name: names[0], subject, role });
  if (!organization || !form.success || form.data.subject !== subject) return;
  const { id: organizationId } = organization;
  const join = async (db: Queryable): Promise<Commit | undefined> => {
    if (await wasMember(db, organizationId, subject)) return undefined;
    const email = details.email.safeParse(profile.email).data ?? null;
    const isTaken = email !== null && (await db.person.count({ where: { organizationId, email } })) > 0;
    const now = clock();
    const person = await db.person.create({
      data: {
        ...form.data,
        issuerId: null,
        organizationId,
        email: isTaken ? null : email,
        locale: details.locale.safeParse(profile.locale).data ?? null,
        timeZone: details.timeZone.safeParse(profile.timeZone).data ?? null,
        createdAt: now,
        updatedAt: now,
      },
    });
    const event = { type: 'PersonAdded', recordType: 'Person', recordId: person.id, recordVersion: person.version };
    const after = jsonFields({ ...person });
    return appendEvents(db, { organizationId, actorId: null, viaService: 'SIGN_IN', at: now }, [
      { ...event, note: NOTE, after },
    ]);
  };
  try {
    const added = await inTransaction(database, organizationId, join);
    if (added) committed(added, 'joinAtSignIn');
  } catch (error) {
    // They signed in twice at once, or somebody got their subject or address meanwhile: they are there, or sign in again.
    if (!(error instanceof Error && answeredState(error) === UNIQUE_VIOLATION)) throw error;
  }
}

const NOTE = 'At the first sign-in, as the identity provider says.';

/** What of the subject of an erased person is kept, so that they get no new account: see `ErasedSubject`. */
export function hashOfSubject(organizationId: string, subject: string): string {
  return hashOf(`${organizationId} ${subject}`);
}

/** Whether a subject is, or was, that of a member. */
async function wasMember(db: Queryable, organizationId: string, subject: string): Promise<boolean> {
  const [found] = await db.$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Person" WHERE "organizationId" = ${organizationId}::uuid AND "subject" = ${subject})
        OR EXISTS (SELECT 1 FROM "Event" WHERE "organizationId" = ${organizationId}::uuid
                      AND "type" = 'PersonSubjectChanged' AND "before" ->> 'subject' = ${subject}) AS "is"`;
  if (found?.is !== false) return true;
  const hash = hashOfSubject(organizationId, subject);
  return (await db.erasedSubject.count({ where: { organizationId, hash } })) > 0;
}
