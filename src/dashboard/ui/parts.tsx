import { Link } from 'wouter';

interface PartsProps {
  /** What the page is about, at the end of a sentence. */
  readonly of: string;
  /** Address of the first part; the others are below it. */
  readonly address: string;
  /** Part of the address and name of each; the first has no part of its own. */
  readonly parts: readonly (readonly [string | undefined, string])[];
  readonly current: string | undefined;
}

/** The parts of a page, one of which is shown; each has an address. */
export function Parts({ of, address, parts, current }: PartsProps) {
  return (
    <nav className="parts" aria-label={`Parts of the ${of}`}>
      {parts.map(([part, name]) => (
        <Link
          key={name}
          href={part ? `${address}/${part}` : address}
          aria-current={part === current ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
