interface ToolbarProps {
  /** Names of the attributes that projects have. */
  readonly attributes: readonly string[];
  readonly groupBy: string | undefined;
  readonly text: string;
  onGroupBy(name: string | undefined): void;
  onText(text: string): void;
}

/** What the matrix is sliced by and narrowed to. */
export function Toolbar({ attributes, groupBy, text, onGroupBy, onText }: ToolbarProps) {
  return (
    <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        Improvements
        <input type="search" value={text} placeholder="any title" onChange={({ target }) => onText(target.value)} />
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
