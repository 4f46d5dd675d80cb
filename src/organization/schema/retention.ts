import { ENDED_SESSIONS_KEPT } from '../../auth/sessions.js';
import { KEY_RETENTION_DAYS } from '../../commands/idempotency.js';
import { builder } from '../../schema/builder.js';
import type { RetentionSettings } from '../../schema/context.js';
import { DELIVERIES_KEPT_DAYS } from '../../webhooks/retries.js';

const KEPT = {
  EVENTS: {
    description:
      'Events of the log. Operators archive old ones by `uplift archive`, which writes them to a file first.',
  },
  REPLAYED_AGE: { description: 'How old the first event after a cursor may be; beyond that, a stream gets a Reset.' },
  REPLAYED_EVENTS: { description: 'How many events a cursor may be behind; beyond that, a stream gets a Reset.' },
  ACCESS_RECORDS: { description: 'Records of access, in `accessRecords`.' },
  IDLE_SESSIONS: { description: 'Sessions of browsers that are not used; an open stream counts as use.' },
  SESSIONS: { description: 'Sessions of browsers, however much they are used.' },
  ENDED_SESSIONS: { description: 'Sessions that have ended, with the address and the browser of the sign-in.' },
  IDEMPOTENCY_KEYS: { description: 'Idempotency keys, each with the outcome of its mutation.' },
  WEBHOOK_DELIVERIES: { description: 'Messages to webhooks, and what has become of each.' },
} as const;

const UNITS = {
  DAYS: { description: 'Days of 24 hours.' },
  HOURS: { description: 'Hours.' },
  SECONDS: { description: 'Seconds.' },
  EVENTS: { description: 'Events of the log.' },
} as const;

/** How long one kind of thing is kept. */
interface Rule {
  readonly subject: keyof typeof KEPT;
  readonly limit: { readonly amount: number; readonly unit: keyof typeof UNITS } | null;
  readonly setting: string | null;
}

const RetentionSubject = builder.enumType('RetentionSubject', { description: 'What is kept.', values: KEPT });
const RetentionUnit = builder.enumType('RetentionUnit', {
  description: 'In what a limit of retention is measured.',
  values: UNITS,
});

/** How long one kind of thing is kept, in the graph. */
export const RetentionRule = builder
  .objectRef<Rule>('RetentionRule')
  .implement({
    description: 'How long one kind of thing is kept.',
    fields: (t) => ({
      subject: t.expose('subject', { type: RetentionSubject, description: 'What is kept.' }),
      amount: t.int({
        nullable: true,
        description: 'For how many of its unit; null for good.',
        resolve: ({ limit }) => limit?.amount ?? null,
      }),
      unit: t.field({
        type: RetentionUnit,
        nullable: true,
        description: 'The unit of the amount; null without one.',
        resolve: ({ limit }) => limit?.unit ?? null,
      }),
      setting: t.exposeString('setting', {
        nullable: true,
        description: 'The environment variable of the server that sets it; null where nothing does.',
      }),
    }),
  });

/** What a server keeps how long, by its settings and what is fixed. */
export function retentionOf({ accessRecordDays, sessions, replay }: RetentionSettings): Rule[] {
  const days = (amount: number) => ({ amount, unit: 'DAYS' as const });
  const rules: readonly (readonly [Rule['subject'], Rule['limit'], string?])[] = [
    ['EVENTS', null],
    ['REPLAYED_AGE', spanOf(replay.maxAge), 'REPLAY_MAX_AGE'],
    ['REPLAYED_EVENTS', { amount: replay.maxEvents, unit: 'EVENTS' }, 'REPLAY_MAX_EVENTS'],
    ['ACCESS_RECORDS', days(accessRecordDays), 'ACCESS_RECORD_DAYS'],
    ...(sessions
      ? ([
          ['IDLE_SESSIONS', spanOf(sessions.maxIdle), 'SESSION_MAX_IDLE'],
          ['SESSIONS', spanOf(sessions.maxAge), 'SESSION_MAX_AGE'],
          ['ENDED_SESSIONS', spanOf(ENDED_SESSIONS_KEPT)],
        ] as const)
      : []),
    ['IDEMPOTENCY_KEYS', days(KEY_RETENTION_DAYS)],
    ['WEBHOOK_DELIVERIES', days(DELIVERIES_KEPT_DAYS)],
  ];
  return rules.map(([subject, limit, setting = null]) => ({ subject, limit, setting }));
}

const HOUR = 3_600_000;

/** A span of milliseconds in hours, as operators set it; in days where it is two of them or more, and nothing else. */
function spanOf(milliseconds: number): NonNullable<Rule['limit']> {
  if (milliseconds % HOUR !== 0) return { amount: Math.round(milliseconds / 1_000), unit: 'SECONDS' };
  const hours = milliseconds / HOUR;
  return hours >= 48 && hours % 24 === 0 ? { amount: hours / 24, unit: 'DAYS' } : { amount: hours, unit: 'HOURS' };
}
