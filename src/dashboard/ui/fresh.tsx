import { useState } from 'react';
import type { ReactNode } from 'react';

/** Something that changes: each new `value` is set off quietly for a moment, but not the first. */
export function Fresh({ value, children = value }: { readonly value: string | number; readonly children?: ReactNode }) {
  const [first] = useState(value);
  const [changed, setChanged] = useState(false);
  if (value !== first && !changed) setChanged(true);
  return (
    <span key={value} className={changed ? 'fresh' : undefined}>
      {children}
    </span>
  );
}
