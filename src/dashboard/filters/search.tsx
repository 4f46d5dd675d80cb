import { useState } from 'react';

interface SearchProps {
  readonly name: string;
  readonly placeholder: string;
  readonly value: string | undefined;
  onChange(text: string | undefined): void;
}

/** A text to search for: it is taken as it is typed. */
export function Search({ name, placeholder, value, onChange }: SearchProps) {
  const [text, setText] = useState(value ?? '');
  return (
    <label>
      {name}
      <input
        type="search"
        value={text}
        placeholder={placeholder}
        onChange={({ target }) => {
          setText(target.value);
          onChange(target.value || undefined);
        }}
      />
    </label>
  );
}
