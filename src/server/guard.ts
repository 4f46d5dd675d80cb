import { GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { costLimits, costOf, tooMuch } from '../schema/cost.js';
import type { Cost } from '../schema/cost.js';
import { beyond } from '../schema/faults.js';
import type { Budgets, Shortage } from './budgets.js';
import type { ExecutionContext } from './execution.js';

/**
 * Lets an operation begin only where it asks for no more than one may, and where the budgets of the person and their
 * organization have room for it: the same over every transport. Says in `extensions` of the result what a query or a mutation
 * cost where its own `extensions` ask for that: `{"cost": true}`.
 */
export function operationGuard(budgets: Budgets | undefined, mask: (error: unknown) => GraphQLError): Plugin {
  /** What the operation costs, or why it does not begin. */
  const admit = (args: ExecutionArgs): Cost | GraphQLError | undefined => {
    let cost: Cost | undefined;
    try {
      cost = costOf(args);
    } catch (error) {
      return mask(error);
    }
    if (!cost) return undefined;
    const refused = tooMuch(cost);
    if (refused) return refused;
    const shortage = budgets?.take((args.contextValue as ExecutionContext).claims, cost.complexity);
    return shortage ? overBudget(shortage) : cost;
  };
  const settle = ({ claims, known }: ExecutionContext, { complexity }: Cost): void => {
    const { organization } = known();
    if (organization !== undefined) budgets?.learn(claims, organization, complexity);
  };
  return {
    onExecute({ args, setExecuteFn }) {
      const cost = admit(args);
      if (cost instanceof GraphQLError) return setExecuteFn(() => ({ errors: [cost] }));
      if (!cost) return undefined;
      const contextValue = args.contextValue as unknown as ExecutionContext;
      const isAsked = contextValue.params?.extensions?.['cost'] === true;
      if (!isAsked && (!budgets || budgets.knows(contextValue.claims))) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          settle(contextValue, cost);
          if (!isAsked || Symbol.asyncIterator in result) return;
          const budget = budgets && { budget: budgets.remaining(contextValue.claims) };
          const told = { ...cost, limits: costLimits, ...budget };
          const { extensions, ...rest } = result as ExecutionResult;
          setResult({ ...rest, extensions: { ...extensions, cost: told } });
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const cost = admit(args);
      if (cost instanceof GraphQLError) return setResultAndStopExecution({ errors: [cost] });
      return cost && { onSubscribeResult: () => settle(args.contextValue as unknown as ExecutionContext, cost) };
    },
  };
}

/** Says that a budget has not enough left, and when it has. */
export function overBudget({ bound, retryAfter }: Shortage): GraphQLError {
  const whose = bound.endsWith('Person') ? 'Your' : "Your organization's";
  const message = `${whose} budget for this minute is used up. Retry in ${retryAfter} s.`;
  const error = beyond(bound, message, 'RATE_LIMITED');
  const http = { status: 429, headers: { 'retry-after': String(retryAfter) } };
  Object.assign(error.extensions, { retryAfter, http });
  return error;
}
