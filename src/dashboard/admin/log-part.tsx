import { useLiveQuery } from '../live/use-live-query.js';
import { Download } from '../session/download.js';
import { Unread } from '../ui/unread.js';
import { AdminLogDocument } from './graphql.js';
import { Retention } from './retention.js';

const NONE = {};

/** How long the log goes back, and how to prove that nobody has changed it. */
export default function LogPart() {
  const { data, error } = useLiveQuery(AdminLogDocument, NONE, () => true);
  if (!data) return <Unread what="The log" error={error} />;
  const { slug, position, hash, archivedThrough, retention } = data.viewer.organization;
  return (
    <>
      <section className="card">
        <h2>Checkpoint of the log</h2>
        <dl className="facts">
          <div>
            <dt>Newest event</dt>
            <dd>{position.toLocaleString('en')}</dd>
          </div>
          <div>
            <dt>Hash over all events up to it</dt>
            <dd>
              <code>{hash ?? 'none yet: the log is being chained'}</code>
            </dd>
          </div>
        </dl>
        <p>
          Who keeps a checkpoint can tell later whether anything before it was changed, removed, reordered or added.
          Keep it where the operators of the server cannot change it. Where the server has a key, it is signed.
        </p>
        <p>
          <Download address="/audit/checkpoint" file={`${slug}-${position}.checkpoint.json`}>
            Download a checkpoint
          </Download>
        </p>
        <h3>Verify the log</h3>
        <ol className="entries">
          <li>
            <p>
              On the server, all of the chain: <code>npx uplift check --chain</code>
            </p>
          </li>
          <li>
            <p>
              Without Uplift or a database:{' '}
              <code>
                npx uplift export --organization {slug} --to {slug}.jsonl
              </code>
              , then <code>node verify-log.mjs {slug}.jsonl --against CHECKPOINTS</code>, which says where the two
              differ
            </p>
          </li>
        </ol>
      </section>
      <section className="card">
        <h2>Retention</h2>
        {retention && <Retention rules={retention} />}
        <p>
          <small>
            This holds for all organizations of the server. Who operates it sets what can be set, by variables of its
            environment; it cannot be changed here.
          </small>
        </p>
        <p>
          {archivedThrough === 0
            ? 'The whole log is here: nothing of it was archived.'
            : `Events up to position ${archivedThrough.toLocaleString('en')} were archived: they are in files, and no longer here.`}
        </p>
        <p>
          Events are deleted only after they have been written to a file, by who operates the server:{' '}
          <code>npx uplift archive --organization {slug} --before DAY --to FILE</code>
        </p>
      </section>
    </>
  );
}
