import { lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { ImprovementDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { Parts } from '../ui/parts.js';
import { Progress } from '../ui/progress.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { words } from '../ui/words.js';
import { Overview } from './overview.js';
import { Timeline } from './timeline.js';

const PlanPart = lazy(() => import('../plan/plan-part.js'));
const MeasuresPart = lazy(() => import('../results/measures-part.js'));
const SupportPart = lazy(() => import('../support/support-part.js'));
const IssuesPart = lazy(() => import('../results/issues-part.js'));
const EvidencePart = lazy(() => import('../evidence/evidence-part.js'));
const Comments = lazy(() => import('../comments/comments.js'));
const History = lazy(() => import('../history/history.js'));

const PARTS = [
  [undefined, 'Overview'],
  ['plan', 'Plan'],
  ['measures', 'Measures'],
  ['support', 'Training and help'],
  ['issues', 'Issues and lessons'],
  ['comments', 'Comments'],
  ['evidence', 'Evidence'],
  ['history', 'History'],
] as const;

/** One improvement: how its deployment goes against its plan, what is in the way, and what shows it. */
export function ImprovementPage() {
  const { id = '', part } = useParams();
  const { data, error } = useLiveQuery(ImprovementDocument, { id }, ({ improvement }) => improvement?.id === id);
  const improvement = data?.node && 'title' in data.node ? data.node : undefined;
  const shown = PARTS.find(([path]) => path === part);
  useTitle(improvement && (part && shown ? `${improvement.title}: ${shown[1]}` : improvement.title));

  if (!data) return <Unread what="The improvement" error={error} />;
  if (!improvement) return <Notice title="There is no such improvement" />;
  const { title, description, state, kind, origin, percent, createdAt, practices } = improvement;
  return (
    <article className="page">
      <header className="title">
        <h1>{title}</h1>
        <p className="row">
          <State state={state} />
          <Progress percent={percent} label="Progress" />
          <small>
            {words(kind)} improvement, from {words(origin)}, {day(createdAt)}
          </small>
        </p>
        <p className="lead">{description}</p>
        <p className="row">
          {practices.map(({ ref, title: practice }) => (
            <Link key={ref} className="chip" href={`/practices/${encodeURIComponent(ref)}`} title={practice}>
              {ref}
            </Link>
          ))}
        </p>
        <ChangeIt id={id} improvementId={id} />
      </header>
      <Parts of="improvement" address={`/improvements/${id}`} parts={PARTS} current={part} />
      <Suspense fallback={<div aria-busy="true" />}>
        <Part part={part} id={id} improvement={improvement} />
      </Suspense>
    </article>
  );
}

interface PartProps {
  readonly part: string | undefined;
  readonly id: string;
  readonly improvement: Parameters<typeof Overview>[0]['improvement'];
}

function Part({ part, id, improvement }: PartProps) {
  const increments = improvement.plans.nodes[0]?.increments ?? [];
  switch (part) {
    case undefined:
      return <Overview id={id} improvement={improvement} />;
    case 'plan':
      return (
        <>
          {increments.length > 0 && (
            <section className="card">
              <h2>Increments on a timeline</h2>
              <Timeline increments={increments} />
            </section>
          )}
          <PlanPart improvementId={id} />
        </>
      );
    case 'measures':
      return <MeasuresPart improvementId={id} />;
    case 'support':
      return <SupportPart improvementId={id} />;
    case 'issues':
      return <IssuesPart improvementId={id} />;
    case 'comments':
      return (
        <section className="card">
          <h2>Comments</h2>
          <Comments record={{ __typename: 'Improvement', id }} />
        </section>
      );
    case 'evidence':
      return <EvidencePart improvementId={id} />;
    case 'history':
      return <History id={id} />;
    default:
      return (
        <Notice title="There is no such part of it">
          <Link href={`/improvements/${id}`}>To its overview</Link>
        </Notice>
      );
  }
}
