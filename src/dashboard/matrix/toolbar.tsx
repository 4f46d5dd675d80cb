import { Filter } from '../filters/filters.js';
import type { Narrow } from '../filters/use-address.js';
import type { Column, Row } from './cells.js';
import { OPTIONS } from './narrowing.js';
import type { Name, Narrowing } from './narrowing.js';

interface ToolbarProps {
  readonly narrowing: Narrowing;
  /** Names of the attributes that projects have. */
  readonly attributes: readonly string[];
  /** The practices that improvements address. */
  readonly practices: Row['practices'];
  /** Those who lead projects. */
  readonly leads: Column['leads'];
  readonly onNarrow: Narrow<Name>;
  onSave(): void;
}

/** What the matrix is narrowed to and how it is arranged; and what is shown as a file, and on paper. */
export function Toolbar({ narrowing, attributes, practices, leads, onNarrow, onSave }: ToolbarProps) {
  const { text, state, concern, practice, lead, groupBy, order } = narrowing;
  return (
    <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        Improvements
        <input
          type="search"
          value={text}
          placeholder="any title"
          onChange={({ target }) => onNarrow({ text: target.value }, { replace: true })}
        />
      </label>
      <Filter
        name="practice"
        value={practice}
        options={practices.map(({ ref, title }) => [ref, `${ref}: ${title}`])}
        onChange={(value) => onNarrow({ practice: value })}
      />
      <Filter name="state" value={state} options={OPTIONS.state} onChange={(value) => onNarrow({ state: value })} />
      <Filter
        name="concern"
        value={concern}
        options={OPTIONS.concern}
        onChange={(value) => onNarrow({ concern: value })}
      />
      <Filter
        name="lead"
        value={lead}
        options={leads.map(({ id, name }) => [id, name])}
        onChange={(value) => onNarrow({ lead: value })}
      />
      <Filter
        name="projects by"
        none="name"
        value={groupBy}
        options={attributes.map((name) => [name, name])}
        onChange={(by) => onNarrow({ by, group: undefined })}
      />
      <Filter
        name="order"
        none="newest first"
        value={order}
        options={OPTIONS.order}
        onChange={(value) => onNarrow({ order: value })}
      />
      <p className="row">
        <button type="button" onClick={onSave}>
          Save as CSV
        </button>
        <button type="button" onClick={() => print()}>
          Print
        </button>
      </p>
    </form>
  );
}
