import { useEffect, useEffectEvent, useState } from 'react';
import { MatrixDocument } from '../graphql.js';
import { useLive, useStream } from '../live/live.js';
import { useLiveQuery } from '../live/use-live-query.js';
import type { LiveAnswer } from '../live/use-live-query.js';
import { applyEvents, changesShape, readMatrix } from './cells.js';
import type { Matrix } from './cells.js';

const NO_FILTER = {};

/**
 * The matrix, live: read once, then kept by the events themselves, which say all that a cell shows. It is read again only when
 * rows or columns come, go or change their names.
 */
export function useMatrix(): LiveAnswer<Matrix> {
  const { data: answer, error } = useLiveQuery(MatrixDocument, NO_FILTER, changesShape);
  const stream = useStream();
  const [matrix, setMatrix] = useState<Matrix>();
  // What came while the answer was under way is later than the answer.
  const take = useEffectEvent(() => {
    if (answer) setMatrix(applyEvents(readMatrix(answer), stream.state.recent.toReversed(), 0));
  });
  useEffect(() => take(), [answer]);
  useLive({ onEvents: (events) => setMatrix((known) => known && applyEvents(known, events, Date.now())) });
  return { data: matrix, error };
}
