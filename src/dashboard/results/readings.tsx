import { ReadingsDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { figure } from './effect-words.js';

interface ReadingsProps {
  readonly measureId: string;
  readonly improvementId: string;
}

/** The newest readings of a measure, as a table. */
export function Readings({ measureId, improvementId }: ReadingsProps) {
  const { data, error } = useLiveQuery(
    ReadingsDocument,
    { id: measureId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of readings" error={error} />;
  const { nodes, totalCount } =
    data.node && 'readings' in data.node ? data.node.readings : { nodes: [], totalCount: 0 };
  if (totalCount === 0) return <p className="empty">There are none yet.</p>;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Value</th>
            <th scope="col">Project</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ id, day: date, value, unit }) => (
            <tr key={id}>
              <th scope="row">{day(date)}</th>
              <td>{figure(value)}</td>
              <td>{unit?.name ?? 'whole organization'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {totalCount > nodes.length && (
        <small>
          The newest {nodes.length} of {totalCount}.
        </small>
      )}
    </>
  );
}
