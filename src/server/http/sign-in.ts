import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessAudit } from '../../auth/access-audit.js';
import type { actorFinder } from '../../auth/actor.js';
import type { Authenticate } from '../../auth/credentials.js';
import type { EndedSession, NewSession, Sessions } from '../../auth/sessions.js';
import type { Logger } from '../../logger.js';
import { answer, errorBody } from './answer.js';
import { callerOf } from './client-address.js';
import { SESSION_COOKIE } from './session-cookie.js';
import type { SessionCookies } from './session-cookie.js';
import type { SignIns } from './sign-ins.js';

/** Where everything about signing in is. */
export const SIGN_IN_PATH = '/auth/';

/** Where pages ask who is signed in, and how one can. */
export const SESSION_PATH = `${SIGN_IN_PATH}session`;

/** Answers a request by its method. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The handlers of one address, by method. */
export type Methods = Readonly<Partial<Record<'GET' | 'POST', Handler>>>;

/** One way to sign in. */
export interface SignInWay {
  /** What pages learn about it, in the response at `SESSION_PATH`. */
  offer(): Promise<Readonly<Record<string, unknown>>>;
  /** Its handlers below `/auth/`, by the rest of the path, or by its beginning with a slash for all that is below. */
  readonly routes: Readonly<Record<string, Methods>>;
  /** Where a browser goes to end its session elsewhere, too; undefined if there is no such place. */
  goodbye?(session: EndedSession): Promise<URL | undefined>;
}

/** Who signs in, and how. */
export type Entering = Omit<NewSession, 'address' | 'agent'>;

/** Starts the session of a person who is authenticated; false if their link was used before. */
export type Enter = (request: IncomingMessage, response: ServerResponse, who: Entering) => Promise<boolean>;

/** What the sign-in is made of. */
export interface SignInParts {
  readonly sessions: Sessions;
  readonly audit: AccessAudit;
  readonly signIns: SignIns;
  readonly cookies: SessionCookies;
  readonly authenticate: Authenticate;
  readonly findActor: ReturnType<typeof actorFinder>;
  readonly logger: Logger;
  /** Whether visitors may read without signing in. */
  readonly welcomesVisitors: boolean;
  readonly ways: readonly SignInWay[];
}

/** Why a request to sign in or out is refused. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal';

  constructor(
    readonly status: 400 | 403 | 411 | 413 | 415,
    message: string,
  ) {
    super(message);
  }
}

/** Makes what starts sessions. Each has a new secret, and ends the previous session of the browser. */
export function sessionBeginner({
  sessions,
  audit,
  signIns,
  cookies,
  logger,
}: Pick<SignInParts, 'sessions' | 'audit' | 'signIns' | 'cookies' | 'logger'>): Enter {
  return async (request, response, who) => {
    const caller = callerOf(request);
    const by = who.provider ? 'provider' : who.link === undefined ? 'demo' : 'link';
    const { personId, organizationId } = who;
    const begun = await sessions.begin({ ...who, ...caller });
    const access = { organizationId, personId, caller, about: begun ? by : `${by}, which was used before` };
    await audit.recordFew({ kind: begun ? 'SIGN_IN' : 'SIGN_IN_FAILED', ...access });
    if (!begun) {
      signIns.failed(by, 'usedLink');
      return false;
    }
    signIns.done(by);
    const before = cookies.read(request, SESSION_COOKIE);
    if (before !== undefined) await sessions.end(before);
    cookies.write(response, SESSION_COOKIE, { value: begun.secret, until: begun.expiresAt });
    logger.info({ actor: who.personId, organization: who.organizationId, session: begun.id, by }, 'signed in');
    return true;
  };
}

/** Makes the handler of all below `/auth/`; host and origin of a request have been checked before. */
export function createSignIn(
  parts: SignInParts,
): (request: IncomingMessage, response: ServerResponse, path: string) => void {
  const { sessions, audit, cookies, logger, ways } = parts;

  /** Who is signed in with the cookie, and how one can. */
  const session: Handler = async (request, response) => {
    const secret = cookies.session(request);
    const claims =
      secret === undefined ? null : await parts.authenticate({ authorization: undefined, session: secret });
    const actor = claims && (await parts.findActor(claims));
    const offers = await Promise.all(ways.map((way) => way.offer()));
    const { at = null, acr = null } = claims?.signIn ?? {};
    const person = claims &&
      actor && {
        id: actor.personId,
        subject: claims.subject,
        name: actor.name,
        role: actor.role,
        // Pages learn from it that somebody has signed in anew.
        signIn: { at, acr },
      };
    answer(response, 200, { person, visitors: parts.welcomesVisitors, ...Object.assign({}, ...offers) });
  };

  const signOut: Handler = async (request, response) => {
    demandOwnPage(cookies, request);
    const secret = cookies.read(request, SESSION_COOKIE);
    const ended = secret === undefined ? null : await sessions.end(secret);
    cookies.write(response, SESSION_COOKIE);
    if (ended) {
      const { personId, organizationId } = ended;
      const access = { organizationId, personId, caller: callerOf(request), about: 'signed out' };
      await audit.recordFew({ kind: 'SESSION_ENDED', ...access });
      logger.info({ session: ended.id }, 'signed out');
    }
    let to: URL | undefined;
    if (ended) for (const way of ways) to ??= await way.goodbye?.(ended);
    answer(response, 200, { to: to?.href ?? '/' });
  };

  const routes: Readonly<Record<string, Methods>> = Object.assign(
    { session: { GET: session }, logout: { POST: signOut } },
    ...ways.map((way) => way.routes),
  );

  return (request, response, path) => {
    const name = path.slice(SIGN_IN_PATH.length);
    const methods = [name, name.slice(0, name.indexOf('/') + 1)]
      .filter((each) => Object.hasOwn(routes, each))
      .map((each) => routes[each])[0];
    if (!methods) return answer(response, 404, errorBody(404, 'This server has no such sign-in address.'));
    const handle = Object.hasOwn(methods, request.method ?? '') ? methods[request.method as 'GET'] : undefined;
    if (!handle) {
      const allow = Object.keys(methods).join(', ');
      return answer(response, 405, errorBody(405, `Send ${allow}.`), { allow, connection: 'close' });
    }
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const { status, message } =
        error instanceof SignInRefusal ? error : { status: 500, message: 'Unexpected error.' };
      if (status === 500) logger.error({ err: error }, 'could not sign in');
      answer(response, status, errorBody(status, message), { connection: 'close' });
    });
  };
}

/** Refuses requests that no page of our own sends, such as a form of another site. With POST, browsers always send `Origin`. */
export function demandOwnPage(cookies: SessionCookies, request: IncomingMessage): void {
  if (request.headers.origin === undefined || !cookies.isOwnPage(request))
    throw new SignInRefusal(403, 'Only pages of this server can sign in and out.');
}
