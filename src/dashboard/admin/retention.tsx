import { count } from '../ui/words.js';
import type { AdminLogQuery } from './graphql.js';
import { Table } from './table.js';

type Rule = NonNullable<AdminLogQuery['viewer']['organization']['retention']>[number];

/** What is kept, in words. */
const SUBJECTS: Readonly<Record<Rule['subject'], string>> = {
  EVENTS: 'Events of the log',
  REPLAYED_AGE: 'Events that a stream gets anew where it goes on, by age',
  REPLAYED_EVENTS: 'Events that a stream gets anew where it goes on, by number',
  ACCESS_RECORDS: 'What people did with their access',
  IDLE_SESSIONS: 'Sessions of browsers that are not used',
  SESSIONS: 'Sessions of browsers, however much they are used',
  ENDED_SESSIONS: 'Sessions that have ended, with network address and browser',
  IDEMPOTENCY_KEYS: 'Idempotency keys, with what came of their mutations',
  WEBHOOK_DELIVERIES: 'Messages to webhooks',
};

const UNITS = { DAYS: 'day', HOURS: 'hour', SECONDS: 'second', EVENTS: 'event' } as const satisfies Record<
  NonNullable<Rule['unit']>,
  string
>;

/** How long what is kept, and where that is set. */
export function Retention({ rules }: { readonly rules: readonly Rule[] }) {
  return (
    <Table label="How long what is kept" heads={['What', 'Kept for', 'Set by']}>
      {rules.map(({ subject, amount, unit, setting }) => (
        <tr key={subject}>
          <th scope="row" className="wrap">
            {SUBJECTS[subject]}
          </th>
          <td>{amount === null || unit === null ? 'good, until they are archived' : count(amount, UNITS[unit])}</td>
          <td>{setting === null ? 'fixed' : <code>{setting}</code>}</td>
        </tr>
      ))}
    </Table>
  );
}
