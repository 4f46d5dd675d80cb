import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { AccessAudit } from '../../auth/access-audit.js';
import type { Actor, actorFinder } from '../../auth/actor.js';
import { LOGIN_PATH, SERVER_ISSUER } from '../../auth/fresh-sign-in.js';
import { callbackOf } from '../../auth/issuers.js';
import type { Issuers, KnownIssuer } from '../../auth/issuers.js';
import { CALLBACK_PATH } from '../../auth/provider-client.js';
import type { ProviderClient, SignInWish } from '../../auth/provider-client.js';
import { isEmail } from '../../contact.js';
import type { Sessions } from '../../auth/sessions.js';
import type { Logger } from '../../logger.js';
import type { Newcomer } from '../../organization/operations/joining.js';
import { isStorable } from '../../text.js';
import { answer, errorBody } from './answer.js';
import { callerOf } from './client-address.js';
import { readForm } from './sign-in-body.js';
import type { Enter, SignInWay } from './sign-in.js';
import { answerPage } from './sign-in-page.js';
import type { SignInPage } from './sign-in-page.js';
import type { SessionCookies } from './session-cookie.js';
import { FAILURES } from './sign-ins.js';
import type { SignIns } from './sign-ins.js';

/** What signing in at an identity provider needs. */
export interface ProviderSignInParts {
  /** Our client at the provider of the server; absent where there is none. */
  readonly client: ProviderClient | undefined;
  /** The issuers of organizations. */
  readonly issuers: Issuers;
  /** The origin at which browsers find us. */
  readonly origin: string;
  readonly sessions: Sessions;
  readonly audit: AccessAudit;
  readonly signIns: SignIns;
  /** Finds the organization with a slug. */
  readonly findOrganization: (slug: string) => Promise<{ readonly id: string } | null>;
  readonly findActor: ReturnType<typeof actorFinder>;
  /** Gives somebody an account whom the provider names as of an organization; absent where nobody gets one. */
  readonly join?: ((newcomer: Newcomer) => Promise<void>) | undefined;
  /** Brings the memberships of somebody up to date with the groups that the provider names. */
  readonly followClaim: (actor: Actor, groups: readonly string[]) => Promise<void>;
  readonly cookies: SessionCookies;
  readonly enter: Enter;
  readonly logger: Logger;
}

/** Prefix of the cookies of sign-ins in progress, one each: the rest is their `state`. */
const ATTEMPT_COOKIE = 'uplift-sign-in-';

/** How long a sign-in may take, in milliseconds. */
const PATIENCE = 600_000;

/** Sign-ins that a browser may have in progress, such as in several tabs: more would make its requests too large. */
const MOST_ATTEMPTS = 5;

/** Longest address within ours to which a sign-in leads back, in characters. */
const MAX_TO = 1_000;

/**
 * What the cookie of a sign-in contains. It is neither signed nor encrypted: no other host can set it, its values are of use only in
 * this browser, and anyone who could forge one could as well start a sign-in to get one.
 */
const attempt = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  organization: z.string().nullable(),
  /** Id of the issuer of the organization; absent for the provider of the server. */
  issuer: z.string().optional(),
  /** How old the sign-in at the provider may be, in seconds; absent for any age. */
  maxAge: z.number().optional(),
});

/** Where a sign-in leads: to the provider of the server, to an issuer of an organization, or to a page that says so. */
type Destination =
  | { readonly client: ProviderClient; readonly issuer?: KnownIssuer; readonly hint?: string }
  | { readonly page: SignInPage; readonly status: number };

/**
 * Signs in at an identity provider, that of the server or one of an organization: `GET /auth/login?to=/path&organization=slug` or
 * `/auth/login?email=address` leads there, with `max_age` and `acr_values` for a fresh sign-in, `/auth/callback` or `/auth/callback/slug` back, and the providers report logouts to
 * `POST /auth/backchannel-logout`.
 */
export function providerSignIn(parts: ProviderSignInParts): SignInWay {
  const {
    client: ofServer,
    issuers,
    origin,
    sessions,
    audit,
    signIns,
    findOrganization,
    findActor,
    join,
    followClaim,
    cookies,
    enter,
    logger,
  } = parts;

  /** Records that somebody could not sign in: in the records of an organization, if it is known which, and there is one. */
  const recordFailure = async (
    request: IncomingMessage,
    slug: string | undefined,
    reason: keyof typeof FAILURES,
  ): Promise<void> => {
    signIns.failed('provider', reason);
    const organization = slug && isStorable(slug) ? await findOrganization(slug) : null;
    if (!organization) return;
    const access = {
      organizationId: organization.id,
      personId: null,
      caller: callerOf(request),
      about: FAILURES[reason],
    };
    await audit.recordFew({ kind: 'SIGN_IN_FAILED', ...access });
  };

  const login = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The browser must come back to where its cookie is.
    if (request.headers.host !== new URL(origin).host) return redirect(response, `${origin}${request.url}`);
    const asked = new URL(request.url ?? '/', origin).searchParams;
    const under = cookies.names(request, ATTEMPT_COOKIE);
    if (under.length >= MOST_ATTEMPTS) for (const name of under) cookies.write(response, name);
    const destination = await choose(asked);
    if ('page' in destination) return answerPage(response, destination.status, destination.page);
    const { client, issuer, hint } = destination;
    const { address, attempt } = await client.begin({ hint, ...freshness(asked) });
    const kept = {
      ...attempt,
      to: pathWithin(origin, asked.get('to')),
      organization: asked.get('organization'),
      ...(issuer ? { issuer: issuer.id } : {}),
    };
    cookies.write(response, `${ATTEMPT_COOKIE}${attempt.state}`, {
      value: Buffer.from(JSON.stringify(kept)).toString('base64url'),
      until: new Date(Date.now() + PATIENCE),
    });
    redirect(response, address.href);
  };

  /** Where somebody signs in, by what is known of them. Hazard: strangers must not learn from it which organizations there are. */
  const choose = async (asked: URLSearchParams): Promise<Destination> => {
    const [slug, email, wanted] = [
      asked.get('organization'),
      asked.get('email')?.trim().toLowerCase(),
      asked.get('issuer'),
    ];
    const ofOwn = (issuer: KnownIssuer, hint?: string): Destination => ({
      client: issuers.clientOf(issuer),
      issuer,
      ...(hint === undefined ? {} : { hint }),
    });
    const usual: Destination = ofServer ? { client: ofServer } : { status: 404, page: NOT_HERE };
    if (wanted === SERVER_ISSUER) return usual;
    if (slug !== null) {
      const found = await issuers.ofOrganization(slug);
      const issuer = found.length === 1 ? found[0] : found.find(({ id }) => id === wanted);
      if (issuer) return ofOwn(issuer);
      if (found.length > 1) return { status: 200, page: several(found, asked, ofServer !== undefined) };
    } else if (email !== undefined) {
      const issuer = isEmail(email) ? await issuers.ofDomain(email.slice(email.indexOf('@') + 1)) : null;
      if (issuer) return ofOwn(issuer, email);
    } else if (await issuers.areThere()) {
      return { status: 200, page: askEmail(asked, ofServer !== undefined) };
    }
    return usual;
  };

  /** The way by which a browser that comes back had left; undefined where there is none such any more. */
  const wayOf = async (path: string, issuerId: string | undefined) => {
    if (issuerId === undefined)
      return ofServer && path === CALLBACK_PATH ? { client: ofServer, issuer: undefined } : undefined;
    const issuer = await issuers.find(issuerId);
    // Hazard: each organization has its own address, or one of its issuers could make us send it what another one has said.
    if (!issuer || path !== callbackOf(issuer.organization)) return undefined;
    return { client: issuers.clientOf(issuer), issuer };
  };

  const callback = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', origin);
    const name = `${ATTEMPT_COOKIE}${address.searchParams.get('state') ?? ''}`;
    const kept = readAttempt(cookies.read(request, name));
    const way = kept && (await wayOf(address.pathname, kept.issuer));
    if (!way) {
      signIns.failed('provider', 'notBegun');
      return answerPage(response, 400, NOT_BEGUN);
    }
    cookies.write(response, name);
    const { to, organization: wanted, issuer: _kept, ...attempt } = kept;
    const { client, issuer } = way;
    const said = await client.finish(address, attempt).catch((error: unknown) => {
      logger.warn({ err: error, reason: reasonOf(error) }, 'a sign-in at the identity provider failed');
      return undefined;
    });
    if (!said) {
      await recordFailure(request, issuer?.organization ?? wanted ?? undefined, 'badResponse');
      return answerPage(response, 400, FAILED);
    }
    const { subject, sub, sid, idToken, refreshToken, authenticatedAt, acr } = said;
    // An issuer of an organization names its people, whatever it says.
    const organization = issuer?.organization ?? said.organization ?? wanted ?? undefined;
    const isOther = wanted !== null && wanted !== organization;
    const named = { subject, organization, issuerId: issuer?.id ?? null };
    let actor = isOther ? null : await findActor(named);
    if (!actor && !isOther && !issuer && join && organization !== undefined && said.mayJoin(organization)) {
      const profile = await said.profile().catch((error: unknown) => {
        logger.warn({ err: error }, 'the identity provider does not say who has signed in');
        return undefined;
      });
      if (!profile) {
        await recordFailure(request, organization, 'away');
        return answerPage(response, 503, AWAY);
      }
      await join({ subject, organization, ...profile });
      actor = await findActor(named);
    }
    if (!actor) {
      await recordFailure(request, wanted ?? organization, 'noMember');
      return answerPage(response, 403, unknown(subject));
    }
    const { personId, organizationId } = actor;
    // An issuer of an organization names no groups: those are of the provider of the server alone.
    if (!issuer && said.groups)
      await followClaim(actor, said.groups).catch((error: unknown) =>
        logger.warn({ err: error, personId }, 'the groups of somebody who signs in stay as they were'),
      );
    const provider = {
      issuer: said.issuer,
      issuerId: issuer?.id,
      sid,
      sub,
      idToken,
      refreshToken,
      authenticatedAt,
      acr,
    };
    await enter(request, response, { personId, organizationId, provider });
    redirect(response, new URL(to, origin).href);
  };

  /** Whose sessions a logout token ends, and by which provider; undefined if it is invalid. */
  const readLogout = async (token: string) => {
    const own = await issuers.readLogoutToken(token);
    if (own) return { provider: { issuerId: own.issuerId }, of: own.of };
    const of = await ofServer?.readLogoutToken(token);
    return ofServer && of ? { provider: { issuer: ofServer.issuer }, of } : undefined;
  };

  const backchannel = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = (await readForm(request)).get('logout_token') ?? '';
    const told = await readLogout(token);
    if (!told)
      return answer(response, 400, { error: 'invalid_request', ...errorBody(400, 'The logout token is not valid.') });
    const caller = callerOf(request);
    for (const ended of await sessions.endOfProvider(told.provider, told.of))
      await audit.recordFew({ kind: 'SESSION_ENDED', ...ended, caller, about: 'by the identity provider' });
    answer(response, 200, {});
  };

  return {
    offer: async () => ({ provider: ofServer !== undefined || (await issuers.areThere()) }),
    routes: {
      login: { GET: sorry(login) },
      callback: { GET: callback },
      'callback/': { GET: callback },
      'backchannel-logout': { POST: backchannel },
      done: { GET: async (_request, response) => answerPage(response, 200, DONE) },
    },
    async goodbye({ issuer, issuerId, idToken }) {
      const own = issuerId === undefined ? null : await issuers.find(issuerId);
      const client = own
        ? issuers.clientOf(own)
        : issuerId === undefined && issuer === ofServer?.issuer
          ? ofServer
          : undefined;
      // Here they are signed out, whether or not the provider answers.
      return client?.logoutAddress(idToken).catch(() => undefined);
    },
  };

  /** Shows a page if the provider does not respond. */
  function sorry(handle: typeof login): typeof login {
    return (request, response) =>
      handle(request, response).catch((error: unknown) => {
        logger.warn({ err: error }, 'the identity provider does not respond');
        signIns.failed('provider', 'away');
        answerPage(response, 503, AWAY);
      });
  }
}

/** A path of this server; the first page in place of any other address, such as `//elsewhere` or `/\elsewhere`. */
export function pathWithin(origin: string, to: string | null): string {
  if (to === null || to.length > MAX_TO || !to.startsWith('/') || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  // Hazard: of `/.//elsewhere` the path is `//elsewhere`, which by itself is another host.
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The error code of OAuth with which the provider refused, such as `invalid_client`; undefined if there is none. */
function reasonOf(error: unknown): string | undefined {
  const { error: code } = error as { readonly error?: unknown };
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : undefined;
}

function readAttempt(cookie: string | undefined): z.output<typeof attempt> | undefined {
  try {
    return attempt.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}

/**
 * How fresh a sign-in is asked for. What is malformed is not passed on: nothing depends on it but where the provider leads. What a
 * session shows is what the ID token says.
 */
function freshness(asked: URLSearchParams): Pick<SignInWish, 'maxAge' | 'acrValues'> {
  const [age, classes] = [asked.get('max_age') ?? '', asked.get('acr_values') ?? ''];
  return {
    ...(/^\d{1,7}$/.test(age) ? { maxAge: Number(age) } : {}),
    ...(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(classes) && classes.length <= MAX_TO ? { acrValues: classes } : {}),
  };
}

/** An address at which a sign-in begins, with what was asked for before and something more. */
function loginAddress(asked: URLSearchParams, more: Readonly<Record<string, string>>): string {
  return `${LOGIN_PATH}?${new URLSearchParams({ ...passedOn(asked), ...more }).toString()}`;
}

/** What of a request for a sign-in is passed on. */
function passedOn(asked: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    ['to', 'organization', 'max_age', 'acr_values'].flatMap((name) =>
      asked.has(name) ? [[name, asked.get(name) ?? '']] : [],
    ),
  );
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
}

/** Shown after a sign-in in a separate tab. */
const DONE = { title: 'You are signed in', text: 'You can close this tab. The page that asked continues by itself.' };
const NOT_HERE = {
  title: 'There is no way to sign in with this',
  text: 'Check the address. If it is right, ask an administrator of your organization how its people sign in.',
};
const ofServerLink = (asked: URLSearchParams) => ({
  label: 'Sign in without an identity provider of your own organization',
  address: loginAddress(asked, { issuer: SERVER_ISSUER }),
});
const askEmail = (asked: URLSearchParams, hasServer: boolean): SignInPage => ({
  title: 'Sign in',
  text: 'Your e-mail address says where you sign in.',
  email: { address: LOGIN_PATH, fields: passedOn(asked) },
  links: hasServer ? [ofServerLink(asked)] : [],
});
const several = (found: readonly KnownIssuer[], asked: URLSearchParams, hasServer: boolean): SignInPage => ({
  title: 'Sign in',
  text: 'Where do you sign in?',
  links: [
    ...found.map(({ id, name }) => ({ label: name, address: loginAddress(asked, { issuer: id }) })),
    ...(hasServer ? [ofServerLink(asked)] : []),
  ],
});
const AGAIN = { label: 'Sign in again', address: '/auth/login' };
const NOT_BEGUN = {
  title: 'No sign-in is in progress',
  text: 'It was started in another browser, took more than 10 minutes, or is already complete.',
  next: AGAIN,
};
const FAILED = { title: 'Signing in failed', text: 'The response of the identity provider is not valid.', next: AGAIN };
const AWAY = { title: 'The identity provider does not respond', text: 'Try again in a moment.', next: AGAIN };
const unknown = (subject: string) => ({
  title: 'You are not a member',
  text: `Your subject at the identity provider is ${subject}. Ask an administrator of your organization to add it.`,
  next: AGAIN,
});
