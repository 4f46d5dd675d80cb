import { Link } from 'wouter';
import type { WeakSpotFragment, WeakSpotKind } from '../graphql.js';

/** Where evidence is weak, and why: hints for a review, no score. */
export function WeakSpotList({ spots }: { readonly spots: readonly WeakSpotFragment[] }) {
  return (
    <ul className="entries">
      {spots.map(({ kind, record, improvement, unit }) => (
        <li key={`${kind} ${record?.id} ${unit?.id}`}>
          <p>{WEAK_SPOTS[kind]}</p>
          <p className="row">
            {improvement && <Link href={`/improvements/${improvement.id}`}>{improvement.title}</Link>}
            {unit && <Link href={`/projects/${unit.id}`}>{unit.name}</Link>}
            {record && 'title' in record && <span>{record.title}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What makes evidence weak, by the kind of weak spot. */
export const WEAK_SPOTS: Readonly<Record<WeakSpotKind, string>> = {
  ADOPTED_WITHOUT_PROCESS_VERSION: 'Adopted without a version of the process on record',
  CONFLICT_UNDER_WAY: 'Under way together with an improvement that it conflicts with',
  DEPLOYED_WITHOUT_PLAN: 'Deployed without a plan that was ever in force',
  LESSONS_WITHOUT_DECISION: 'Lessons without a decision on them',
  MATERIAL_OLDER_THAN_CHANGE: 'Training material older than the change that it explains',
  ONE_STEP_WITHOUT_GATE: 'Deployed without a decision at a gate',
  PROCESS_VERSION_WITHOUT_TAILORING: 'Adopted, but no tailoring says what changed in the process',
  REQUIREMENT_NOT_DEPLOYED: 'Under way, although an improvement that it requires is not deployed',
  SAME_PERSON_DID_AND_CONFIRMED: 'One person did it, and approved or confirmed it',
  STATUS_CONTRADICTED: 'Said to be on track, although the figures say late or at risk',
  STATES_SET_ON_ONE_DAY: 'Reported from start to adoption on a single day, as if entered afterwards',
};
