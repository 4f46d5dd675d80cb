import { confidentialCommentFields } from '../comments/confidential-fields.js';
import { confidentialFields } from '../reviews/lesson-access.js';

/** Fields that no file shows of an event, by its type, since not every member may read them. */
export const hiddenFields: Readonly<Record<string, readonly string[]>> = {
  ...confidentialFields,
  ...confidentialCommentFields,
};
