import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import { AffirmationsDocument, ImprovementWeakSpotsDocument, WorkProductsDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Download } from '../session/download.js';
import { useSession } from '../session/session.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { Coverage } from '../improvement/coverage.js';
import { WeakSpotList } from './weak-spot-list.js';

/** What shows that an improvement was deployed as OPM SP 3.2 has it: the log, what people affirm, and documents. */
export default function EvidencePart({ improvementId }: { readonly improvementId: string }) {
  return (
    <>
      <section className="card">
        <h2>Evidence for the subpractices of OPM SP 3.2</h2>
        <Coverage improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Weak spots</h2>
        <WeakSpots improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Affirmations</h2>
        <Affirmations improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Work products</h2>
        <WorkProducts improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Appraisal package</h2>
        <p>
          <Download
            address={`/export/appraisal-package.zip?${new URLSearchParams({ improvement: improvementId }).toString()}`}
            file="appraisal-package.zip"
          >
            Evidence of this improvement, for an appraiser without an account
          </Download>
        </p>
      </section>
    </>
  );
}

interface PartProps {
  readonly improvementId: string;
}

function WeakSpots({ improvementId }: PartProps) {
  const { data, error } = useLiveQuery(
    ImprovementWeakSpotsDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of weak spots" error={error} />;
  const { nodes, totalCount } =
    data.node && 'weakSpots' in data.node ? data.node.weakSpots : { nodes: [], totalCount: 0 };
  if (totalCount === 0) return <p className="empty">None is known.</p>;
  return (
    <>
      <p className="lead">An appraiser may ask about these.</p>
      <WeakSpotList spots={nodes} />
    </>
  );
}

function Affirmations({ improvementId }: PartProps) {
  const { data, error } = useLiveQuery(
    AffirmationsDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of affirmations" error={error} />;
  const affirmations = data.node && 'affirmations' in data.node ? data.node.affirmations.nodes : [];
  return (
    <>
      {affirmations.length === 0 && <p className="empty">Nobody has affirmed anything of it yet.</p>}
      <ul className="entries">
        {affirmations.map(({ id, state, text, reason, practiceRef, subpractice, createdAt, person, unit }) => (
          <li key={id}>
            <p>“{text}”</p>
            <small>
              {person.name}, {day(createdAt)}, for {practiceRef}
              {subpractice !== null && ` subpractice ${subpractice}`}
              {unit && (
                <>
                  {' in '}
                  <Link href={`/projects/${unit.id}`}>{unit.name}</Link>
                </>
              )}
              {state === 'WITHDRAWN' && `; withdrawn: “${reason}”`}
            </small>
          </li>
        ))}
      </ul>
      <Begin commands={['affirmPractice']} record={{ __typename: 'Improvement', id: improvementId }} />
    </>
  );
}

/** Names of the work products, as the graph calls them. */
const PRODUCTS = [
  ['trainingMaterials', 'Updated training materials'],
  ['results', 'Documented results of the deployment'],
  ['revisions', 'Revised measures, objectives, priorities and plans'],
] as const;

function WorkProducts({ improvementId }: PartProps) {
  const { kind } = useSession();
  const { data, error } = useLiveQuery(WorkProductsDocument, { id: improvementId }, () => false);
  if (!data) return <Unread what="The list of work products" error={error} />;
  if (kind === 'token') {
    return <p className="empty">A browser cannot open them with a token: sign in, or download them with the token.</p>;
  }
  const documentation = data.node && 'documentation' in data.node ? data.node.documentation : undefined;
  return (
    <ul className="entries">
      {documentation &&
        PRODUCTS.map(([product, name]) => (
          <li key={product}>
            <p className="row">
              {name}
              <a href={documentation[product].documents.html} target="_blank" rel="noreferrer">
                Open<span className="hidden"> {name}</span>
              </a>
              <a href={documentation[product].documents.markdown} download>
                Markdown<span className="hidden"> of {name}</span>
              </a>
            </p>
          </li>
        ))}
    </ul>
  );
}
