import { count } from '../ui/words.js';
import type { Finding } from './import-stream.js';

interface FindingsProps {
  readonly title: string;
  readonly findings: readonly Finding[];
  /** How many more there are. */
  readonly more: number;
}

/** What was found in a file, by line. */
export function Findings({ title, findings, more }: FindingsProps) {
  return (
    <div className="planned-events" role="status">
      <strong>{title}</strong>
      {findings.length > 0 && (
        <ul className="findings" tabIndex={0} aria-label="Findings by line">
          {findings.map(({ line, column, value, message, count: times, lines }) => (
            <li key={`${line} ${column} ${message}`}>
              Line {line}
              {column && `, column ${column}`}: {message}
              {value && <small> “{value}”</small>}
              {times > 1 && (
                <small>
                  {' '}
                  {count(times, 'place')}, such as lines {lines.join(', ')}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <small>{count(more, 'more', 'more')}.</small>}
    </div>
  );
}
