import { RecentEventsDocument } from '../graphql.js';
import { useStreamState } from '../live/live.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { useTitle } from '../ui/use-title.js';
import { Ticker } from './ticker.js';
import { withOlder } from './with-older.js';

const NONE = {};

/** Events that are shown at most. */
const MOST = 200;

/** What has happened lately, and what happens, as it happens. */
export function EventsPage() {
  const { recent, position } = useStreamState();
  const { data } = useLiveQuery(RecentEventsDocument, NONE, () => false);
  const events = withOlder(recent, data?.viewer.organization.events.nodes ?? []).slice(0, MOST);
  useTitle('Events');
  return (
    <section className="page narrow">
      <h1>Events</h1>
      <p className="lead">
        {events.length < position
          ? `The latest ${events.length} of ${position.toLocaleString('en')} changes in the organization`
          : 'Every change in the organization'}
        , the newest first. Each new one is announced once, in the order of the log.
      </p>
      <Ticker events={events} />
    </section>
  );
}
