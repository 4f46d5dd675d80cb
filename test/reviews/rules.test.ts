import { describe, expect, it } from 'vitest';
import { PlanState, ReviewState, ReviewTopic } from '../../src/generated/prisma/enums.js';
import { demandDecided, demandReviewable, reviewStates } from '../../src/reviews/rules.js';
import type { ReviewVerb } from '../../src/reviews/rules.js';
import { refusalOf } from '../commands/refusal-of.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
const life = table<ReviewVerb, ReviewState>(`
                  DRAFT     REVIEWED  SHARED
  reviseReview    DRAFT     REVIEWED  -
  recordLesson    DRAFT     REVIEWED  -
  reviseLesson    DRAFT     REVIEWED  -
  decideInReview  DRAFT     REVIEWED  SHARED
  concludeReview  REVIEWED  -         -
  shareReview     -         SHARED    -
`);

/** In which states of its plan each verb may be done. */
const whilePlan = table<ReviewVerb, PlanState>(`
                  DRAFT  IN_REVIEW  AGREED  ACTIVE  SUSPENDED  CONFIRMED  REVIEWED  CLOSED  CANCELED
  reviseReview    -      -          -       yes     yes        yes        yes       -       -
  recordLesson    -      -          -       yes     yes        yes        yes       -       -
  reviseLesson    -      -          -       yes     yes        yes        yes       -       -
  decideInReview  -      -          -       yes     yes        yes        yes       -       -
  concludeReview  -      -          -       -       -          yes        -         -       -
  shareReview     -      -          -       -       -          -          yes       yes     -
`);

describe('the life of a review', () => {
  it('knows no other verbs and states than these tables', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(reviewStates.transitions).sort());
    expect([...whilePlan.rows].sort()).toEqual(Object.keys(reviewStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(ReviewState).sort());
    expect([...whilePlan.columns].sort()).toEqual(Object.values(PlanState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    const from = life.columns.filter((state) => life.cell(verb, state) !== '-').join(' or ');
    const during = whilePlan.columns.filter((state) => whilePlan.cell(verb, state) === 'yes').join(' or ');

    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      for (const planState of whilePlan.columns) {
        const missing = [
          ...(cell === '-' ? [`the review in ${from}`] : []),
          ...(whilePlan.cell(verb, planState) === 'yes' ? [] : [`its plan in ${during}`]),
        ];
        const run = () => reviewStates.next(state, verb, planState);
        if (missing.length === 0) expect(run(), planState).toBe(cell);
        else {
          expect(refusalOf(run), planState).toMatchObject({
            rule: 'review-life',
            source: 'OPM SP 3.2 subpractice 8',
            missing,
          });
        }
      }
    });
  });
});

describe('the rules of reviews', () => {
  it('are begun of deployments under way or complete', () => {
    const states = Object.values(PlanState).filter((state) => refusalOf(() => demandReviewable(state)) === undefined);
    expect(states).toEqual(['ACTIVE', 'SUSPENDED', 'CONFIRMED']);
  });

  it('guard 7: every topic is decided on', () => {
    const all = Object.values(ReviewTopic);
    expect(all).toEqual(['LESSONS', 'MEASURES', 'OBJECTIVES', 'PRIORITIES', 'PLAN']);
    expect(refusalOf(() => demandDecided(all))).toBeUndefined();
    for (const topic of all) {
      expect(refusalOf(() => demandDecided(all.filter((each) => each !== topic)))).toMatchObject({
        rule: 'review-decided-on-every-topic',
        source: 'OPM SP 3.2 subpractice 8',
        missing: [`a decision on ${topic}`],
      });
    }
  });
});
