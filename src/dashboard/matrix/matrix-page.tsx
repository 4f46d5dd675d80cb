import { useCallback, useMemo, useRef } from 'react';
import { DeploymentPanel } from '../deployment/deployment-panel.js';
import type { DeploymentKey } from '../deployment/deployment-panel.js';
import { MatrixSummaryDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { save } from '../session/download.js';
import { Latest } from '../ticker/latest.js';
import { Unread } from '../ui/unread.js';
import { usePrinting } from '../ui/use-printing.js';
import { useTitle } from '../ui/use-title.js';
import { arrangeColumns, arrangeRows, attributeNames, leadsOf, practicesOf } from './arrange.js';
import { matrixCsv } from './matrix-csv.js';
import { MatrixGrid } from './matrix-grid.js';
import { Legend } from './legend.js';
import { ALL, narrowingWords, useNarrowing } from './narrowing.js';
import { NothingFound } from './nothing-found.js';
import { PrintedMatrix } from './printed-matrix.js';
import { PrintedNote } from './printed-note.js';
import { Slices } from './slices.js';
import { Toolbar } from './toolbar.js';
import { useMatrix } from './use-matrix.js';

/** All improvements by all projects, and what happens. */
export function MatrixPage() {
  useTitle(undefined);
  const { data: matrix, error } = useMatrix();
  const [narrowing, cell, narrow] = useNarrowing();
  const { text, state, concern, practice, lead, groupBy, group, order } = narrowing;
  const opened = useMemo(() => readCell(cell), [cell]);
  const printing = usePrinting();

  const practices = useMemo(() => practicesOf(matrix?.rows ?? []), [matrix?.rows]);
  const leads = useMemo(() => leadsOf(matrix?.columns ?? []), [matrix?.columns]);
  const columns = useMemo(
    () => arrangeColumns(matrix?.columns ?? [], { groupBy, group, lead }),
    [matrix?.columns, groupBy, group, lead],
  );
  const rows = useMemo(
    () => arrangeRows(matrix?.rows ?? [], columns, { text, state, concern, practice, order }),
    [matrix?.rows, columns, text, state, concern, practice, order],
  );
  const practiceId = practices.find(({ ref }) => ref === practice)?.id;
  const { data: summary } = useLiveQuery(
    MatrixSummaryDocument,
    {
      improvements: practiceId === undefined ? {} : { practiceIds: [practiceId] },
      groupBy: groupBy ?? '',
      sliced: groupBy !== undefined,
    },
    ({ deployment }) => deployment !== null,
  );
  const summaries = useMemo(
    () => new Map(summary?.deploymentMatrix.nodes.map(({ improvement, ...row }) => [improvement.id, row])),
    [summary],
  );

  // A cell that is opened is a step that Back takes back, and so does closing it.
  const openedHere = useRef(false);
  const onOpen = useCallback(
    ({ improvementId, unitId }: DeploymentKey) => {
      openedHere.current = true;
      narrow({ cell: `${improvementId}.${unitId}` });
    },
    [narrow],
  );
  const onClose = (): void => {
    if (openedHere.current) history.back();
    else narrow({ cell: undefined }, { replace: true });
    openedHere.current = false;
  };

  if (!matrix) return <Unread what="The matrix" error={error} />;

  const wanted = narrowingWords(narrowing, (id) => leads.find((each) => each.id === id)?.name);
  return (
    <section className="page matrix-page">
      <h1>Deployment of improvements</h1>
      {printing && <PrintedNote shown={wanted} position={matrix.position} />}
      <Toolbar
        narrowing={narrowing}
        attributes={attributeNames(matrix.columns)}
        practices={practices}
        leads={leads}
        onNarrow={narrow}
        onSave={() => save(csvFile(matrixCsv(columns, rows, summaries)), `matrix-${matrix.position}.csv`)}
      />
      {groupBy && (
        <Slices
          slices={summary?.deploymentMatrix.slices ?? []}
          chosen={group}
          onChoose={(value) => narrow({ group: value === group ? undefined : value })}
        />
      )}
      {rows.length > 0 && columns.length > 0 ? (
        <>
          <MatrixGrid columns={columns} rows={rows} summaries={summaries} onOpen={onOpen} />
          {printing && <PrintedMatrix columns={columns} rows={rows} summaries={summaries} />}
        </>
      ) : (
        <NothingFound wanted={wanted} onShowAll={() => narrow(ALL)} />
      )}
      <Legend />
      <Latest />
      <DeploymentPanel of={opened} onClose={onClose} />
    </section>
  );
}

function csvFile(text: string): Blob {
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}

/** The cell that an address names. */
function readCell(text: string | undefined): DeploymentKey | undefined {
  const [improvementId, unitId] = text?.split('.') ?? [];
  return improvementId && unitId ? { improvementId, unitId } : undefined;
}
