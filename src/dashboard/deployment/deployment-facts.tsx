import type { DeploymentQuery } from '../graphql.js';
import { Fact, Facts } from '../ui/fact.js';
import { Fresh } from '../ui/fresh.js';
import { Progress } from '../ui/progress.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { concernWords, count } from '../ui/words.js';

/** A deployment as the panel reads it. */
export type Deployment = DeploymentQuery['deployments']['nodes'][number];

/** How a deployment stands. */
export function DeploymentFacts({ deployment }: { readonly deployment: Deployment }) {
  const { state, percent, plannedStart, plannedEnd, actualStart, actualEnd, daysLate, concerns } = deployment;
  const { expectedEnd, deferredUntil } = deployment;
  const { blockers, unit, increment, adoptedBy, confirmedBy, processVersionLabel, waiver } = deployment;
  return (
    <>
      <p className="row">
        <State state={state} />
        <Progress percent={percent} label="Progress" />
        {daysLate > 0 && (
          <strong className="late">
            <Fresh value={`${count(daysLate, 'day')} late`} />
          </strong>
        )}
        {concerns
          .filter((concern) => concern !== 'LATE' && concern !== state)
          .map((concern) => (
            <strong key={concern} className="risk">
              {concernWords(concern, daysLate)}
            </strong>
          ))}
      </p>
      <Facts>
        <Fact name="Planned">{`${day(plannedStart)} – ${day(plannedEnd)}`}</Fact>
        {actualStart && <Fact name="Actual">{`${day(actualStart)} – ${actualEnd ? day(actualEnd) : 'today'}`}</Fact>}
        {expectedEnd && <Fact name="Expected">{day(expectedEnd)}</Fact>}
        {deferredUntil && <Fact name="Put off until">{day(deferredUntil)}</Fact>}
        {increment && <Fact name="Increment">{increment.title}</Fact>}
        <Fact name="Led by">{unit.leads.map(({ name }) => name).join(', ') || 'no one'}</Fact>
        {adoptedBy && <Fact name="Adopted by">{adoptedBy.name}</Fact>}
        {confirmedBy && <Fact name="Confirmed by">{confirmedBy.name}</Fact>}
        {processVersionLabel && <Fact name="Process">{processVersionLabel}</Fact>}
        {waiver && <Fact name="Waiver">{waiver}</Fact>}
      </Facts>
      {blockers.length > 0 && (
        <ul className="blockers" aria-label="In the way">
          {blockers.map(({ id, reason, openedAt, owner }) => (
            <li key={id}>
              <strong>{reason}</strong>
              <small>
                since {day(openedAt)}
                {owner && `, ${owner.name}`}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
