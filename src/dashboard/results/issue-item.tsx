import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import type { IssueItemFragment } from '../graphql.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';

interface IssueItemProps {
  readonly issue: IssueItemFragment;
  /** Whether it stands on the page of its improvement, which needs no link then. */
  readonly ofImprovement: boolean;
}

/** An issue: what it is, where, who resolves it, and how that was done. */
export function IssueItem({ issue, ofImprovement }: IssueItemProps) {
  const { id, title, description, state, openedAt, closedAt, resolution, openedBy, owner, unit, increment } = issue;
  const { improvement } = issue;
  return (
    <li>
      <h3>{title}</h3>
      <p className="row">
        <State state={state} />
        {!ofImprovement && <Link href={`/improvements/${improvement.id}`}>{improvement.title}</Link>}
        {ofImprovement && unit && <Link href={`/projects/${unit.id}`}>{unit.name}</Link>}
        {increment && <span>{increment.title}</span>}
        <small>
          {openedBy.name}, {day(openedAt)}
          {closedAt && ` – ${day(closedAt)}`}; {owner ? `owned by ${owner.name}` : 'without an owner'}
        </small>
      </p>
      <p>{description}</p>
      {resolution && <p>“{resolution}”</p>}
      <ChangeIt id={id} improvementId={improvement.id} unitId={unit?.id} />
    </li>
  );
}
