import { decodeJwt } from 'jose';
import { ROLES } from '../auth/permissions.js';
import { signToken } from '../auth/tokens.js';
import type { Queryable } from '../database/database.js';
import type { DemoSignIn } from '../server/http/demo-sign-in.js';
import { DEMO_SLUG, GUEST_SUBJECT } from './people.js';

/** How long a token of a visitor is good for: their page asks for another before it ends. */
const LIFETIME = '1h';

/** Signs visitors in as people of the demo organization, as they are now; `secret` is the server's own. */
export function demoSignIn(db: Queryable, secret: string): DemoSignIn {
  return {
    async users() {
      const people = await db.person.findMany({
        where: { active: true, organization: { slug: DEMO_SLUG }, subject: { not: GUEST_SUBJECT } },
        select: { subject: true, name: true, role: true, leads: { select: { unit: { select: { name: true } } } } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return people
        .map(({ leads, ...person }) => ({ ...person, leads: leads.map(({ unit }) => unit.name).sort() }))
        .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
    },
    async sign(subject) {
      const token = await signToken(secret, subject, DEMO_SLUG, LIFETIME);
      return { token, expiresAt: new Date(Number(decodeJwt(token).exp) * 1_000) };
    },
  };
}
