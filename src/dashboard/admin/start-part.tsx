import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { FirstStepsDocument } from './graphql.js';

const NONE = {};

/** What an organization begins with, step by step: each is done once there is something, so it can be left and resumed. */
export default function StartPart() {
  const { data, error } = useLiveQuery(FirstStepsDocument, NONE, ({ __typename }) =>
    /^(Unit|Person|ServiceAccount|Improvement)/.test(__typename),
  );
  if (!data) return <Unread what="What is there already" error={error} />;
  const { units, people, improvements, viewer } = data;
  const { name } = viewer.organization;
  const done = [units.totalCount > 0, people.totalCount > 1, improvements.totalCount > 0];
  const next = done.indexOf(false);
  const [first] = improvements.nodes;
  return (
    <>
      <section className="card">
        <h2>{next < 0 ? `${name} is set up` : `Set up ${name}`}</h2>
        <p className="lead">
          {next < 0
            ? 'Everything that follows begins with an improvement: analyze it, select it, and plan where it is deployed.'
            : 'Three steps. Leave whenever you want: what you have added stays, and this page goes on from there.'}
        </p>
        <ol className="steps">
          <Step
            number={1}
            title="Add the units"
            done={units.totalCount > 0 && count(units.totalCount, 'unit')}
            now={next === 0}
            more={<Link href="/admin/units">All units</Link>}
          >
            <p>Projects are where improvements are deployed; groups support them. Add one, or import a list.</p>
            <Begin commands={['addUnit']} record={{ __typename: 'Organization', id: 'start' }} />
          </Step>
          <Step
            number={2}
            title="Add the people"
            done={people.totalCount > 1 && count(people.totalCount, 'person', 'people')}
            now={next === 1}
            more={<Link href="/admin">All people</Link>}
          >
            <p>
              A deployment lead plans, project leads report, a sponsor decides. Then make somebody the lead of each
              unit, on its page.
            </p>
            <Begin commands={['addPerson']} record={{ __typename: 'Organization', id: 'start' }} />
          </Step>
          <Step
            number={3}
            title="Suggest the first improvement"
            done={improvements.totalCount > 0 && count(improvements.totalCount, 'improvement')}
            now={next === 2}
            more={
              first ? <Link href={`/improvements/${first.id}`}>{first.title}</Link> : <Link href="/">The matrix</Link>
            }
          >
            <p>What is to become better, and where the idea comes from.</p>
            <Begin commands={['suggestImprovement']} record={{ __typename: 'Organization', id: 'start' }} />
          </Step>
        </ol>
        <p>
          <Link href="/admin/data">Import lists from CSV</Link> · <Link href="/">Leave, and go on later</Link>
        </p>
      </section>
      <section className="card">
        <h2>Look around first</h2>
        <p>
          A demo organization with half a year of history shows what all of this becomes. It stands beside yours, and
          its data never mixes with it.
        </p>
        <p>
          On the server: <code>npx uplift seed</code>. On any other machine: <code>npm start</code>, which needs no
          database.
        </p>
      </section>
    </>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  /** What is there already; false for nothing. */
  readonly done: string | false;
  /** Whether it is the next one. */
  readonly now: boolean;
  /** Where there is more of it. */
  readonly more: ReactNode;
  readonly children: ReactNode;
}

function Step({ number, title, done, now, more, children }: StepProps) {
  return (
    <li aria-current={now ? 'step' : undefined}>
      <details key={String(now)} open={now}>
        <summary>
          <strong>
            {number}. {title}
          </strong>{' '}
          <small>{done === false ? (now ? 'next' : 'to do') : `✓ ${done}`}</small>
        </summary>
        <div className="actions">
          {children}
          {done !== false && <p>{more}</p>}
        </div>
      </details>
    </li>
  );
}
