import type { ReactNode } from 'react';

/** A few words in place of what cannot be shown. */
export function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <section className="notice" role="status">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
    </section>
  );
}
