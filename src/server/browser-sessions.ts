import type { AccessAudit } from '../auth/access-audit.js';
import { actorFinder } from '../auth/actor.js';
import type { Actor } from '../auth/actor.js';
import type { Authenticate } from '../auth/credentials.js';
import type { Issuers } from '../auth/issuers.js';
import { createProviderClient } from '../auth/provider-client.js';
import type { NewAccounts } from '../auth/provider-client.js';
import { watchProviders } from '../auth/provider-watch.js';
import { createSessions } from '../auth/sessions.js';
import type { SessionLimits, Sessions } from '../auth/sessions.js';
import type { CommandEnvironment } from '../commands/execute.js';
import type { Logger } from '../logger.js';
import type { Sealing } from '../sealing.js';
import { followClaim } from '../organization/operations/claimed-groups.js';
import { joinAtSignIn } from '../organization/operations/joining.js';
import type { Newcomer } from '../organization/operations/joining.js';
import { demoSignIn } from './http/demo-sign-in.js';
import type { DemoUsers } from './http/demo-sign-in.js';
import { linkSignIn } from './http/link-sign-in.js';
import { providerSignIn } from './http/provider-sign-in.js';
import { sessionCookies } from './http/session-cookie.js';
import type { SessionCookies } from './http/session-cookie.js';
import { createSignIn, sessionBeginner } from './http/sign-in.js';
import type { SignInWay } from './http/sign-in.js';
import type { SignIns } from './http/sign-ins.js';

/** How people sign in in a browser. */
export interface SignInOptions {
  /** The origin at which browsers reach the server; absent for a demo, which they reach at its loopback names. */
  readonly origin?: string | undefined;
  readonly limits: SessionLimits;
  /** The people of a demo; absent on any other server. */
  readonly demo?: DemoUsers | undefined;
  /** Our own secret, which signs sign-in links; absent if there are none. */
  readonly linkSecret?: string | undefined;
  /** The identity provider and our client at it; absent if there is none. */
  readonly provider?:
    | {
        readonly issuer: string;
        readonly url?: string | undefined;
        readonly clientId: string;
        readonly clientSecret: string | undefined;
        /** Who gets an account at their first sign-in; absent where nobody does. */
        readonly accounts?: NewAccounts | undefined;
        /** The claim that names the groups of a person; absent where none counts. */
        readonly groupsClaim?: string | undefined;
        /** The claim that names a person; absent for `sub`. */
        readonly subjectClaim?: string | undefined;
        /** Scopes that are asked for besides the usual ones; absent for none. */
        readonly scopes?: readonly string[] | undefined;
      }
    | undefined;
}

/** The sessions of browsers, and how they start and end. */
export interface BrowserSessions {
  readonly sessions: Sessions;
  readonly cookies: SessionCookies;
  /** Asks the providers from time to time whether they still know those who are signed in, and revokes what is left of sessions that ended; returns how to stop. */
  watchProviders(): () => Promise<void>;
  /** Makes the handler of all below `/auth/`. */
  signIn(asked: {
    readonly authenticate: Authenticate;
    readonly welcomesVisitors: boolean;
  }): ReturnType<typeof createSignIn>;
}

/** Opens the sessions of browsers over an open database. */
export function openBrowserSessions(
  { origin, limits, demo, linkSecret, provider }: SignInOptions,
  environment: CommandEnvironment,
  audit: AccessAudit,
  signIns: SignIns,
  issuers: Issuers,
  logger: Logger,
  sealing: Sealing | undefined,
): BrowserSessions {
  const { database, clock } = environment;
  const { prisma } = database;
  const cookies = sessionCookies(origin);
  const failed = (error: unknown): void => logger.warn({ err: error }, 'could not record which sessions are in use');
  const sessions = createSessions(prisma, clock, limits, failed, sealing);
  const findActor = actorFinder(prisma);
  const findOrganization = (slug: string) => prisma.organization.findUnique({ where: { slug }, select: { id: true } });
  const enter = sessionBeginner({ sessions, audit, signIns, cookies, logger });
  const client = provider && origin !== undefined ? createProviderClient({ ...provider, origin }, logger) : undefined;
  const ways: SignInWay[] = [];
  if (demo) ways.push(demoSignIn(demo, cookies, enter));
  if (linkSecret !== undefined) ways.push(linkSignIn({ secret: linkSecret, findActor, signIns, cookies, enter }));
  if (origin !== undefined) {
    const accounts = provider?.accounts;
    const join = accounts && ((newcomer: Newcomer) => joinAtSignIn(environment, newcomer, accounts.role));
    const followGroups = (actor: Actor, groups: readonly string[]) => followClaim(environment, actor, groups);
    const people = { findOrganization, findActor, join, followClaim: followGroups };
    ways.push(providerSignIn({ client, issuers, origin, sessions, audit, signIns, ...people, cookies, enter, logger }));
  }
  return {
    sessions,
    cookies,
    watchProviders: () =>
      sealing
        ? watchProviders({ prisma, clock, logger, sealing, audit, limits, client, issuers })
        : async () => undefined,
    signIn: (asked) => createSignIn({ sessions, audit, signIns, cookies, findActor, logger, ways, ...asked }),
  };
}
