import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { Begin } from '../command/begin.js';
import { ProjectProcessDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';

/** How a project has defined its own work: the versions of its process, and what improvements changed in it. */
export default function ProcessPart({ unitId }: { readonly unitId: string }) {
  const { data, error } = useLiveQuery(ProjectProcessDocument, { id: unitId }, ({ unit }) => unit?.id === unitId);
  if (!data) return <Unread what="The process" error={error} />;
  if (!data.node || !('tailorings' in data.node)) return null;
  const { definedProcess, tailorings } = data.node;
  return (
    <>
      <section className="card">
        <h2>{definedProcess ? definedProcess.title : 'Defined process'}</h2>
        {!definedProcess && <p className="empty">The project has not established its defined process yet.</p>}
        {definedProcess && (
          <>
            {definedProcess.versions.length === 0 && <p className="empty">No version of it was issued yet.</p>}
            <ol className="entries">
              {definedProcess.versions.map(({ id, label, issuedOn, link }) => (
                <li key={id}>
                  <p className="row">
                    <strong>{label}</strong>
                    <small>issued {day(issuedOn)}</small>
                    {link && (
                      <a href={link} rel="noreferrer">
                        Document<span className="hidden"> of {label}</span>
                      </a>
                    )}
                  </p>
                </li>
              ))}
            </ol>
            <ChangeIt id={definedProcess.id} unitId={unitId} />
          </>
        )}
        <Begin
          commands={definedProcess ? ['issueProcessVersion'] : ['establishDefinedProcess']}
          record={
            definedProcess
              ? { __typename: 'DefinedProcess', id: definedProcess.id }
              : { __typename: 'Unit', id: unitId }
          }
          place={{ unitId }}
        />
      </section>
      <section className="card">
        <h2>Tailoring</h2>
        {tailorings.totalCount === 0 && <p className="empty">No improvement has changed its process yet.</p>}
        {tailorings.totalCount > tailorings.nodes.length && (
          <p className="lead">
            These are {tailorings.nodes.length} of {tailorings.totalCount}.
          </p>
        )}
        <ul className="entries">
          {tailorings.nodes.map((tailoring) => (
            <li key={tailoring.id}>
              <p className="row">
                <State state={tailoring.state} />
                <Link href={`/improvements/${tailoring.improvement.id}`}>{tailoring.improvement.title}</Link>
                <small>
                  {day(tailoring.createdAt)}
                  {tailoring.toVersion &&
                    `, ${tailoring.fromVersion ? `${tailoring.fromVersion.label} → ` : ''}${tailoring.toVersion.label}`}
                  {tailoring.decidedBy && `, decided by ${tailoring.decidedBy.name}`}
                </small>
              </p>
              {tailoring.change && <p>{tailoring.change}</p>}
              {tailoring.waiver && <p>Waiver: “{tailoring.waiver}”</p>}
              {tailoring.reason && <p>“{tailoring.reason}”</p>}
              <ChangeIt id={tailoring.id} improvementId={tailoring.improvement.id} unitId={unitId} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
