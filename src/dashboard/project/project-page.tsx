import { Fragment, lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { ProjectDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { Parts } from '../ui/parts.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { words } from '../ui/words.js';
import { Overview } from './overview.js';

const WorkPart = lazy(() => import('./work.js'));
const ProcessPart = lazy(() => import('./process.js'));
const IssuesAndHelpPart = lazy(() => import('./issues-and-help.js'));
const History = lazy(() => import('../history/history.js'));

const PARTS = [
  [undefined, 'Overview'],
  ['work', 'Waiting work'],
  ['process', 'Process and tailoring'],
  ['issues', 'Issues and help'],
  ['history', 'History'],
] as const;

/** One project: everything that is deployed in it, what it has on its hands, and how it works. */
export function ProjectPage() {
  const { id = '', part } = useParams();
  const { data, error } = useLiveQuery(ProjectDocument, { id }, ({ unit }) => unit?.id === id);
  const project = data?.node && 'name' in data.node ? data.node : undefined;
  const shown = PARTS.find(([path]) => path === part);
  useTitle(project && (part && shown ? `${project.name}: ${shown[1]}` : project.name));

  if (!data) return <Unread what="The project" error={error} />;
  if (!project) return <Notice title="There is no such project" />;
  const { name, kind, attributes, leads, retiredAt } = project;
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
          Led by{' '}
          {leads.map((lead, index) => (
            <Fragment key={lead.id}>
              {index > 0 && ', '}
              <Link href={`/people/${lead.id}`}>{lead.name}</Link>
            </Fragment>
          ))}
          {leads.length === 0 && 'no one'}
          {retiredAt && `, retired ${day(retiredAt)}`}
        </p>
        <ChangeIt id={id} unitId={id} />
      </header>
      <Parts of="project" address={`/projects/${id}`} parts={PARTS} current={part} />
      <Suspense fallback={<div aria-busy="true" />}>
        <Part part={part} id={id} />
      </Suspense>
    </article>
  );
}

function Part({ part, id }: { readonly part: string | undefined; readonly id: string }) {
  switch (part) {
    case undefined:
      return <Overview unitId={id} />;
    case 'work':
      return <WorkPart unitId={id} />;
    case 'process':
      return <ProcessPart unitId={id} />;
    case 'issues':
      return <IssuesAndHelpPart unitId={id} />;
    case 'history':
      return <History id={id} />;
    default:
      return (
        <Notice title="There is no such part of it">
          <Link href={`/projects/${id}`}>To its overview</Link>
        </Notice>
      );
  }
}
