import { lazy, Suspense } from 'react';
import type { OffersProps } from './record-offers.js';

// The fields of all commands are loaded when the first of them is offered.
const RecordOffers = lazy(() => import('./record-offers.js'));

/** What can be done with a record: one is chosen, and its form opens. */
export function Offers(props: OffersProps) {
  return (
    <Suspense fallback={null}>
      <RecordOffers {...props} />
    </Suspense>
  );
}
