import type { ReactNode } from 'react';
import { Fresh } from './fresh.js';

/** A few facts beside each other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** One fact with its name; a new value is set off for a moment. */
export function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Fresh value={children} />
      </dd>
    </div>
  );
}
