import { DeploymentList } from '../deployment/deployment-list.js';
import { ImprovementDeploymentsDocument } from '../graphql.js';
import type { ImprovementQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { LatestOf } from '../ticker/latest.js';
import { Unread } from '../ui/unread.js';
import { Attention } from './attention.js';
import { BurnUp } from './burn-up.js';
import { Coverage } from './coverage.js';
import { Increments } from './increments.js';

interface OverviewProps {
  readonly id: string;
  readonly improvement: Extract<NonNullable<ImprovementQuery['node']>, { readonly title: string }>;
}

/** How the deployment of an improvement goes: against its plan, by increment, and in each project. */
export function Overview({ id, improvement: { createdAt, plans } }: OverviewProps) {
  const { data, error } = useLiveQuery(
    ImprovementDeploymentsDocument,
    { improvementId: id },
    ({ improvement, deployment }) => improvement?.id === id && deployment !== null,
  );
  const plan = plans.nodes[0];
  return (
    <>
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
        {data ? (
          <DeploymentList
            head="Project"
            deployments={data.deployments.nodes.map(({ unit, ...deployment }) => ({
              ...deployment,
              of: { improvementId: id, unitId: unit.id },
              name: unit.name,
              href: `/projects/${unit.id}`,
            }))}
          />
        ) : (
          <Unread what="The list of projects" error={error} />
        )}
      </section>
      <section className="card">
        <h2>Evidence for the subpractices of OPM SP 3.2</h2>
        <Coverage improvementId={id} />
      </section>
      <LatestOf improvementId={id} />
    </>
  );
}
