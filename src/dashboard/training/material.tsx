import { useQuery } from 'urql';
import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { Filter } from '../filters/filters.js';
import { Pages } from '../filters/pages.js';
import { useAddress } from '../filters/use-address.js';
import { ImprovementsDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { TrainingDetails } from '../support/training.js';
import { More } from '../ui/more.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count, words } from '../ui/words.js';
import { TrainingItemsDocument } from './graphql.js';
import type { TrainingItemsQuery, TrainingKind, TrainingState } from './graphql.js';

type Version = TrainingItemsQuery['trainingItems']['nodes'][number]['versions'][number];

const STATES = ['NEEDED', 'DRAFT', 'PUBLISHED', 'SUPERSEDED'] as const satisfies TrainingState[];
const KINDS = ['TRAINING', 'COMMUNICATION'] as const satisfies TrainingKind[];

/** What people are trained in and informed about, with its versions. */
export function TrainingMaterial() {
  const [{ improvement, kind, state, after }, narrow] = useAddress(['improvement', 'kind', 'state', 'after']);
  const [{ data: improvements }] = useQuery({ query: ImprovementsDocument, variables: {} });
  const [kinds, states] = [KINDS.filter((each) => each === kind), STATES.filter((each) => each === state)];
  const { data, error } = useLiveQuery(
    TrainingItemsDocument,
    {
      filter: {
        ...(improvement ? { improvementIds: [improvement] } : {}),
        ...(kinds.length > 0 ? { kinds } : {}),
        ...(states.length > 0 ? { states } : {}),
      },
      after: after ?? null,
    },
    ({ __typename }) => /^(Training|Improvement)/.test(__typename),
  );
  return (
    <>
      <form className="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <Filter
          name="improvement"
          value={improvement}
          options={(improvements?.options.nodes ?? []).map(({ id, name }) => [id, name] as const)}
          onChange={(chosen) => narrow({ improvement: chosen })}
        />
        <Filter
          name="kind"
          value={kind}
          options={KINDS.map((each) => [each, words(each)])}
          onChange={(chosen) => narrow({ kind: chosen })}
        />
        <Filter
          name="state"
          value={state}
          options={STATES.map((each) => [each, words(each)])}
          onChange={(chosen) => narrow({ state: chosen })}
        />
      </form>
      {data ? (
        <section className="card">
          <h2>{count(data.trainingItems.totalCount, 'item')}</h2>
          {data.trainingItems.totalCount === 0 && (
            <p className="empty">None. A need of training is identified on the page of an improvement.</p>
          )}
          <ul className="entries">
            {data.trainingItems.nodes.map((item) => (
              <li key={item.id}>
                <h3>{item.title}</h3>
                <p>
                  <Link href={`/improvements/${item.improvement.id}/support`}>{item.improvement.title}</Link>
                </p>
                <TrainingDetails item={item} />
                {item.versions.length > 0 && (
                  <More name={count(item.versions.length, 'version')}>
                    <Versions versions={item.versions} />
                  </More>
                )}
                <ChangeIt id={item.id} improvementId={item.improvement.id} />
              </li>
            ))}
          </ul>
          <Pages pageInfo={data.trainingItems.pageInfo} after={after} onChange={narrow} />
        </section>
      ) : (
        <Unread what="The list of training" error={error} />
      )}
    </>
  );
}

function Versions({ versions }: { readonly versions: readonly Version[] }) {
  return (
    <ul className="entries short">
      {versions.map(({ id, number, state, createdAt, publishedAt, supersededAt, link, writtenBy }) => (
        <li key={id}>
          <p>
            Version {number}, {words(state)}{' '}
            <small>
              written {day(createdAt)} by {writtenBy.name}
              {publishedAt && `, published ${day(publishedAt)}`}
              {supersededAt && `, superseded ${day(supersededAt)}`}
            </small>{' '}
            {link && (
              <a href={link} rel="noreferrer">
                Material of version {number}
              </a>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
