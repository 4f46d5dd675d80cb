import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CALENDAR } from '../../auth/grant.js';
import { entriesOf } from '../../calendar-feeds/entries.js';
import type { FeedSubject } from '../../calendar-feeds/entries.js';
import { toICalendar } from '../../calendar-feeds/icalendar.js';
import { decodeGlobalId } from '../../ids.js';
import type { Services } from '../../schema/context.js';
import { readCalendar } from '../../time/calendar.js';
import { pathOf, refuser } from './answer.js';
import type { Downloads, WhoAsks } from './downloads.js';

/** Where calendars are: `/calendar/SECRET/work.ics`, `/calendar/SECRET/units/ID.ics`, `/calendar/SECRET/improvements/ID.ics`. */
export const CALENDAR_PATH = '/calendar/';

const HEADERS = {
  'cache-control': 'private, no-cache',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const PATH = /^\/calendar\/([\w-]{1,200})\/(?:(work)|(units|improvements)\/([\w+/=%-]{1,200}))\.ics$/;

const KINDS = { units: 'Unit', improvements: 'Improvement' } as const;

const refuse = refuser(HEADERS);

/**
 * Makes the answers to `GET /calendar/…`. Calendar programs send no headers of ours, so that the secret of an API token stands in the
 * address. Hazard: addresses are written into logs on their way. Only a token that may do nothing else is taken.
 */
export function createCalendarRoute(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  downloads: Downloads,
  origin: string | undefined,
): (request: IncomingMessage, response: ServerResponse) => void {
  const db = database.prisma;

  const send = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Calendars are read by GET.', { allow: 'GET, HEAD' });
    const nothing = (): void => refuse(response, 404, 'There is no such calendar.');
    const [, secret, isWork, kind, globalId] = PATH.exec(pathOf(request)) ?? [];
    if (secret === undefined) return nothing();
    const who = await downloads.whoAsks(request, CALENDAR, { authorization: `Bearer ${secret}` });
    // A token of an identity provider is not for addresses either.
    if (!who.claims.grant) return nothing();
    const about = isWork ? 'work' : (globalId ?? '');
    const found = isWork ? workOf(who) : await subjectOf(who, kind as keyof typeof KINDS, globalId ?? '');
    if (!found) return nothing();
    await downloads.run(who, { kind: 'LIST_EXPORTED', about: `calendar ${about}` }, response, async () => {
      const { organizationId } = who.actor;
      const days = (await readCalendar(db, organizationId)).at(clock());
      const text = toICalendar(await entriesOf(db, organizationId, found.subject, days), { name: found.name, origin });
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      const isKnown = request.headers['if-none-match']?.split(/, */).some((each) => each.replace(/^W\//, '') === etag);
      if (isKnown) return void response.writeHead(304, { ...HEADERS, etag }).end();
      response.writeHead(200, {
        ...HEADERS,
        etag,
        'content-type': 'text/calendar; charset=utf-8',
        'content-length': Buffer.byteLength(text),
      });
      response.end(request.method === 'HEAD' ? undefined : text);
    });
  };

  const workOf = ({ actor }: WhoAsks): { subject: FeedSubject; name: string } => ({
    subject: { of: 'person', id: actor.personId, leads: [...actor.leads] },
    name: `Uplift: ${actor.name}`,
  });

  const subjectOf = async (
    { actor: { organizationId } }: WhoAsks,
    kind: keyof typeof KINDS,
    encoded: string,
  ): Promise<{ subject: FeedSubject; name: string } | undefined> => {
    const { typename, id } = decodeGlobalId(decoded(encoded)) ?? {};
    if (id === undefined || typename !== KINDS[kind]) return undefined;
    const where = { id, organizationId };
    if (kind === 'units') {
      const unit = await db.unit.findFirst({ where, select: { name: true } });
      return unit ? { subject: { of: 'unit', id }, name: `Uplift: ${unit.name}` } : undefined;
    }
    const improvement = await db.improvement.findFirst({ where, select: { title: true } });
    return improvement ? { subject: { of: 'improvement', id }, name: `Uplift: ${improvement.title}` } : undefined;
  };

  return (request, response) => {
    send(request, response).catch((error: unknown) => downloads.fail(error, response, HEADERS));
  };
}

/** A part of a path without its escapes; nothing that any id is where they are malformed. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
