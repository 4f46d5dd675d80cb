import type { Queryable } from '../database/database.js';
import type { Role } from '../generated/prisma/enums.js';

/** Who acts: a person of an organization, with what the database says they may do. */
export interface Actor {
  readonly personId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly role: Role;
  /** Ids of the units that they lead. */
  readonly leads: ReadonlySet<string>;
}

/**
 * Finds the person that a token names. Null when nobody active has that subject. A subject that is known in several
 * organizations needs the organization's slug; without it, nobody is found rather than a guess made.
 */
export async function findActor(
  db: Queryable,
  subject: string,
  organizationSlug: string | undefined,
): Promise<Actor | null> {
  const people = await db.person.findMany({
    where: { subject, active: true, ...(organizationSlug ? { organization: { slug: organizationSlug } } : {}) },
    select: { id: true, organizationId: true, name: true, role: true, leads: { select: { unitId: true } } },
    take: 2,
  });
  const [person, another] = people;
  if (!person || another) return null;
  return {
    personId: person.id,
    organizationId: person.organizationId,
    name: person.name,
    role: person.role,
    leads: new Set(person.leads.map((lead) => lead.unitId)),
  };
}
