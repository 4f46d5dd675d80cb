import { Link } from 'wouter';
import { Offers } from '../command/offers.js';
import { SchemaForm } from '../command/schema-form.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Notice } from '../ui/notice.js';
import { More } from '../ui/more.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { words } from '../ui/words.js';
import { AdminUnitDocument } from './graphql.js';
import type { AdminUnitQuery } from './graphql.js';

type Unit = Extract<NonNullable<AdminUnitQuery['node']>, { readonly __typename: 'Unit' }>;

/** What administrators do with a unit; what goes on in it is on the page of the project. */
const COMMANDS = ['changeUnit', 'assignUnitLead', 'retireUnit', 'reinstateUnit'];

/** A unit: what it is called and grouped by, who leads it, and whether it goes on. */
export default function UnitPart({ id }: { readonly id: string }) {
  const { data, error } = useLiveQuery(
    AdminUnitDocument,
    { id },
    ({ __typename, unit }) => unit?.id === id || /^(Person|Group)/.test(__typename),
  );
  if (!data) return <Unread what="The unit" error={error} />;
  if (data.node?.__typename !== 'Unit') return <Notice title="There is no such unit" />;
  const unit = data.node;
  const { name, kind, attributes, createdAt, retiredAt, viewerCan } = unit;
  const pointless = retiredAt === null ? 'reinstateUnit' : 'retireUnit';
  const allowed = viewerCan.flatMap((each) => (each.allowed ? [each.command] : []));
  return (
    <>
      <section className="card">
        <h2>{name}</h2>
        <p className="row">
          <span className="chip">{words(kind)}</span>
          {attributes.map((each) => (
            <span key={each.name} className="chip">
              <small>{each.name}</small> {each.value}
            </span>
          ))}
        </p>
        <p className="lead">
          Since {day(createdAt)}
          {retiredAt && `, retired ${day(retiredAt)}`}. <Link href={`/projects/${id}`}>What goes on in it</Link>
        </p>
        <Offers
          commands={COMMANDS.filter((command) => allowed.includes(command) && command !== pointless)}
          record={unit}
          values={{ name, attributes }}
        />
      </section>
      <section className="card">
        <h2>Leads</h2>
        <Leads unit={unit} removable={allowed.includes('removeUnitLead')} />
      </section>
    </>
  );
}

function Leads({
  unit: { id, version, leads, leadsByGroups },
  removable,
}: {
  readonly unit: Unit;
  readonly removable: boolean;
}) {
  if (leads.length === 0) return <p className="empty">No one leads it: only deployment leads report on it.</p>;
  const byGroups = new Set(leadsByGroups.map((each) => each.id));
  return (
    <ul className="entries short">
      {leads.map((lead) => (
        <li key={lead.id}>
          <p>
            <Link href={`/admin/people/${lead.id}`}>{lead.name}</Link>
            {lead.owner && <small> service account</small>}
            {!lead.active && <small className="late"> has left</small>}
            {byGroups.has(lead.id) && <small> by a group of theirs</small>}
          </p>
          {removable && !byGroups.has(lead.id) && (
            <More name={`Remove ${lead.name}`}>
              <SchemaForm
                command="removeUnitLead"
                known={{ unitId: id, personId: lead.id }}
                version={version}
                onDone={() => undefined}
              />
            </More>
          )}
        </li>
      ))}
    </ul>
  );
}
