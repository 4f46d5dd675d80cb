import { Offers } from '../command/offers.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { sentence } from '../ui/words.js';
import { FreshSignInsDocument } from './graphql.js';

const NONE = {};

/** Before what people have to sign in anew. */
export function FreshSignIns() {
  const { data, error } = useLiveQuery(
    FreshSignInsDocument,
    NONE,
    ({ __typename }) => __typename === 'FreshSignInRuleChanged',
  );
  if (!data) return <Unread what="What is asked of sign-ins" error={error} />;
  const { organization } = data.viewer;
  const {
    freshSignInOccasions: occasions,
    freshSignInMinutes: minutes,
    freshSignInAcrValues: acrValues,
  } = organization;
  return (
    <>
      <p className="lead">
        {occasions.length === 0
          ? 'People sign in once, and act until their session ends.'
          : `People sign in anew after ${minutes} minutes${acrValues.length > 0 ? `, by ${acrValues.join(' or ')}` : ''}: ${occasions.map(sentence).join(', ')}.`}
      </p>
      <Offers commands={['requireFreshSignIn']} record={organization} values={{ occasions, minutes, acrValues }} />
    </>
  );
}
