import { Fresh } from '../ui/fresh.js';
import { count } from '../ui/words.js';

interface UnmetProps {
  readonly title: string;
  readonly unmet: readonly { readonly source: string; readonly missing: string }[];
}

/** What is missing for the next step of a plan, with the rule that asks for it. */
export function Unmet({ title, unmet }: UnmetProps) {
  return (
    <section className="card">
      <h2>{title}</h2>
      <p className="lead">
        <Fresh value={unmet.length === 0 ? 'Nothing.' : `${count(unmet.length, 'thing')}.`} />
      </p>
      <ul className="entries short">
        {unmet.map(({ source, missing }) => (
          <li key={missing}>
            <p>{missing.charAt(0).toUpperCase() + missing.slice(1)}</p>
            <small>{source}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
