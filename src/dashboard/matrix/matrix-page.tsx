import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { DeploymentPanel } from '../deployment/deployment-panel.js';
import type { DeploymentKey } from '../deployment/deployment-panel.js';
import { MatrixSummaryDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Latest } from '../ticker/latest.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { arrangeColumns, arrangeRows, attributeNames } from './arrange.js';
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
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<DeploymentKey>();
  const groupBy = search.get('by') ?? undefined;
  const group = search.get('group') ?? undefined;
  const { data: summary } = useLiveQuery(
    MatrixSummaryDocument,
    { groupBy: groupBy ?? '', sliced: groupBy !== undefined },
    ({ deployment }) => deployment !== null,
  );

  const columns = useMemo(
    () => arrangeColumns(matrix?.columns ?? [], { groupBy, group, text }),
    [matrix?.columns, groupBy, group, text],
  );
  const rows = useMemo(
    () => arrangeRows(matrix?.rows ?? [], { groupBy, group, text }),
    [matrix?.rows, groupBy, group, text],
  );
  const summaries = useMemo(
    () => new Map(summary?.deploymentMatrix.nodes.map(({ improvement, ...row }) => [improvement.id, row])),
    [summary],
  );

  if (!matrix) return <Unread what="The matrix" error={error} />;
  const narrow = (change: { by?: string | undefined; group?: string | undefined }): void =>
    setSearch(
      Object.entries({ by: groupBy, group, ...change }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );

  return (
    <section className="page matrix-page">
      <h1>Deployment of improvements</h1>
      <Toolbar
        attributes={attributeNames(matrix.columns)}
        groupBy={groupBy}
        text={text}
        onGroupBy={(by) => narrow({ by, group: undefined })}
        onText={setText}
      />
      {groupBy && (
        <Slices
          slices={summary?.deploymentMatrix.slices ?? []}
          chosen={group}
          onChoose={(value) => narrow({ group: value === group ? undefined : value })}
        />
      )}
      {rows.length > 0 && columns.length > 0 ? (
        <MatrixGrid columns={columns} rows={rows} summaries={summaries} onOpen={setOpened} />
      ) : (
        <NothingFound
          narrowing={{ groupBy, group, text }}
          onShowAll={() => {
            setText('');
            setSearch([]);
          }}
        />
      )}
      <Legend />
      <Latest />
      <DeploymentPanel of={opened} onClose={() => setOpened(undefined)} />
    </section>
  );
}
