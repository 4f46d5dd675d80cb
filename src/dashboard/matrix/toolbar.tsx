import { SHOWN } from './arrange.js';
import type { Shown } from './arrange.js';

interface ToolbarProps {
  /** Names of the attributes that projects have. */
  readonly attributes: readonly string[];
  readonly groupBy: string | undefined;
  readonly text: string;
  readonly show: Shown | undefined;
  onGroupBy(name: string | undefined): void;
  onText(text: string): void;
  onShow(show: string | undefined): void;
}

/** What the matrix is sliced by and narrowed to. */
export function Toolbar({ attributes, groupBy, text, show, onGroupBy, onText, onShow }: ToolbarProps) {
  return (
    <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        Improvements
        <input type="search" value={text} placeholder="any title" onChange={({ target }) => onText(target.value)} />
      </label>
      <label>
        With a deployment
        <select value={show ?? ''} onChange={({ target }) => onShow(target.value || undefined)}>
          <option value="">in any state</option>
          {SHOWN.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Projects by
        <select value={groupBy ?? ''} onChange={({ target }) => onGroupBy(target.value || undefined)}>
          <option value="">name</option>
          {attributes.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    </form>
  );
}
