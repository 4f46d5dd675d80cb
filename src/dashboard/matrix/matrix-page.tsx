import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { DeploymentPanel } from '../deployment/deployment-panel.js';
import type { DeploymentKey } from '../deployment/deployment-panel.js';
import { MatrixSummaryDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Latest } from '../ticker/latest.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { arrangeColumns, arrangeRows, attributeNames, readShown } from './arrange.js';
import { MatrixGrid } from './matrix-grid.js';
import { Legend } from './legend.js';
import { NothingFound } from './nothing-found.js';
import { Slices } from './slices.js';
import { Toolbar } from './toolbar.js';
import { useMatrix } from './use-matrix.js';

/** All improvements by all projects, and what happens. */
export function MatrixPage() {
  useTitle(undefined);
  const { data: matrix, error } = useMatrix();
  const [search, setSearch] = useSearchParams();
  const groupBy = search.get('by') ?? undefined;
  const group = search.get('group') ?? undefined;
  const text = search.get('text') ?? '';
  const show = readShown(search.get('show'));
  const cell = search.get('cell');
  const opened = useMemo(() => readCell(cell), [cell]);
  const { data: summary } = useLiveQuery(
    MatrixSummaryDocument,
    { groupBy: groupBy ?? '', sliced: groupBy !== undefined },
    ({ deployment }) => deployment !== null,
  );

  const columns = useMemo(
    () => arrangeColumns(matrix?.columns ?? [], { groupBy, group }),
    [matrix?.columns, groupBy, group],
  );
  const rows = useMemo(
    () => arrangeRows(matrix?.rows ?? [], columns, { text, show }),
    [matrix?.rows, columns, text, show],
  );
  const summaries = useMemo(
    () => new Map(summary?.deploymentMatrix.nodes.map(({ improvement, ...row }) => [improvement.id, row])),
    [summary],
  );

  // A cell that is opened is a step that Back takes back; whatever else changes is none.
  const narrow = useCallback(
    (change: Readonly<Record<string, string | undefined>>, options: { readonly replace: boolean }): void =>
      setSearch((before) => {
        const after = { ...Object.fromEntries(before), ...change };
        return Object.entries(after).flatMap(([name, value]) => (value ? [[name, value]] : []));
      }, options),
    [setSearch],
  );
  const onOpen = useCallback(
    ({ improvementId, unitId }: DeploymentKey) => narrow({ cell: `${improvementId}.${unitId}` }, { replace: false }),
    [narrow],
  );

  if (!matrix) return <Unread what="The matrix" error={error} />;

  return (
    <section className="page matrix-page">
      <h1>Deployment of improvements</h1>
      <Toolbar
        attributes={attributeNames(matrix.columns)}
        groupBy={groupBy}
        text={text}
        show={show}
        onGroupBy={(by) => narrow({ by, group: undefined }, { replace: false })}
        onText={(value) => narrow({ text: value }, { replace: true })}
        onShow={(value) => narrow({ show: value }, { replace: false })}
      />
      {groupBy && (
        <Slices
          slices={summary?.deploymentMatrix.slices ?? []}
          chosen={group}
          onChoose={(value) => narrow({ group: value === group ? undefined : value }, { replace: false })}
        />
      )}
      {rows.length > 0 && columns.length > 0 ? (
        <MatrixGrid columns={columns} rows={rows} summaries={summaries} onOpen={onOpen} />
      ) : (
        <NothingFound narrowing={{ groupBy, group, text, show }} onShowAll={() => setSearch([])} />
      )}
      <Legend />
      <Latest />
      <DeploymentPanel of={opened} onClose={() => narrow({ cell: undefined }, { replace: true })} />
    </section>
  );
}

/** The cell that an address names. */
function readCell(text: string | null): DeploymentKey | undefined {
  const [improvementId, unitId] = text?.split('.') ?? [];
  return improvementId && unitId ? { improvementId, unitId } : undefined;
}
