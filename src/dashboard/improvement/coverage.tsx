import { CoverageDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Fresh } from '../ui/fresh.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';

/** How much of the log speaks for each subpractice of OPM SP 3.2, in the whole and for each project. No score. */
export function Coverage({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    CoverageDocument,
    { improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The evidence" error={error} />;
  const rows = data.deploymentCoverage ?? [];
  return (
    <ol className="coverage">
      {data.practice?.subpractices.map(({ number, summary }) => {
        const found = rows.map(({ unit, subpractices }) => ({
          unit: unit?.name ?? 'whole organization',
          items: subpractices.find((each) => each.number === number)?.items ?? 0,
        }));
        const items = found.reduce((sum, each) => sum + each.items, 0);
        return (
          <li key={number}>
            <span>
              {number}. {summary}
            </span>
            <strong className={items === 0 ? 'none' : undefined}>
              <Fresh value={items === 0 ? 'nothing yet' : count(items, 'item')} />
            </strong>
            <small>
              {found
                .filter((each) => each.items > 0)
                .map(({ unit, items: some }) => `${unit} ${some}`)
                .join(', ')}
            </small>
          </li>
        );
      })}
    </ol>
  );
}
