import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { ROLES } from '../../auth/permissions.js';
import type { Role } from '../../generated/prisma/enums.js';
import { answer } from './answer.js';
import { readJson } from './sign-in-body.js';
import { demandOwnPage, SignInRefusal } from './sign-in.js';
import type { Enter, SignInWay } from './sign-in.js';
import type { SessionCookies } from './session-cookie.js';

/** A person as whom visitors can sign in. */
export interface DemoUser {
  readonly personId: string;
  readonly organizationId: string;
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  /** Names of the units that they lead. */
  readonly leads: readonly string[];
}

/** Lists the people of a demo: from the least role to the most, and by name. */
export type DemoUsers = () => Promise<readonly DemoUser[]>;

const wanted = z.union([z.strictObject({ subject: z.string() }), z.strictObject({ role: z.enum(ROLES) })]);

/** Lets visitors of a demo sign in as one of its people: `POST /auth/demo` with `{"subject": "…"}` or `{"role": "…"}`. */
export function demoSignIn(users: DemoUsers, cookies: SessionCookies, enter: Enter): SignInWay {
  return {
    offer: async () => ({ people: (await users()).map(shown) }),
    routes: {
      demo: {
        async POST(request, response) {
          if (isProxied(request)) throw new SignInRefusal(403, 'The demo cannot be signed in to through a proxy.');
          demandOwnPage(cookies, request);
          const asked = wanted.safeParse(await readJson(request));
          if (!asked.success) throw new SignInRefusal(400, 'Send {"subject": "…"}, or {"role": "…"}.');
          const { data } = asked;
          const user = (await users()).find((each) =>
            'role' in data ? each.role === data.role : each.subject === data.subject,
          );
          if (!user) throw new SignInRefusal(400, 'The demo has no such person.');
          await enter(request, response, user);
          answer(response, 200, { person: shown(user) });
        },
      },
    },
  };
}

function shown({ subject, name, role, leads }: DemoUser) {
  return { subject, name, role, leads };
}

/** Whether a request comes through a proxy, which may call us by a name of ours whoever its client is. */
function isProxied({ headers }: IncomingMessage): boolean {
  return (
    'forwarded' in headers || 'via' in headers || Object.keys(headers).some((name) => name.startsWith('x-forwarded-'))
  );
}
