import { mutations } from '../../schema/mutations.js';
import { viewerCan } from '../../schema/viewer-can.js';
import * as commenting from '../operations/commenting.js';
import { Comment } from './comment.js';

mutations(...Object.values(commenting));

viewerCan(Comment, { state: true, authorId: true, inReplyToId: true });
