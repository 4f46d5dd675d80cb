import type { IncomingMessage } from 'node:http';
import type { actorFinder } from '../../auth/actor.js';
import { readLink } from '../../auth/sign-in-link.js';
import { demandOwnPage } from './sign-in.js';
import type { Enter, SignInWay } from './sign-in.js';
import { answerPage } from './sign-in-page.js';
import type { SessionCookies } from './session-cookie.js';
import type { SignIns } from './sign-ins.js';

/** What sign-in links need. */
export interface LinkSignInParts {
  /** Our own secret, which signs them. */
  readonly secret: string;
  readonly findActor: ReturnType<typeof actorFinder>;
  readonly signIns: SignIns;
  readonly cookies: SessionCookies;
  readonly enter: Enter;
}

/**
 * Signs in by a link that an operator made (`uplift sign-in`): `GET /auth/link?code=…` asks first, since mail programs and
 * previews open links, and `POST` to the same address signs in, once.
 */
export function linkSignIn({ secret, findActor, signIns, cookies, enter }: LinkSignInParts): SignInWay {
  const personOf = async (request: IncomingMessage) => {
    const code = new URL(request.url ?? '/', 'http://link').searchParams.get('code') ?? '';
    const link = await readLink(secret, code);
    const actor = link && (await findActor(link));
    return link && actor && { link, actor };
  };
  return {
    offer: async () => ({}),
    routes: {
      link: {
        async GET(request, response) {
          const found = await personOf(request);
          if (!found) return answerPage(response, 400, EXPIRED);
          answerPage(response, 200, {
            title: 'Sign in',
            text: `This link signs you in as ${found.actor.name} (${found.link.organization}). It works only once.`,
            next: { label: `Sign in as ${found.actor.name}`, address: request.url ?? '', post: true },
          });
        },
        async POST(request, response) {
          demandOwnPage(cookies, request);
          const found = await personOf(request);
          if (!found) {
            signIns.failed('link', 'badLink');
            return answerPage(response, 400, EXPIRED);
          }
          const { link, actor } = found;
          const { personId, organizationId } = actor;
          const isNew = await enter(request, response, { personId, organizationId, link: link.id });
          if (!isNew) return answerPage(response, 400, USED);
          response.writeHead(303, { location: '/' }).end();
        },
      },
    },
  };
}

const NEW_LINK = 'Ask the operator of this server for another one.';
const EXPIRED = { title: 'This link is not valid', text: `It has expired or is malformed. ${NEW_LINK}` };
const USED = { title: 'This link was already used', text: `It works only once. ${NEW_LINK}` };
