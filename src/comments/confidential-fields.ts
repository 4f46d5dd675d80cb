/**
 * Fields of comments that no event shows, by its type: what a comment says is read at the comment, so that it is gone once that is
 * removed. The log keeps it, for those who have the database, until its author is erased.
 */
export const confidentialCommentFields: Readonly<Record<string, readonly string[]>> = {
  CommentAdded: ['body'],
  CommentRevised: ['body'],
  CommentRemoved: ['body'],
};
