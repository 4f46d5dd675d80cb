import { useState } from 'react';
import { Link } from 'wouter';
import { ProcessAreasDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { changesCatalog } from './changes.js';
import { practicePath } from './neighbors.js';

const NOTHING = {};

/** All process areas, staged by maturity level or continuous by category; those tied to the one shown are marked. */
export function AreaMap({ here }: { readonly here: string }) {
  const { data, error } = useLiveQuery(ProcessAreasDocument, NOTHING, changesCatalog);
  const [view, setView] = useState<'staged' | 'continuous'>('staged');
  const groups =
    view === 'staged'
      ? data?.maturityLevels.map(({ level, name, processAreas }) => ({ name: `${level} · ${name}`, processAreas }))
      : data?.categories;
  const related = groups
    ?.flatMap(({ processAreas }) => processAreas)
    .find(({ code }) => code === here)
    ?.relatedProcessAreas.map(({ code }) => code);
  return (
    <section aria-labelledby="areas">
      <div className="row">
        <h2 id="areas">All process areas</h2>
        {(['staged', 'continuous'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
            {each}
          </button>
        ))}
      </div>
      {!groups && <Unread what="The map" error={error} />}
      <div className="areas">
        {groups
          ?.filter(({ processAreas }) => processAreas.length > 0)
          .map(({ name, processAreas }) => (
            <section key={name}>
              <h3>{name}</h3>
              <ul>
                {processAreas.map(({ code, name: area }) => (
                  <li key={code}>
                    <Link
                      href={practicePath(code)}
                      className={related?.includes(code) ? 'related' : undefined}
                      aria-current={code === here ? 'true' : undefined}
                    >
                      <strong>{code}</strong> {area}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </section>
  );
}
