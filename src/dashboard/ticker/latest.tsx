import { Link } from 'wouter';
import { StepsDocument } from '../graphql.js';
import { useStreamState } from '../live/live.js';
import type { LiveEvent } from '../live/stream.js';
import { useLiveQuery } from '../live/use-live-query.js';
import type { LiveAnswer } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { Ticker } from './ticker.js';
import { withOlder } from './with-older.js';

/** How many. */
const MOST = 8;

/** The newest events of the organization, beside something else. */
export function Latest() {
  const { recent } = useStreamState();
  return <Section events={recent} />;
}

interface LatestOfProps {
  readonly improvementId?: string;
  readonly unitId?: string;
}

/**
 * The newest events of one improvement or project: the steps of its deployment by the server, which keeps no such list of other
 * events; of these those that came lately.
 */
export function LatestOf({ improvementId, unitId }: LatestOfProps) {
  const { recent } = useStreamState();
  const about = ({ improvement, unit }: LiveEvent): boolean =>
    (!improvementId || improvement?.id === improvementId) && (!unitId || unit?.id === unitId);
  const { data, error } = useLiveQuery(
    StepsDocument,
    {
      filter: {
        ...(improvementId ? { improvementIds: [improvementId] } : {}),
        ...(unitId ? { unitIds: [unitId] } : {}),
      },
    },
    () => false,
  );
  const steps = data?.practice?.evidence.nodes.map(({ event }) => event) ?? [];
  return (
    <Section
      scope={`Steps of deployment, and other changes that are among the latest ${recent.length} in the organization.`}
      events={data && withOlder(recent.filter(about), steps)}
      error={error}
    />
  );
}

interface SectionProps {
  /** Which events are meant, where not all are. */
  readonly scope?: string;
  readonly events: readonly LiveEvent[] | undefined;
  readonly error?: LiveAnswer<unknown>['error'];
}

function Section({ scope, events, error }: SectionProps) {
  return (
    <section className="latest" aria-labelledby="latest">
      <h2 id="latest">
        Latest <Link href="/events">all events</Link>
      </h2>
      {scope && <small>{scope}</small>}
      {events ? <Ticker events={events.slice(0, MOST)} /> : <Unread what="The list" error={error} />}
    </section>
  );
}
