import { Link } from 'wouter';
import { useViewer } from '../session/use-viewer.js';
import { Notice } from '../ui/notice.js';
import { SHOWN } from './arrange.js';
import type { Narrowing } from './arrange.js';

interface NothingFoundProps {
  readonly narrowing: Narrowing;
  onShowAll(): void;
}

/** In place of a matrix without rows or columns: why it has none, and the way back to all of it. */
export function NothingFound({ narrowing: { groupBy, group, text, show }, onShowAll }: NothingFoundProps) {
  const viewer = useViewer();
  const narrowed = [
    ...(show ? [`deployments that are ${SHOWN.find(([value]) => value === show)?.[1]}`] : []),
    ...(text.trim() ? [`improvements with “${text.trim()}” in their title`] : []),
    ...(group ? [`projects with “${group}” as ${groupBy ?? 'group'}`] : []),
  ];
  if (narrowed.length === 0) {
    return (
      <Notice title="There are no improvements or no projects yet">
        {viewer?.role === 'ADMINISTRATOR' && <Link href="/admin/start">Set up your organization</Link>}
      </Notice>
    );
  }
  return (
    <Notice title="Nothing to show">
      There are no {narrowed.join(' in ')}.{' '}
      <button type="button" onClick={onShowAll}>
        Show all
      </button>
    </Notice>
  );
}
