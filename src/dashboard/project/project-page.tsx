import { useParams } from 'wouter';
import { DeploymentList } from '../deployment/deployment-list.js';
import { ProjectDocument } from '../graphql.js';
import { Attention } from '../improvement/attention.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { LatestOf } from '../ticker/latest.js';
import { Notice } from '../ui/notice.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { words } from '../ui/words.js';

/** One project: everything that is deployed in it, and what asks for attention there. */
export function ProjectPage() {
  const { id = '' } = useParams();
  const { data, error } = useLiveQuery(ProjectDocument, { id }, ({ unit }) => unit?.id === id);
  const project = data?.node && 'name' in data.node ? data.node : undefined;
  useTitle(project?.name);

  if (!data) return <Unread what="The project" error={error} />;
  if (!project) return <Notice title="There is no such project" />;
  const { name, kind, attributes, leads, definedProcess, deployments } = project;
  return (
    <article className="page">
      <header className="title">
        <h1>{name}</h1>
        <p className="row">
          <span className="chip">{words(kind)}</span>
          {attributes.map(({ name: attribute, value }) => (
            <span key={attribute} className="chip">
              <small>{attribute}</small> {value}
            </span>
          ))}
        </p>
        <p className="lead">
          Led by {leads.map((lead) => lead.name).join(', ') || 'no one'}
          {definedProcess &&
            ` · ${definedProcess.title}: ${definedProcess.versions.map(({ label, issuedOn }) => `${label} (${day(issuedOn)})`).join(', ')}`}
        </p>
      </header>
      <div className="columns">
        <section className="card">
          <h2>Improvements here</h2>
          <DeploymentList
            head="Improvement"
            deployments={deployments.nodes.map(({ improvement, ...deployment }) => ({
              ...deployment,
              of: { improvementId: improvement.id, unitId: id },
              name: improvement.title,
              href: `/improvements/${improvement.id}`,
            }))}
          />
        </section>
        <section className="card">
          <h2>Late, blocked and at risk</h2>
          <Attention unitIds={[id]} />
        </section>
      </div>
      <LatestOf unitId={id} />
    </article>
  );
}
