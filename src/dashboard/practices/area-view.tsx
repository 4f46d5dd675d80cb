import { Link } from 'wouter';
import { ProcessAreaDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { Unread } from '../ui/unread.js';
import { changesCatalog } from './changes.js';
import { neighborsOf, practicePath } from './neighbors.js';
import { PracticeGraph } from './practice-graph.js';

/** A process area: the areas that it is tied to, and its goals and practices. */
export function AreaView({ code }: { readonly code: string }) {
  const { data, error } = useLiveQuery(ProcessAreaDocument, { code }, changesCatalog);
  if (!data) return <Unread what={code} error={error} />;
  const { processArea: area } = data;
  if (!area) return <Notice title={`There is no process area ${code}`} />;
  return (
    <>
      <header className="title">
        <h1>
          {code}: {area.name}
        </h1>
        <p className="lead">
          Maturity level {area.maturityLevel.level}, {area.maturityLevel.name}; category {area.category.name}
        </p>
      </header>
      <PracticeGraph code={code} title={area.name} neighbors={neighborsOf(area.references, area.referencedBy)} />
      <section className="card">
        <h2>Goals and practices</h2>
        <ul className="goals">
          {area.goals.map(({ ref, title, practices }) => (
            <li key={ref}>
              <h3>
                {ref}: {title}
              </h3>
              <ul>
                {practices.map((practice) => (
                  <li key={practice.ref}>
                    <Link href={practicePath(practice.ref)}>
                      {practice.ref}: {practice.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
