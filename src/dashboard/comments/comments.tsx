import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import type { Known } from '../command/forms.js';
import { Offers } from '../command/offers.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import { State } from '../ui/state.js';
import { instant } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { CommentsDocument } from './graphql.js';
import type { CommentItemFragment, ThreadsFragment } from './graphql.js';

/** The fields of `addComment` that name the record: one of them is given. */
const SUBJECTS = ['improvementId', 'planId', 'incrementId', 'deploymentId', 'issueId', 'reviewId', 'trainingItemId'];

/** What is known of a comment before it is written: the one record that it is about, and no other. */
function aboutOnly({ __typename, id }: CommentsProps['record']): Known {
  const none = Object.fromEntries(SUBJECTS.map((field) => [field, undefined]));
  return { ...none, [__typename === 'Improvement' ? 'improvementId' : 'deploymentId']: id };
}

interface CommentsProps {
  readonly record: { readonly __typename: 'Improvement' | 'Deployment'; readonly id: string };
}

/** What people say about a record, in threads, the oldest first. */
export default function Comments({ record }: CommentsProps) {
  const { id } = record;
  const { data, error } = useLiveQuery(CommentsDocument, { id }, ({ __typename }) => __typename.startsWith('Comment'));
  if (!data) return <Unread what="The list of comments" error={error} />;
  const { nodes, totalCount } = data.node && 'comments' in data.node ? data.node.comments : NONE;
  const about = aboutOnly(record);
  return (
    <div className="comments">
      {totalCount === 0 && <p className="empty">Nobody has said anything about it.</p>}
      {totalCount > nodes.length && (
        <p className="lead">
          These are the first {nodes.length} of {totalCount} threads.
        </p>
      )}
      <ul className="entries short">
        {nodes.map((thread) => (
          <Thread key={thread.id} thread={thread} about={about} />
        ))}
      </ul>
      <Begin commands={['addComment']} record={record} known={{ ...about, inReplyToId: undefined }} />
    </div>
  );
}

const NONE: ThreadsFragment = { totalCount: 0, nodes: [] };

/** A comment with what was said to it; folded once it is resolved. */
function Thread({ thread, about }: { readonly thread: ThreadsFragment['nodes'][number]; readonly about: Known }) {
  const { id, state, resolvedBy, replies } = thread;
  const all = (
    <>
      <Comment comment={thread} />
      {replies.totalCount > replies.nodes.length && (
        <p className="lead">{count(replies.totalCount - replies.nodes.length, 'more reply', 'more replies')}.</p>
      )}
      <ul className="entries short">
        {replies.nodes.map((reply) => (
          <li key={reply.id}>
            <Comment comment={reply} />
          </li>
        ))}
      </ul>
      <More name="Reply">
        <Begin commands={['addComment']} record={{ __typename: 'Comment', id }} known={{ ...about, inReplyToId: id }} />
      </More>
    </>
  );
  if (state !== 'RESOLVED') return <li>{all}</li>;
  return (
    <li>
      <More name={`Resolved${resolvedBy ? ` by ${resolvedBy.name}` : ''}: ${beginningOf(thread)}`}>{all}</More>
    </li>
  );
}

/** The first words of a comment. */
function beginningOf({ body, author }: CommentItemFragment): string {
  const line = body?.split('\n', 1)[0] ?? '';
  return `${author.name}, “${line.length > 60 ? `${line.slice(0, 60)} …` : line}”`;
}

function Comment({ comment }: { readonly comment: CommentItemFragment }) {
  const { state, body, author, mentions, createdAt, revisedAt, viewerCan } = comment;
  const commands = viewerCan.flatMap(({ command, allowed }) => (allowed ? [command] : []));
  return (
    <>
      <p className="row">
        <strong>{author.name}</strong>
        <small>
          {instant(createdAt)}
          {revisedAt && `, changed ${instant(revisedAt)}`}
        </small>
        {state !== 'OPEN' && <State state={state} />}
      </p>
      {body === null ? <p className="empty">This comment was removed.</p> : <p className="said">{body}</p>}
      {mentions.length > 0 && (
        <p className="row">
          <small>Mentions</small>
          {mentions.map(({ id, name }) => (
            <Link key={id} className="chip" href={`/people/${id}`}>
              {name}
            </Link>
          ))}
        </p>
      )}
      {commands.length > 0 && (
        <More name="Change it">
          <Offers commands={commands} record={comment} values={{ body }} />
        </More>
      )}
    </>
  );
}
