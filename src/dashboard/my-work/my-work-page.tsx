import { Link } from 'wouter';
import { Offers } from '../command/offers.js';
import { WorkDocument } from '../graphql.js';
import type { WaitingKind, WorkQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { useToday } from '../live/use-today.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { count } from '../ui/words.js';

type Item = WorkQuery['viewer']['work']['nodes'][number];

const NONE = {};

/** What waits for who looks: why, since when, until when, and what settles it. */
export function WorkPage() {
  useTitle('My work');
  const { data, error } = useLiveQuery(WorkDocument, NONE, () => true);
  const today = useToday();
  if (!data) return <Unread what="Your work" error={error} />;
  const { nodes, totalCount } = data.viewer.work;
  const overdue = nodes.filter(({ dueOn }) => dueOn !== null && today !== undefined && dueOn < today);
  const others = nodes.filter((item) => !overdue.includes(item));
  return (
    <article className="page">
      <header className="title">
        <h1>My work</h1>
        <p className="lead">
          {totalCount === 0
            ? 'Nothing waits for you.'
            : `${count(totalCount, 'thing')} ${totalCount === 1 ? 'waits' : 'wait'} for you.`}
          {totalCount > nodes.length && ` These are the ${nodes.length} that wait longest.`}
        </p>
      </header>
      {overdue.length > 0 && <WorkList title="Overdue" items={overdue} />}
      {others.length > 0 && <WorkList title="Waiting" items={others} />}
    </article>
  );
}

function WorkList({ title, items }: { readonly title: string; readonly items: readonly Item[] }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      <ul className="work">
        {items.map((item) => (
          <li key={`${item.kind} ${item.record?.id} ${item.unit?.id}`}>
            <WorkItem item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WorkItem({ item: { kind, since, dueOn, mutations, improvement, unit, record } }: { readonly item: Item }) {
  const place = { improvementId: improvement?.id, unitId: unit?.id };
  return (
    <>
      <h3>{KINDS[kind]}</h3>
      <p className="row">
        {improvement && <Link href={`/improvements/${improvement.id}`}>{improvement.title}</Link>}
        {unit && <Link href={`/projects/${unit.id}`}>{unit.name}</Link>}
        {record && detailOf(record) && <span>{detailOf(record)}</span>}
        <small>
          since {day(since)}
          {dueOn && `, due ${day(dueOn)}`}
        </small>
      </p>
      {record && <Offers commands={mutations} record={record} place={place} />}
    </>
  );
}

/** What a record is called, or says. */
function detailOf(record: NonNullable<Item['record']>): string | null {
  if ('title' in record) return record.title;
  if ('topics' in record) return record.topics;
  return 'waiver' in record ? record.waiver : null;
}

/** What is to be done, by the kind of work. */
export const KINDS: Readonly<Record<WaitingKind, string>> = {
  SUGGESTION_TO_ANALYZE: 'Analyze a suggestion',
  ANALYSIS_TO_SELECT: 'Choose an improvement, or not',
  SELECTION_WITHOUT_PLAN: 'Write a plan',
  IMPROVEMENT_ON_HOLD: 'Take an improvement up again',
  IMPROVEMENT_TO_COMPLETE: 'Complete a deployment',
  IMPROVEMENT_TO_CLOSE: 'Close an improvement',
  PLAN_TO_SUBMIT: 'Submit a plan',
  PLAN_TO_AGREE: 'Agree to a plan',
  PLAN_TO_AGREE_FOR_UNIT: 'Agree to a plan for your project',
  PLAN_TO_ACTIVATE: 'Activate a plan',
  PLAN_SUSPENDED: 'Resume a plan, or cancel it',
  PLAN_TO_CONFIRM: 'Confirm that a plan is complete',
  PLAN_TO_REVIEW: 'Review the results of a plan',
  PLAN_TO_CLOSE: 'Close a plan',
  GATE_TO_DECIDE: 'Decide at a gate',
  INCREMENT_TO_START: 'Start an increment',
  INCREMENT_HELD: 'Resume an increment',
  DEPLOYMENT_TO_BEGIN: 'Begin a deployment',
  PROGRESS_TO_REPORT: 'Report progress',
  PROCESS_CHANGE_TO_RECORD: 'Record the change of the process, or ask for a waiver',
  DEPLOYMENT_TO_ADOPT: 'Adopt an improvement',
  DEFERRAL_OVER: 'Resume a deployment',
  RESCHEDULE_TO_DECIDE: 'Decide on another date',
  ADOPTION_TO_CONFIRM: 'Confirm an adoption, or decline it',
  BLOCKER_WITHOUT_OWNER: 'Remove what is in the way',
  ISSUE_WITHOUT_OWNER: 'Find an owner for an issue',
  ISSUE_TO_CLOSE: 'Work on your issue',
  COORDINATION_OVERDUE: 'Complete a coordination activity',
  COORDINATION_SHARE_TO_DO: 'Do the share of your unit',
  WAIVER_TO_DECIDE: 'Decide on a waiver',
  CONSULTING_TO_SCHEDULE: 'Schedule consulting',
  CONSULTING_TO_DELIVER: 'Give consulting',
  REVIEW_TO_SHARE: 'Share lessons',
};
