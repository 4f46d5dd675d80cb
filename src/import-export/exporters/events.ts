import { concernedBy, evidenceTags, practicesShownBy, subpracticesOf } from '../../evidence/subpractices.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { eventSignIn } from '../../log/event.js';
import { hexOf, SECRETS } from '../../log/event-log.js';
import { list, PAGE, several } from './list.js';
import type { Columns, List, Page, Reader } from './list.js';
import { hiddenFields } from '../hidden-fields.js';

/** A page of the log, oldest first, with what its events concern by name: three statements, and the people. */
export async function readEvents(
  { organizationId, id }: Page,
  { db }: Pick<Reader, 'db'>,
  where: Prisma.EventWhereInput = {},
) {
  const after = Number.parseInt(id.gt, 10);
  const events = await db.event.findMany({
    where: { AND: where, organizationId, position: { gt: after } },
    orderBy: { position: 'asc' },
    take: PAGE,
    include: { actor: { select: { subject: true, name: true } } },
    omit: SECRETS,
  });
  const ids = (field: 'improvementId' | 'unitId') => [...new Set(events.flatMap((event) => event[field] ?? []))];
  const [improvements, units] = await Promise.all([
    db.improvement.findMany({
      where: { id: { in: ids('improvementId') }, organizationId },
      select: { id: true, title: true, origin: true },
    }),
    db.unit.findMany({ where: { id: { in: ids('unitId') }, organizationId } }),
  ]);
  const improvementOf = new Map(improvements.map((improvement) => [improvement.id, improvement]));
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  return events.map((event) => ({
    ...event,
    improvement: improvementOf.get(event.improvementId ?? ''),
    unit: names.get(event.unitId ?? ''),
  }));
}

/** An event, with the names of what it concerns. */
export type EventRow = Awaited<ReturnType<typeof readEvents>>[number];

const common: Columns<EventRow> = {
  position: (event) => event.position,
  occurredAt: (event) => event.occurredAt,
  type: (event) => event.type,
  actor: (event) => event.actor?.subject,
  improvement: (event) => event.improvement?.title,
  unit: (event) => event.unit,
  recordType: (event) => event.recordType,
  recordId: (event) => event.recordId,
  recordVersion: (event) => event.recordVersion,
  note: (event) => event.note,
};

const events = list({ name: 'events', of: 'Event', read: readEvents })({
  ...common,
  before: ({ type, before }) => fieldsAsJson(type, before),
  after: ({ type, after }) => fieldsAsJson(type, after),
  hash: ({ hash }) => hexOf(hash),
  viaTokenId: (event) => event.viaTokenId,
  viaService: (event) => event.viaService,
  signedInAt: ({ signIn }) => eventSignIn(signIn)?.at,
  signInAcr: ({ signIn }) => eventSignIn(signIn)?.acr,
});

/** Types of event that are evidence for something. */
const EVIDENCE = Object.entries(evidenceTags).flatMap(([type, tag]) => (tag ? [type] : []));

/** The columns of evidence. */
export const evidenceColumns: Columns<EventRow> = {
  kind: ({ type }) => evidenceTags[type]?.kind,
  subpractices: (event) => several(subpracticesOf(event).map(String)),
  practices: (event) => several(practicesOf(event)),
  ...common,
};

/** References of the practices that an event shows. */
export function practicesOf({ type, improvement }: Pick<EventRow, 'type' | 'improvement'>): readonly string[] {
  return practicesShownBy([type], concernedBy(improvement?.origin));
}

const evidence = list({
  name: 'evidence',
  of: 'Event',
  read: (page, reader) => readEvents(page, reader, { type: { in: EVIDENCE } }),
})(evidenceColumns);

/** Fields of a record as the log has them, without those that not every member may read. */
export function fieldsAsJson(type: string, fields: unknown): string | null {
  if (fields === null) return null;
  const hidden = hiddenFields[type] ?? [];
  return JSON.stringify(fields, (key, value: unknown) => (hidden.includes(key) ? undefined : value));
}

/** The lists of what happened. */
export const eventLists: readonly List[] = [evidence, events];
