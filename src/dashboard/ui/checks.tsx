interface ChecksProps {
  readonly name: string;
  readonly legend: string;
  /** Value and words of each. */
  readonly options: readonly (readonly [string, string])[];
  /** Those that are checked at first. */
  readonly checked?: readonly string[];
}

/** Several of many: a list of boxes to check, which scrolls by itself. */
export function Checks({ name, legend, options, checked = [] }: ChecksProps) {
  return (
    <fieldset className="checks">
      <legend>{legend}</legend>
      {options.map(([value, text]) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={checked.includes(value)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** What is checked in a form under a name. */
export function checkedIn(filled: FormData, name: string): string[] {
  return filled.getAll(name).filter((each) => typeof each === 'string');
}
