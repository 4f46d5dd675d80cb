import { useStreamState } from '../live/live.js';
import { useTitle } from '../ui/use-title.js';
import { Ticker } from './ticker.js';

/** What has happened lately, and what happens, as it happens. */
export function EventsPage() {
  const { recent } = useStreamState();
  useTitle('Events');
  return (
    <section className="page narrow">
      <h1>Events</h1>
      <p className="lead">
        Every change in the organization, the newest first. Each is told once, in the order of the log.
      </p>
      <Ticker events={recent} />
    </section>
  );
}
