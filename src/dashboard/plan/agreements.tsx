import { Link } from 'wouter';
import { Offers } from '../command/offers.js';
import type { OffersProps } from '../command/record-offers.js';
import { useViewer } from '../session/use-viewer.js';
import { Fresh } from '../ui/fresh.js';
import { instant } from '../ui/time.js';
import { count } from '../ui/words.js';
import { agreementRows } from './agreement-rows.js';
import type { AgreementRow, Plan } from './agreement-rows.js';

const RESPONSES = ['agreeToPlan', 'declinePlan'];

/** Who has agreed to the current version of a plan, who declined it and why, and who is missing; those whose turn it is respond in place. */
export function Agreements({ plan }: { readonly plan: Plan }) {
  const rows = agreementRows(plan.content, useViewer());
  const missing = rows.filter(({ state }) => state !== 'agreed').length;
  const commands = plan.viewerCan.flatMap(({ command, allowed }) =>
    allowed && RESPONSES.includes(command) ? [command] : [],
  );
  return (
    <>
      <p className="lead">
        Version {plan.planVersion}:{' '}
        <Fresh
          value={
            missing === 0 ? 'everyone has agreed.' : `${count(missing, 'agreement')} of ${rows.length} still missing.`
          }
        />
      </p>
      <ul className="entries short">
        {rows.map((row) => (
          <li key={row.unit?.id ?? 'sponsor'}>
            <Agreement row={row} commands={row.own ? commands : []} plan={plan} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface AgreementProps {
  readonly row: AgreementRow;
  readonly commands: OffersProps['commands'];
  readonly plan: Plan;
}

function Agreement({ row: { unit, leads, responses, state }, commands, plan }: AgreementProps) {
  return (
    <>
      <p className="row">
        {unit ? <Link href={`/projects/${unit.id}`}>{unit.name}</Link> : <span>A sponsor</span>}
        <span className={`state response-${state}`}>
          <Fresh value={state} />
        </span>
        {unit && responses.length === 0 && (
          <small>{leads.length > 0 ? `waits for ${leads.map(({ name }) => name).join(', ')}` : 'has no lead'}</small>
        )}
      </p>
      {responses.map(({ id, person, agreed, note, saidAt }) => (
        <p key={id}>
          <small>
            {person.name} {agreed ? 'agreed' : 'declined'}, {instant(saidAt)}
            {note && `: “${note}”`}
          </small>
        </p>
      ))}
      <Offers commands={commands} record={plan} place={{ unitId: unit?.id ?? null }} />
    </>
  );
}
