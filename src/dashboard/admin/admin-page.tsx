import { lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import { useViewer } from '../session/use-viewer.js';
import { Notice } from '../ui/notice.js';
import { Parts } from '../ui/parts.js';
import { useTitle } from '../ui/use-title.js';
import './admin.css';

const PeoplePart = lazy(() => import('./people-part.js'));
const PersonPart = lazy(() => import('./person-part.js'));
const UnitsPart = lazy(() => import('./units-part.js'));
const UnitPart = lazy(() => import('./unit-part.js'));
const GroupsPart = lazy(() => import('./groups-part.js'));
const GroupPart = lazy(() => import('./group-part.js'));
const IssuersPart = lazy(() => import('./issuers-part.js'));
const AccessPart = lazy(() => import('./access-part.js'));
const WebhooksPart = lazy(() => import('./webhooks-part.js'));
const WebhookPart = lazy(() => import('./webhook-part.js'));
const DataPart = lazy(() => import('./data-part.js'));
const LogPart = lazy(() => import('./log-part.js'));
const StartPart = lazy(() => import('./start-part.js'));

const PARTS = [
  [undefined, 'People'],
  ['units', 'Units'],
  ['groups', 'Groups'],
  ['issuers', 'Sign-in'],
  ['access', 'Access'],
  ['webhooks', 'Webhooks'],
  ['data', 'Import and export'],
  ['log', 'Log'],
  ['start', 'First steps'],
] as const;

/** What only administrators do: who has access, what there is, and what comes in and goes out. */
export default function AdminPage() {
  const viewer = useViewer();
  const { part, id } = useParams();
  const shown = PARTS.find(([path]) => path === (part === 'people' ? undefined : part));
  useTitle(shown ? `${shown[1]} · Administration` : 'Administration');
  if (!viewer) return <div aria-busy="true" />;
  if (viewer.role !== 'ADMINISTRATOR') {
    return (
      <Notice title="Only administrators see this page">
        Ask an administrator of {viewer.organization.name} for what you need. <Link href="/">To the matrix</Link>
      </Notice>
    );
  }
  return (
    <article className="page admin">
      <header className="title">
        <h1>Administration</h1>
      </header>
      <Parts of="administration" address="/admin" parts={PARTS} current={shown?.[0]} />
      <Suspense fallback={<div aria-busy="true" />}>
        <Part part={part} id={id} />
      </Suspense>
    </article>
  );
}

function Part({ part, id }: { readonly part: string | undefined; readonly id: string | undefined }) {
  switch (part) {
    case undefined:
      return <PeoplePart />;
    case 'people':
      return id === undefined ? <PeoplePart /> : <PersonPart id={id} />;
    case 'units':
      return id === undefined ? <UnitsPart /> : <UnitPart id={id} />;
    case 'groups':
      return id === undefined ? <GroupsPart /> : <GroupPart id={id} />;
    case 'issuers':
      return <IssuersPart />;
    case 'access':
      return <AccessPart />;
    case 'webhooks':
      return id === undefined ? <WebhooksPart /> : <WebhookPart id={id} />;
    case 'data':
      return <DataPart />;
    case 'log':
      return <LogPart />;
    case 'start':
      return <StartPart />;
    default:
      return (
        <Notice title="There is no such part of it">
          <Link href="/admin">To the people</Link>
        </Notice>
      );
  }
}
