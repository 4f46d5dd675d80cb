import { Allowed } from '../command/allowed.js';
import { Begin } from '../command/begin.js';
import type { ConditionKind, ImprovementQuery, IncrementState } from '../graphql.js';
import { Fresh } from '../ui/fresh.js';
import { More } from '../ui/more.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { count, words } from '../ui/words.js';

type Plan = Extract<NonNullable<ImprovementQuery['node']>, { readonly title: string }>['plans']['nodes'][number];

/** The waves of a plan, one after the other, each with the conditions of its gate and what was decided there. */
export function Increments({ plan, improvementId }: { readonly plan: Plan; readonly improvementId: string }) {
  return (
    <>
      <p className="lead">
        Plan <Fresh value={words(plan.state)} />, {day(plan.content.plannedStart)} – {day(plan.content.plannedEnd)}
      </p>
      <More name="Change the plan">
        <Allowed id={plan.id} improvementId={improvementId} />
      </More>
      <ol className="increments">
        {plan.increments.map((increment) => (
          <li key={increment.id}>
            <h3>{increment.title}</h3>
            <p className="row">
              <State state={increment.state} />
              <small>
                {day(increment.plannedStart)} – {day(increment.plannedEnd)}
              </small>
              {increment.concerns.map((concern) => (
                <strong key={concern} className={concern === 'LATE' ? 'late' : 'risk'}>
                  {words(concern)}
                </strong>
              ))}
            </p>
            <small>
              {increment.deployments.filter(({ state }) => state === 'CONFIRMED' || state === 'ADOPTED').length} of{' '}
              {count(increment.deployments.length, 'project')} adopted
            </small>
            <ul className="conditions">
              {increment.conditions.map(({ id, kind, text, met }) => (
                <li key={id}>
                  <span aria-hidden="true">{met ? '✓' : '○'}</span> {text}{' '}
                  <small>
                    {words(kind)}, {met ? 'met' : 'open'}
                  </small>
                  {!met && isMeetable(kind, increment.state) && (
                    <Begin
                      commands={['meetCondition']}
                      record={{ ...increment, __typename: 'Increment' }}
                      known={{ conditionId: id }}
                    />
                  )}
                </li>
              ))}
            </ul>
            <More name="Change it">
              <Allowed id={increment.id} improvementId={improvementId} />
            </More>
            {increment.gateReason && (
              <p>
                “{increment.gateReason}” <small>{increment.gateDecidedBy?.name}</small>
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** Whether a condition may be met by now: those of the gate once the increment has started, none once it is over. */
function isMeetable(kind: ConditionKind, state: IncrementState): boolean {
  if (state === 'PASSED' || state === 'ROLLED_BACK') return false;
  return kind === 'ENTRY' || (state !== 'PLANNED' && state !== 'READY');
}
