import { Link, useSearchParams } from 'wouter';
import { PlanDocument, PlansDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Fact, Facts } from '../ui/fact.js';
import { More } from '../ui/more.js';
import { Notice } from '../ui/notice.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { words } from '../ui/words.js';
import { AGREEMENT_RULE } from './agreement-rows.js';
import type { Plan } from './agreement-rows.js';
import { Agreements } from './agreements.js';
import { Unmet } from './unmet.js';
import { Versions } from './versions.js';

/** The plans of an improvement: the newest, or the one that the address names. */
export default function PlanPart({ improvementId }: { readonly improvementId: string }) {
  const [search] = useSearchParams();
  const { data, error } = useLiveQuery(
    PlansDocument,
    { improvementId },
    ({ improvement, __typename }) => improvement?.id === improvementId && __typename.startsWith('Plan'),
  );
  if (!data) return <Unread what="The list of plans" error={error} />;
  const plans = data.node && 'plans' in data.node ? data.node.plans.nodes : [];
  const shown = plans.find(({ id }) => id === search.get('plan')) ?? plans[0];
  if (!shown) {
    return (
      <Notice title="There is no plan yet">
        Those who lead its deployment can draft one under “Change it”, once it is selected.
      </Notice>
    );
  }
  return (
    <>
      {plans.length > 1 && (
        <ul className="row" aria-label="Plans">
          {plans.map(({ id, state, createdAt }) => (
            <li key={id}>
              <Link
                className="chip"
                href={`/improvements/${improvementId}/plan?plan=${id}`}
                aria-current={id === shown.id ? 'true' : undefined}
              >
                {day(createdAt)}, {words(state)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <PlanDetails key={shown.id} id={shown.id} improvementId={improvementId} />
    </>
  );
}

/** What a plan says, who has agreed to it, what is missing for its next step, and what its versions changed. */
function PlanDetails({ id, improvementId }: { readonly id: string; readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    PlanDocument,
    { id },
    ({ __typename, improvement }) => improvement?.id === improvementId || /^(Person|UnitLead)/.test(__typename),
  );
  if (!data) return <Unread what="The plan" error={error} />;
  const plan = data.node && 'content' in data.node ? data.node : undefined;
  if (!plan) return <Notice title="There is no such plan" />;
  const { content, state, deviations } = plan;
  return (
    <>
      <section className="card">
        <h2>What it says</h2>
        <p className="row">
          <State state={state} />
          <small>
            version {plan.planVersion}, {content.writtenBy.name}, {day(content.createdAt)}
            {plan.template && `, from the template “${plan.template.name}”`}
          </small>
        </p>
        {plan.reason && <p>“{plan.reason}”</p>}
        <Facts>
          <Fact name="Planned">{`${day(content.plannedStart)} – ${day(content.plannedEnd)}`}</Fact>
          {plan.activatedBy && <Fact name="Activated by">{plan.activatedBy.name}</Fact>}
          {plan.confirmedBy && <Fact name="Confirmed by">{plan.confirmedBy.name}</Fact>}
        </Facts>
        <Content content={content} />
        <More name="Versions and what they changed">
          <Versions planId={plan.id} improvementId={improvementId} />
        </More>
      </section>
      <section className="card">
        <h2>Agreements</h2>
        <Agreements plan={plan} />
      </section>
      {(state === 'DRAFT' || state === 'IN_REVIEW' || state === 'AGREED') && (
        <Unmet
          title="What else is missing before it can be activated"
          unmet={plan.unmetForActivation.filter(({ rule }) => rule !== AGREEMENT_RULE)}
        />
      )}
      {state === 'ACTIVE' && (
        <Unmet title="What is missing before it can be confirmed as complete" unmet={plan.unmetForConfirmation} />
      )}
      {deviations.length > 0 && (
        <section className="card">
          <h2>Accepted deviations</h2>
          <ul className="entries">
            {deviations.map(({ id, deviation, reason, acceptedAt, acceptedBy }) => (
              <li key={id}>
                <p>{deviation}</p>
                <small>
                  {acceptedBy.name}, {day(acceptedAt)}: “{reason}”
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Content({ content }: { readonly content: Plan['content'] }) {
  const { targets, exclusions, barriers, risks, trainingNotes, consultingNotes } = content;
  return (
    <dl className="plan">
      <div>
        <dt>Targets</dt>
        <dd className="row">
          {targets.map(({ id, name }) => (
            <Link key={id} className="chip" href={`/projects/${id}`}>
              {name}
            </Link>
          ))}
          {targets.length === 0 && <span className="empty">None yet.</span>}
        </dd>
      </div>
      <Pairs name="Left out" pairs={exclusions.map(({ unit, reason }) => [unit.name, reason])} />
      <Pairs name="Barriers" pairs={barriers.map(({ barrier, counterStrategy }) => [barrier, counterStrategy])} />
      <Pairs name="Risks" pairs={risks.map(({ risk, mitigation }) => [risk, mitigation])} />
      <Text name="Training">{trainingNotes}</Text>
      <Text name="Consulting">{consultingNotes}</Text>
    </dl>
  );
}

/** Each with what is done about it, or why. */
function Pairs({ name, pairs }: { readonly name: string; readonly pairs: readonly (readonly [string, string])[] }) {
  return (
    <div>
      <dt>{name}</dt>
      {pairs.map(([what, answer]) => (
        <dd key={what}>
          {what} <small>{answer}</small>
        </dd>
      ))}
      {pairs.length === 0 && <dd className="empty">None.</dd>}
    </div>
  );
}

function Text({ name, children }: { readonly name: string; readonly children: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      {children ? <dd>{children}</dd> : <dd className="empty">Nothing is planned.</dd>}
    </div>
  );
}
