import { ViewerDocument } from '../graphql.js';
import type { ViewerQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';

const NONE = {};

/** Who looks at the page, and what they may do; undefined until the server has said so. */
export function useViewer(): ViewerQuery['viewer'] | undefined {
  const { data } = useLiveQuery(ViewerDocument, NONE, ({ __typename }) => /^(Person|UnitLead)/.test(__typename));
  return data?.viewer;
}
