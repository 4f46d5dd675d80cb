import { useState } from 'react';
import type { ReactNode } from 'react';

/** Something that is made, and read, once it is opened. */
export function More({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{name}</summary>
      {open && children}
    </details>
  );
}
