import { SubpracticeEvidenceDocument } from '../graphql.js';
import type { SubpracticeEvidenceQuery, SubpracticeEvidenceQueryVariables } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Entry } from '../ticker/entry.js';
import { Unread } from '../ui/unread.js';

/** The newest events that speak for a subpractice, each with the record that it is about. */
export function Evidence({ improvementId, subpractice }: SubpracticeEvidenceQueryVariables) {
  const { data, error } = useLiveQuery(
    SubpracticeEvidenceDocument,
    { improvementId, subpractice },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The evidence" error={error} />;
  const { nodes = [], totalCount = 0 } = data.practice?.evidence ?? {};
  return (
    <>
      <ol className="ticker">
        {nodes.map(({ event, record }) => (
          <Entry key={event.position} event={event} fresh={false}>
            {nameOf(record)}
          </Entry>
        ))}
      </ol>
      {totalCount > nodes.length && (
        <small>
          The newest {nodes.length} of {totalCount}.
        </small>
      )}
    </>
  );
}

type EvidenceRecord = NonNullable<SubpracticeEvidenceQuery['practice']>['evidence']['nodes'][number]['record'];

/** The name of a record, where it has one of its own. */
function nameOf(record: EvidenceRecord): string | undefined {
  if (record && 'title' in record) return `“${record.title}”`;
  return record && 'name' in record ? `“${record.name}”` : undefined;
}
