import { recordEvents } from '../../schema/record-events.js';
import { confidentialCommentFields } from '../confidential-fields.js';
import { commentEvents } from '../events.js';
import { Comment, CommentStateEnum } from './comment.js';

recordEvents(commentEvents, {
  record: ['comment', Comment],
  state: ['commentState', CommentStateEnum],
  confidential: confidentialCommentFields,
});
