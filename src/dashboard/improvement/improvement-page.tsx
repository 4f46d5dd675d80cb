import { Link, useParams } from 'wouter';
import { Allowed } from '../command/allowed.js';
import { DeploymentList } from '../deployment/deployment-list.js';
import { ImprovementDeploymentsDocument, ImprovementDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { LatestOf } from '../ticker/latest.js';
import { More } from '../ui/more.js';
import { Notice } from '../ui/notice.js';
import { Progress } from '../ui/progress.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { words } from '../ui/words.js';
import { Attention } from './attention.js';
import { BurnUp } from './burn-up.js';
import { Coverage } from './coverage.js';
import { Increments } from './increments.js';

/** One improvement: how its deployment goes against its plan, what is in the way, and what shows it. */
export function ImprovementPage() {
  const { id = '' } = useParams();
  const { data, error } = useLiveQuery(ImprovementDocument, { id }, ({ improvement }) => improvement?.id === id);
  const { data: list, error: listError } = useLiveQuery(
    ImprovementDeploymentsDocument,
    { improvementId: id },
    ({ improvement, deployment }) => improvement?.id === id && deployment !== null,
  );
  const improvement = data?.node && 'title' in data.node ? data.node : undefined;
  useTitle(improvement?.title);

  if (!data) return <Unread what="The improvement" error={error} />;
  if (!improvement) return <Notice title="There is no such improvement" />;
  const { title, description, state, kind, origin, percent, createdAt, practices, plan } = improvement;
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
        <More name="Change it">
          <Allowed id={id} improvementId={id} />
        </More>
      </header>
      <div className="columns">
        <section className="card">
          <h2>Burn-up</h2>
          <BurnUp improvementId={id} from={createdAt} />
        </section>
        <section className="card">
          <h2>Late, blocked and at risk</h2>
          <Attention improvementIds={[id]} />
        </section>
      </div>
      <section className="card">
        <h2>Increments and gates</h2>
        {plan ? <Increments plan={plan} improvementId={id} /> : <p className="empty">There is no plan for it yet.</p>}
      </section>
      <section className="card">
        <h2>Projects</h2>
        {list ? (
          <DeploymentList
            head="Project"
            deployments={list.deployments.nodes.map(({ unit, ...deployment }) => ({
              ...deployment,
              of: { improvementId: id, unitId: unit.id },
              name: unit.name,
              href: `/projects/${unit.id}`,
            }))}
          />
        ) : (
          <Unread what="The list of projects" error={listError} />
        )}
      </section>
      <section className="card">
        <h2>Evidence for the subpractices of OPM SP 3.2</h2>
        <Coverage improvementId={id} />
      </section>
      <LatestOf improvementId={id} />
    </article>
  );
}
