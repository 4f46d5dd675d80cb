import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Access, AccessAudit, Caller } from '../../auth/access-audit.js';
import type { Actor, actorFinder } from '../../auth/actor.js';
import type { Authenticate, Credentials } from '../../auth/credentials.js';
import { hasScope } from '../../auth/grant.js';
import type { Claims } from '../../auth/tokens.js';
import type { BoundName, Limits } from '../../limits.js';
import type { Logger } from '../../logger.js';
import { accessOf } from '../../schema/context.js';
import { beyond, forbidden, unauthenticated } from '../../schema/faults.js';
import type { FaultCode } from '../../schema/faults.js';
import { Tally } from '../../tally.js';
import { answer } from './answer.js';
import { callerOf } from './client-address.js';
import type { CredentialsOf } from './session-cookie.js';
import { maskError, UNEXPECTED } from '../graphql/mask-error.js';
import { withoutHttp } from '../graphql/wire-error.js';
import type { Refused } from '../limits/refused.js';

/** What downloads are let in and bounded by. */
export interface DownloadParts {
  readonly credentialsOf: CredentialsOf;
  readonly authenticate: Authenticate;
  readonly findActor: ReturnType<typeof actorFinder>;
  readonly audit: AccessAudit;
  readonly logger: Logger;
  readonly limits: Pick<Limits, 'maxExports' | 'maxExportsPerPerson' | 'maxExportsPerOrganization' | 'maxStall'>;
  readonly refused: Refused;
}

/** Who asks for a file, and from where. */
export interface WhoAsks {
  readonly claims: Claims;
  readonly actor: Actor;
  readonly caller: Caller;
}

/** Files that people download. */
export interface Downloads {
  /**
   * Who asks for a file, for which a token needs a scope (without one, whatever it has); by credentials of the request, or those that
   * are given.
   * @throws GraphQLError if there is none, or their token lacks it.
   */
  whoAsks(request: IncomingMessage, scope?: string, credentials?: Credentials): Promise<WhoAsks>;
  /**
   * Asks again, in the middle of a long file.
   * @throws Error if who asked may no longer read all that they could when it began.
   */
  demandStill(who: WhoAsks, request: IncomingMessage, scope: string): Promise<void>;
  /**
   * Admits a download, and records it, while `send` sends it, which ends with the response; a reader that stalls is cut.
   * @throws GraphQLError where there are too many at once.
   */
  run(
    who: WhoAsks,
    what: Pick<Access, 'kind' | 'about'>,
    response: ServerResponse,
    send: () => Promise<void>,
  ): Promise<void>;
  /** Answers with what went wrong; cuts a file that has begun. */
  fail(error: unknown, response: ServerResponse, headers: Readonly<Record<string, string>>): void;
}

/** Headers of files that are made for who asks: they are not cached, and no other page has them. */
export const FILE_HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** For whom all downloads count. */
const EVERYBODY = '';

/** In seconds. */
const RETRY_AFTER = 5;

/** Makes what the files beside GraphQL have in common: who may have them, how many at once, and how their errors read. */
export function createDownloads(parts: DownloadParts): Downloads {
  const { credentialsOf, authenticate, findActor, audit, logger, limits, refused } = parts;
  const underWay = new Tally();

  /** The bound by which there are too many at once: the person's own, or the server's. */
  function excess({ personId, organizationId }: Actor): BoundName | undefined {
    if (underWay.of(personId) >= limits.maxExportsPerPerson) return 'maxExportsPerPerson';
    if (underWay.of(organizationId) >= limits.maxExportsPerOrganization) return 'maxExportsPerOrganization';
    return underWay.of(EVERYBODY) >= limits.maxExports ? 'maxExports' : undefined;
  }

  async function whoAsks(
    request: IncomingMessage,
    scope?: string,
    credentials = credentialsOf(request),
  ): Promise<WhoAsks> {
    const claims = await authenticate(credentials);
    const actor = claims && (await findActor(claims));
    if (!claims || !actor) throw unauthenticated(credentials);
    if (scope !== undefined && !hasScope(claims.grant, scope))
      throw forbidden(`Your token lacks the scope "${scope}".`);
    return { claims, actor, caller: callerOf(request) };
  }

  return {
    whoAsks,
    async demandStill({ actor }, request, scope) {
      const { actor: now } = await whoAsks(request, scope);
      const isStill = now.role === actor.role && [...actor.leads].every((unit) => now.leads.has(unit));
      if (!isStill) throw new Error('Permissions have changed.');
    },
    async run({ claims, actor, caller }, what, response, send) {
      const bound = excess(actor);
      if (bound) {
        refused.count(bound, claims);
        const code = bound === 'maxExports' ? 'SERVICE_UNAVAILABLE' : 'RATE_LIMITED';
        const error = beyond(bound, 'Too many files are being downloaded. Retry shortly.', code);
        error.extensions['retryAfter'] = RETRY_AFTER;
        throw error;
      }
      const holders = [EVERYBODY, actor.organizationId, actor.personId];
      underWay.add(holders, 1);
      const stopWatching = cutWhenStalled(response, limits.maxStall);
      try {
        await audit.recordFew(accessOf({ caller }, actor, what));
        await send();
      } finally {
        stopWatching();
        underWay.add(holders, -1);
      }
    },
    fail(error, response, headers) {
      if (response.headersSent || response.destroyed) {
        // A client that goes away is no trouble of ours.
        if (!response.destroyed || response.errored) logger.debug({ err: error }, 'a download was cut off');
        return void response.destroy();
      }
      refuseWith(response, [maskFailure(error, logger)], headers);
    },
  };
}

/** What a caller reads of whatever went wrong outside of GraphQL. */
export function maskFailure(error: unknown, logger: Logger): GraphQLError {
  const wrapped = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  return maskError(wrapped, UNEXPECTED, logger);
}

/** The statuses of HTTP under which errors are answered, by their codes. */
const STATUS: Readonly<Partial<Record<FaultCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  RESPONSE_TOO_LARGE: 413,
  SERVICE_UNAVAILABLE: 503,
};

/** The status under which an error is answered, and the headers that go with it. */
export function statusOf({ extensions }: GraphQLError | GraphQLFormattedError): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
} {
  const { code, retryAfter } = extensions ?? {};
  const status = STATUS[code as FaultCode] ?? 500;
  return {
    status,
    headers: {
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
    },
  };
}

/** Answers with errors in the form of GraphQL, under the status that they have in HTTP. */
export function refuseWith(
  response: ServerResponse,
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  headers: Readonly<Record<string, string>>,
): void {
  const { status, headers: more } = statusOf(errors[0] ?? new GraphQLError(UNEXPECTED));
  answer(response, status, { errors: errors.map(withoutHttp) }, { ...headers, ...more });
}

/** Cuts a response whose client has taken nothing for so long, in milliseconds, however busy it keeps the connection. */
function cutWhenStalled(response: ServerResponse, maxStall: number): () => void {
  let before = -1;
  const timer = setInterval(() => {
    const { bytesWritten = 0, writableLength = 0 } = response.socket ?? {};
    const sent = bytesWritten - writableLength;
    if (writableLength > 0 && sent === before) response.destroy();
    before = sent;
  }, maxStall).unref();
  return () => clearInterval(timer);
}
