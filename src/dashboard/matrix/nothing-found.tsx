import { Link } from 'wouter';
import { useViewer } from '../session/use-viewer.js';
import { Notice } from '../ui/notice.js';

interface NothingFoundProps {
  /** What was looked for, in words; empty where that was all. */
  readonly wanted: string;
  onShowAll(): void;
}

/** In place of a matrix without rows or columns: why it has none, and the way back to all of it. */
export function NothingFound({ wanted, onShowAll }: NothingFoundProps) {
  const viewer = useViewer();
  if (wanted === '') {
    return (
      <Notice title="There are no improvements or no projects yet">
        {viewer?.role === 'ADMINISTRATOR' && <Link href="/admin/start">Set up your organization</Link>}
      </Notice>
    );
  }
  return (
    <Notice title="Nothing to show">
      There are no {wanted}.{' '}
      <button type="button" onClick={onShowAll}>
        Show all
      </button>
    </Notice>
  );
}
