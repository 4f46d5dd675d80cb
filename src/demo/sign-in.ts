import { ROLES } from '../auth/permissions.js';
import type { Queryable } from '../database/database.js';
import type { DemoUsers } from '../server/http/demo-sign-in.js';
import { DEMO_SLUG, GUEST_SUBJECT } from './people.js';

/** The people of the demo organization as whom visitors can sign in. */
export function demoUsers(db: Queryable): DemoUsers {
  return async () => {
    const people = await db.person.findMany({
      where: { active: true, ownerId: null, organization: { slug: DEMO_SLUG }, subject: { not: GUEST_SUBJECT } },
      select: {
        id: true,
        organizationId: true,
        subject: true,
        name: true,
        role: true,
        leads: { select: { unit: { select: { name: true } } } },
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return people
      .map(({ id, leads, ...person }) => ({
        ...person,
        personId: id,
        leads: leads.map(({ unit }) => unit.name).sort(),
      }))
      .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  };
}
