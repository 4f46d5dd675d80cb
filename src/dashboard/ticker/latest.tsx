import { Link } from 'wouter';
import { useStreamState } from '../live/live.js';
import type { LiveEvent } from '../live/stream.js';
import { Ticker } from './ticker.js';

/** How many. */
const MOST = 8;

/** The newest events beside something else; of those only that are `about` it. */
export function Latest({ about = () => true }: { readonly about?: (event: LiveEvent) => boolean }) {
  const { recent } = useStreamState();
  return (
    <section className="latest" aria-labelledby="latest">
      <h2 id="latest">
        Latest <Link href="/events">all events</Link>
      </h2>
      <Ticker events={recent.filter(about).slice(0, MOST)} />
    </section>
  );
}
