import { DeploymentList } from '../deployment/deployment-list.js';
import { ProjectDeploymentsDocument } from '../graphql.js';
import { Attention } from '../improvement/attention.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { LatestOf } from '../ticker/latest.js';
import { Unread } from '../ui/unread.js';
import { Load } from './load.js';

/** What is deployed in a project, how much of it at once, and what asks for attention. */
export function Overview({ unitId }: { readonly unitId: string }) {
  const { data, error } = useLiveQuery(
    ProjectDeploymentsDocument,
    { id: unitId },
    ({ unit, deployment }) => unit?.id === unitId && deployment !== null,
  );
  const deployments = data?.node && 'deployments' in data.node ? data.node.deployments.nodes : [];
  return (
    <>
      <div className="columns">
        <section className="card">
          <h2>Improvements here</h2>
          {data ? (
            <DeploymentList
              head="Improvement"
              deployments={deployments.map(({ improvement, ...deployment }) => ({
                ...deployment,
                of: { improvementId: improvement.id, unitId },
                name: improvement.title,
                href: `/improvements/${improvement.id}`,
              }))}
            />
          ) : (
            <Unread what="The list of improvements" error={error} />
          )}
        </section>
        <div className="stack">
          <section className="card">
            <h2>Load</h2>
            <Load unitId={unitId} />
          </section>
          <section className="card">
            <h2>Late, blocked and at risk</h2>
            <Attention unitIds={[unitId]} />
          </section>
        </div>
      </div>
      <LatestOf unitId={unitId} />
    </>
  );
}
