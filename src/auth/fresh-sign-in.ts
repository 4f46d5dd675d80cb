import type { Queryable } from '../database/database.js';
import type { Organization } from '../generated/prisma/client.js';
import type { FreshSignInOccasion } from '../generated/prisma/enums.js';
import type { EventSignIn } from '../log/event.js';
import { UserError } from '../user-error.js';
import type { Actor } from './actor.js';
import type { Allowed } from './allowed.js';
import type { SignIn } from './grant.js';

/** What an organization asks of the sign-in that stands behind some commands. */
export interface FreshSignInRule {
  /** Slug of the organization. */
  readonly organization: string;
  readonly occasions: readonly FreshSignInOccasion[];
  /** How old the sign-in may be, in minutes. */
  readonly minutes: number;
  /** Classes of authentication of which one is enough; empty for any. */
  readonly acr: readonly string[];
}

/** Where a sign-in at an identity provider begins. */
export const LOGIN_PATH = '/auth/login';

/** Stands for the provider of the server, in place of the id of an issuer. */
export const SERVER_ISSUER = 'server';

/** By how much the clock of a provider may be ahead of ours, in milliseconds. */
const MAX_AHEAD = 60_000;

/** An organization, as far as it asks for fresh sign-ins. */
type Asking = Pick<Organization, 'slug' | 'freshSignInOccasions' | 'freshSignInMinutes' | 'freshSignInAcrValues'>;

/** What an organization asks, by its row. */
export function ruleOf({ slug, ...asked }: Asking): FreshSignInRule {
  const { freshSignInOccasions: occasions, freshSignInMinutes: minutes, freshSignInAcrValues: acr } = asked;
  return { organization: slug, occasions, minutes, acr };
}

/** Reads what an organization asks. */
export async function readFreshSignInRule(db: Queryable, organizationId: string): Promise<FreshSignInRule> {
  const organization = await db.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { slug: true, freshSignInOccasions: true, freshSignInMinutes: true, freshSignInAcrValues: true },
  });
  return ruleOf(organization);
}

/** Whether an organization asks for a fresh sign-in before a command, by what that is; undefined for what it never asks for. */
export function isAskedBefore({ occasions }: FreshSignInRule, what: FreshSignInOccasion | undefined): boolean {
  return what !== undefined && occasions.includes(what);
}

/**
 * Refuses a command before which the organization asks for a fresh sign-in, if the actor has none. Returns the one that they have,
 * for the event; null where none is asked for.
 */
export async function demandFreshSignIn(
  db: Queryable,
  actor: Actor,
  { name, allowed: { freshSignIn } }: { readonly name: string; readonly allowed: Allowed<never> },
  now: Date,
): Promise<EventSignIn | null> {
  if (freshSignIn === undefined) return null;
  const rule = await readFreshSignInRule(db, actor.organizationId);
  return isAskedBefore(rule, freshSignIn) ? freshSignInOf(actor, name, rule, now) : null;
}

/**
 * The fresh sign-in of an actor, as a rule asks for it.
 * @throws UserError where they have none.
 */
export function freshSignInOf(actor: Actor, command: string, rule: FreshSignInRule, now: Date): EventSignIn {
  const { signIn } = actor;
  const lack = lackOf(actor, rule, now);
  if (lack !== undefined || !signIn?.at)
    throw new UserError({
      kind: 'FreshSignInRequiredError',
      action: command,
      maxAge: rule.minutes * 60,
      acrValues: rule.acr,
      signInPath: signIn?.by === 'provider' ? signInPath(signIn, rule) : null,
      message: `Your organization asks for a fresh sign-in before ${command}. ${lack}`,
    });
  return { at: signIn.at.toISOString(), acr: signIn.acr };
}

/** Whether an actor cannot have a fresh sign-in at all: an API token stands for itself, not for a sign-in. */
export function cannotSignIn({ grant, isServiceAccount }: Actor): boolean {
  return grant !== undefined || isServiceAccount;
}

/** What the sign-in of an actor lacks, in words for them; undefined where it is fresh. */
function lackOf(actor: Actor, { minutes, acr }: FreshSignInRule, now: Date): string | undefined {
  const { signIn } = actor;
  if (cannotSignIn(actor)) return 'An API token cannot show one: do it yourself, in a browser.';
  if (!signIn) return 'Your credentials do not show one.';
  if (!signIn.at) return 'Your identity provider does not say when you signed in. Sign in again.';
  const age = now.getTime() - signIn.at.getTime();
  if (age < -MAX_AHEAD) return 'Yours is in the future: the clock of your identity provider is wrong.';
  if (age > minutes * 60_000) return `Yours is older than ${inWords(minutes)}. ${againBy(signIn)}`;
  if (acr.length === 0 || (signIn.acr !== null && acr.includes(signIn.acr))) return undefined;
  return `It must be of the class ${acr.join(' or ')} (acr); yours is ${signIn.acr ?? 'of none'}. ${againBy(signIn)}`;
}

function inWords(minutes: number): string {
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

function againBy({ by }: SignIn): string {
  if (by === 'link') return 'Ask the operator of this server for a new sign-in link.';
  if (by === 'token') return 'Get a new token from your identity provider after signing in there again.';
  return 'Sign in again.';
}

/** The address at which somebody signs in anew, as a rule asks for it. */
function signInPath({ issuerId }: SignIn, { organization, minutes, acr }: FreshSignInRule): string {
  const asked = new URLSearchParams({
    organization,
    issuer: issuerId ?? SERVER_ISSUER,
    max_age: String(minutes * 60),
    ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
  });
  return `${LOGIN_PATH}?${asked.toString()}`;
}
