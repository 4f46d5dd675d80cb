import { PlanVersionsDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { versionChanges } from './version-changes.js';

interface VersionsProps {
  readonly planId: string;
  readonly improvementId: string;
}

/** The versions of a plan, the newest first, each with what it changed. */
export function Versions({ planId, improvementId }: VersionsProps) {
  const { data, error } = useLiveQuery(
    PlanVersionsDocument,
    { id: planId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of versions" error={error} />;
  const versions = data.node && 'versions' in data.node ? data.node.versions : [];
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  return (
    <ol className="entries">
      {newestFirst.map((version, index) => {
        const before = newestFirst[index + 1];
        const changes = before ? versionChanges(before, version) : [];
        return (
          <li key={version.number}>
            <h3>Version {version.number}</h3>
            <small>
              {version.writtenBy.name}, {day(version.createdAt)}
            </small>
            {changes.map(({ part, added, removed }) => (
              <p key={part} className="change">
                {part}{' '}
                {removed.map((line) => (
                  <del key={line}>{line}</del>
                ))}{' '}
                {added.map((line) => (
                  <ins key={line}>{line}</ins>
                ))}
              </p>
            ))}
            {changes.length === 0 && (
              <p className="empty">{before ? 'Nothing of its content changed.' : 'The first.'}</p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
