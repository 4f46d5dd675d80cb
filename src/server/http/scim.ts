import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Actor } from '../../auth/actor.js';
import type { Caller } from '../../auth/access-audit.js';
import { READ } from '../../auth/grant.js';
import type { Logger } from '../../logger.js';
import { describe } from '../../organization/scim/discovery.js';
import { ScimError, scimErrorBody } from '../../organization/scim/error.js';
import { ScimGroups } from '../../organization/scim/groups.js';
import { ScimUsers } from '../../organization/scim/users.js';
import { recordRefusal } from '../../schema/record-refusal.js';
import type { Services } from '../../schema/context.js';
import { bodyRefusal, parseBody } from '../graphql/body.js';
import { overBudget } from '../limits/budgets.js';
import type { Budgets } from '../limits/budgets.js';
import { maskFailure, statusOf } from './downloads.js';
import type { Downloads } from './downloads.js';
import { apiHeaders } from './secure-headers.js';

/** Where identity providers manage people and groups, by SCIM 2.0. */
export const SCIM_PATH = '/scim/v2/';

/** What a request costs of a budget, as a mutation of people does. */
const COST = 10;

/** What SCIM is answered with. */
export interface ScimParts {
  readonly services: Services;
  readonly downloads: Pick<Downloads, 'whoAsks'>;
  readonly budgets: Budgets | undefined;
  readonly maxBodyBytes: number;
  readonly logger: Logger;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The kinds of resources, by what their addresses begin with. */
const RESOURCES: ReadonlyMap<string, typeof ScimUsers | typeof ScimGroups> = new Map<
  string,
  typeof ScimUsers | typeof ScimGroups
>([
  ['Users', ScimUsers],
  ['Groups', ScimGroups],
]);

/** What a PATCH is answered with: the resource, or nothing where that could be long. */
function patched(body: object | undefined): Answer {
  return body ? { status: 200, body } : { status: 204 };
}

/** Makes the answers below `SCIM_PATH`: for API tokens of administrators. */
export function createScim(parts: ScimParts): (request: IncomingMessage, response: ServerResponse) => void {
  const { services, downloads, budgets, maxBodyBytes, logger } = parts;

  const admit = async (request: IncomingMessage): Promise<{ actor: Actor; caller: Caller }> => {
    const { claims, actor, caller } = await downloads.whoAsks(request, READ);
    if (!claims.grant) throw new ScimError(403, 'Identify yourself with an API token.');
    const shortage = budgets?.take(claims, COST);
    if (shortage) throw overBudget(shortage);
    return { actor, caller };
  };

  const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
    const refusal = bodyRefusal(request.headers, maxBodyBytes, ['application/scim+json', 'application/json']);
    if (refusal) throw new ScimError(refusal.status, refusal.message);
    try {
      return parseBody(await buffer(request));
    } catch (error) {
      throw new ScimError(400, (error as Error).message, 'invalidSyntax');
    }
  };

  const respond = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const path = pathname.slice(SCIM_PATH.length - 1);
    const { actor, caller } = await admit(request);
    const described = request.method === 'GET' ? describe(path) : undefined;
    if (described) return { status: 200, body: described };
    const [, resource, id, ...more] = path.split('/');
    const Resources = resource !== undefined && more.length === 0 ? RESOURCES.get(resource) : undefined;
    if (!Resources) throw new ScimError(404, 'There is no such resource.');
    const resources = new Resources(services, actor, (refused) =>
      recordRefusal({ services, caller, actor: async () => actor }, 'batch', refused),
    );
    switch (`${request.method} ${id ? 'one' : 'all'}`) {
      case 'GET all':
        return { status: 200, body: await resources.list(searchParams) };
      case 'POST all': {
        const created = await resources.create(await bodyOf(request), searchParams);
        return { status: 201, body: created, headers: { location: created.meta.location } };
      }
      case 'GET one':
        return { status: 200, body: await resources.get(id ?? '', searchParams) };
      case 'PUT one':
        return { status: 200, body: await resources.replace(id ?? '', await bodyOf(request), searchParams) };
      case 'PATCH one':
        return patched(await resources.patch(id ?? '', await bodyOf(request)));
      case 'DELETE one':
        await resources.remove(id ?? '');
        return { status: 204 };
      default:
        throw new ScimError(405, `${request.method} is not supported here.`);
    }
  };

  /** What went wrong, in the form of SCIM. */
  const failure = (error: unknown): Answer => {
    if (error instanceof ScimError) return { status: error.status, body: scimErrorBody(error) };
    const masked = maskFailure(error, logger);
    const { status, headers } = statusOf(masked);
    return { status, headers, body: scimErrorBody(new ScimError(status, masked.message)) };
  };

  return (request, response) => {
    respond(request)
      .catch(failure)
      .then(({ status, body, headers = {} }) => {
        if (response.destroyed) return;
        // What was refused before its body was read is not read any more.
        const unread = request.complete ? {} : { connection: 'close' };
        const type = body ? { 'content-type': 'application/scim+json; charset=utf-8' } : {};
        response.writeHead(status, { ...type, ...apiHeaders, ...unread, ...headers });
        response.end(body && JSON.stringify(body));
      })
      .catch((error: unknown) => logger.error({ err: error }, 'a SCIM request was not answered'));
  };
}
