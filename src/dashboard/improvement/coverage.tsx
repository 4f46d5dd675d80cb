import { useState } from 'react';
import { CoverageDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Fresh } from '../ui/fresh.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { Evidence } from './evidence.js';

/** How much of the log speaks for each subpractice of OPM SP 3.2, in the whole and for each project; each opens. No score. */
export function Coverage({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    CoverageDocument,
    { improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The evidence" error={error} />;
  const rows = data.improvement && 'coverage' in data.improvement ? data.improvement.coverage : [];
  return (
    <ol className="coverage">
      {data.practice?.subpractices.map(({ number, summary }) => (
        <Subpractice
          key={number}
          improvementId={improvementId}
          number={number}
          summary={summary}
          found={rows.map(({ unit, subpractices }) => ({
            unit: unit?.name ?? 'whole organization',
            items: subpractices.find((each) => each.number === number)?.items ?? 0,
          }))}
        />
      ))}
    </ol>
  );
}

interface SubpracticeProps {
  readonly improvementId: string;
  readonly number: number;
  readonly summary: string;
  readonly found: readonly { readonly unit: string; readonly items: number }[];
}

function Subpractice({ improvementId, number, summary, found }: SubpracticeProps) {
  const [open, setOpen] = useState(false);
  const items = found.reduce((sum, each) => sum + each.items, 0);
  const line = (
    <>
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
    </>
  );
  if (items === 0) return <li className="subpractice">{line}</li>;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="subpractice">{line}</summary>
        {open && <Evidence improvementId={improvementId} subpractice={number} />}
      </details>
    </li>
  );
}
