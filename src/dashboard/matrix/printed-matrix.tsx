import { words } from '../ui/words.js';
import type { RowSummary } from './cells.js';
import { Sign } from './matrix-cell.js';
import type { MatrixGridProps } from './matrix-grid.js';

/** Projects side by side that are read well on A4, and on A3 with room to spare; more are spread evenly over several tables. */
const ABREAST = 30;

/** The whole matrix for paper: every row and column, with the heads on each page. */
export function PrintedMatrix({ columns, rows, summaries }: Omit<MatrixGridProps, 'onOpen'>) {
  const tables = Math.ceil(columns.length / ABREAST);
  const width = Math.ceil(columns.length / tables);
  return Array.from({ length: tables }, (_, part) => {
    const abreast = columns.slice(part * width, (part + 1) * width);
    return (
      <table key={part} className="printed">
        <thead>
          <tr>
            <th scope="col">Improvement</th>
            {abreast.map(({ column, first, group }) => (
              <th key={column.id} scope="col" className={first ? 'first' : undefined}>
                <span>
                  {column.name}
                  {first && <small> {group ?? 'without'}</small>}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.title} <small>{summaryWords(summaries.get(row.id))}</small>
              </th>
              {abreast.map(({ column, index, first }) => (
                <td key={column.id} className={first ? 'first' : undefined}>
                  {row.cells[index] && <Sign cell={row.cells[index]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  });
}

function summaryWords(summary: RowSummary | undefined): string {
  if (!summary) return '';
  const { state, percent, late } = summary;
  return [words(state), ...(percent === null ? [] : [`${percent} %`]), ...(late > 0 ? [`${late} late`] : [])].join(
    ', ',
  );
}
