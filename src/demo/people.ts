import type { Role } from '../generated/prisma/enums.js';

/** Short name of the demo organization. */
export const DEMO_SLUG = 'demo';

/** Subject of visitors without a token: a viewer like any other. */
export const GUEST_SUBJECT = 'guest';

/** A person of the demo organization. */
export interface DemoPerson {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}

/** The first administrator of the demo organization. */
export const demoAdministrator = {
  subject: 'noor',
  name: 'Noor Haddad',
  role: 'ADMINISTRATOR',
} as const satisfies DemoPerson;

/** Everybody else, who is added by the administrator. */
export const demoPeople: readonly DemoPerson[] = [
  { subject: GUEST_SUBJECT, name: 'Guest', role: 'VIEWER' },
  { subject: 'vera', name: 'Vera Lindqvist', role: 'VIEWER' },
  { subject: 'dario', name: 'Dario Conti', role: 'DEPLOYMENT_LEAD' },
  { subject: 'imani', name: 'Imani Okafor', role: 'DEPLOYMENT_LEAD' },
  { subject: 'silvia', name: 'Silvia Brandt', role: 'SPONSOR' },
  { subject: 'paul', name: 'Paul Mercier', role: 'PROJECT_LEAD' },
  { subject: 'priya', name: 'Priya Raman', role: 'PROJECT_LEAD' },
  { subject: 'pavel', name: 'Pavel Novak', role: 'PROJECT_LEAD' },
  { subject: 'pia', name: 'Pia Salonen', role: 'PROJECT_LEAD' },
];
