import { Link } from 'wouter';
import { PracticeDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { State } from '../ui/state.js';
import { Unread } from '../ui/unread.js';
import { changesCatalog } from './changes.js';
import { neighborsOf, practicePath } from './neighbors.js';
import { PracticeGraph } from './practice-graph.js';

/** A practice: what it is tied to, what it asks for, and the improvements that address it. */
export function PracticeView({ code }: { readonly code: string }) {
  const { data, error } = useLiveQuery(
    PracticeDocument,
    { ref: code },
    (event) => changesCatalog(event) || event.__typename.startsWith('Improvement'),
  );
  if (!data) return <Unread what={code} error={error} />;
  const { practice } = data;
  if (!practice) return <Notice title={`There is no practice ${code}`} />;
  const { title, summary, processArea, goal, subpractices, exampleWorkProducts, improvements } = practice;
  return (
    <>
      <header className="title">
        <h1>
          {code}: {title}
        </h1>
        <p className="lead">
          {processArea && (
            <>
              <Link href={practicePath(processArea.code)}>{processArea.name}</Link>,{' '}
            </>
          )}
          {goal.ref}: {goal.title}
        </p>
        {summary && <p>{summary}</p>}
      </header>
      <PracticeGraph code={code} title={title} neighbors={neighborsOf(practice.references, practice.referencedBy)} />
      <div className="columns">
        <section className="card">
          <h2>Subpractices</h2>
          {subpractices.length === 0 && <p className="empty">The catalog has none for it.</p>}
          <ol>
            {subpractices.map((each) => (
              <li key={each.number}>
                {each.number}. {each.summary}
              </li>
            ))}
          </ol>
          {exampleWorkProducts.length > 0 && <h3>Work products, for example</h3>}
          <ul>
            {exampleWorkProducts.map((each) => (
              <li key={each.number}>{each.summary}</li>
            ))}
          </ul>
        </section>
        <section className="card">
          <h2>Improvements that address it</h2>
          {improvements.nodes.length === 0 && <p className="empty">None yet.</p>}
          <ul className="attention">
            {improvements.nodes.map((each) => (
              <li key={each.id} className="row">
                <Link href={`/improvements/${each.id}`}>{each.title}</Link> <State state={each.state} />
              </li>
            ))}
          </ul>
          <h2>Beside it under {goal.ref}</h2>
          <ul>
            {goal.practices
              .filter(({ ref }) => ref !== code)
              .map(({ ref, title: name }) => (
                <li key={ref}>
                  <Link href={practicePath(ref)}>
                    {ref}: {name}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      </div>
    </>
  );
}
