import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { ROLES } from '../../auth/permissions.js';
import type { Role } from '../../generated/prisma/enums.js';
import type { Logger } from '../../logger.js';
import { answer, errorBody } from './answer.js';
import { parseBody } from '../graphql/body.js';

/** Where pages of a demo sign in; there is nothing on any other server. */
export const DEMO_SIGN_IN_PATH = '/demo/sign-in';

/** Largest body, in bytes. */
const MAX_BYTES = 1_024;

/** Somebody as whom one can sign in. */
export interface DemoUser {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  /** Names of the units that they lead. */
  readonly leads: readonly string[];
}

/** Signs visitors of a demo in as one of its people. */
export interface DemoSignIn {
  /** As whom one can sign in: from the least role to the most, and by name. */
  users(): Promise<readonly DemoUser[]>;
  /** A token for one of them, and when it ends. */
  sign(subject: string): Promise<{ readonly token: string; readonly expiresAt: Date }>;
}

const wanted = z.union([z.strictObject({ subject: z.string() }), z.strictObject({ role: z.enum(ROLES) })]);

/** Makes what answers at `DEMO_SIGN_IN_PATH`. Host, origin, type and length of a request have been looked at before. */
export function createDemoSignIn(demo: DemoSignIn, logger: Logger) {
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, headers } = request;
    if (method === 'GET') return answer(response, 200, { people: await demo.users() });
    if (method !== 'POST') return answer(response, 405, errorBody(405, 'Send GET or POST.'), { allow: 'GET, POST' });
    const refused = (status: number, message: string): void =>
      answer(response, status, errorBody(status, message), { connection: 'close' });
    if (!isOwnPage(request)) return refused(403, 'Only pages of this server itself sign in here.');
    if (Number(headers['content-length']) > MAX_BYTES)
      return refused(413, `The body may have at most ${MAX_BYTES} bytes.`);
    let json: unknown;
    try {
      json = parseBody(await buffer(request));
    } catch (error) {
      return refused(400, (error as Error).message);
    }
    const body = wanted.safeParse(json);
    if (!body.success) return refused(400, 'Send {"subject": "…"}, or {"role": "…"}.');
    const { data } = body;
    const user = (await demo.users()).find((each) =>
      'role' in data ? each.role === data.role : each.subject === data.subject,
    );
    if (!user) return refused(400, 'The demo has no such person.');
    answer(response, 200, { ...(await demo.sign(user.subject)), person: user });
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    respond(request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'could not sign in to the demo');
      if (!response.headersSent) answer(response, 500, errorBody(500, 'Unexpected error.'));
    });
  };
}

/**
 * Whether a page of this very server asks. Stricter than for GraphQL, since who asks needs no token yet: no other origin, and
 * no one through a proxy, which may call us by a name of ours whoever its client is.
 */
function isOwnPage({ headers }: IncomingMessage): boolean {
  if ('forwarded' in headers || 'via' in headers) return false;
  if (Object.keys(headers).some((name) => name.startsWith('x-forwarded-'))) return false;
  return headers.origin === `http://${headers.host}`;
}
