import { useParams } from 'wouter';
import { useTitle } from '../ui/use-title.js';
import { AreaMap } from './area-map.js';
import { AreaView } from './area-view.js';
import { PracticeView } from './practice-view.js';

/** Where the walk begins. */
const START = 'OPM SP 3.2';

/** The model as a graph: one practice or area in the middle, and a map of all areas to walk to. */
export function PracticesPage() {
  const { ref = START } = useParams();
  useTitle(ref);
  return (
    <article className="page">
      {ref.includes(' ') ? <PracticeView code={ref} /> : <AreaView code={ref} />}
      <AreaMap here={ref.split(' ', 1)[0] ?? ''} />
    </article>
  );
}
