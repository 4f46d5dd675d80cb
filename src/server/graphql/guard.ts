import { GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { costLimits, costOf, tooMuch } from '../../schema/cost.js';
import type { Cost } from '../../schema/cost.js';
import type { Semaphores } from '../../semaphore.js';
import { overBudget } from '../limits/budgets.js';
import type { Budgets } from '../limits/budgets.js';
import type { ExecutionContext } from './execution-context.js';
import { scopeRefusal } from './operation-scope.js';
import { inLine } from './person-concurrency.js';

/** What an operation needs room in. */
export interface GuardOptions {
  /** What people and organizations may do in a minute; absent for as much as they like. */
  readonly budgets?: Budgets | undefined;
  /** Operations of one person at once. */
  readonly persons: Semaphores;
  /** How long a query may take, in milliseconds. */
  readonly maxQueryTime: number;
  /** What a caller reads of an error. */
  readonly mask: (error: unknown) => GraphQLError;
}

/** Executes a subscription; `cost` is that of one result. */
export type Subscribe = (
  args: ExecutionArgs,
  cost: number,
) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;

/**
 * Lets an operation begin only where it asks for no more than one may, and where the budgets of the person and their
 * organization have room for it; ends it where its response grows too large: the same over every transport. Says in
 * `extensions` of the result what a query or a mutation cost where its own `extensions` ask for that: `{"cost": true}`.
 */
export function operationGuard({ budgets, persons, maxQueryTime, mask }: GuardOptions, subscribe: Subscribe): Plugin {
  /** What the operation costs, or why it does not begin: then it is charged as one that costs nothing. */
  const admit = (args: ExecutionArgs): Cost | readonly GraphQLError[] | undefined => {
    const { claims } = args.contextValue as ExecutionContext;
    const beyondScope = scopeRefusal(args, claims);
    const cost = beyondScope ? undefined : costOrErrors(args);
    const refused = beyondScope ?? (!cost || isErrors(cost) ? cost : tooMuch(cost));
    const shortage = budgets?.take(claims, refused || !cost ? 0 : (cost as Cost).complexity);
    if (shortage) return [overBudget(shortage)];
    return refused instanceof GraphQLError ? [refused] : (refused ?? cost);
  };
  const costOrErrors = (args: ExecutionArgs): Cost | readonly GraphQLError[] | undefined => {
    try {
      const cost = costOf(args);
      return isErrors(cost) ? cost.map(mask).map(asBadRequest) : cost;
    } catch (error) {
      return [asBadRequest(mask(error))];
    }
  };
  const settle = ({ claims, known }: ExecutionContext, { complexity }: Cost): void => {
    const { organization } = known();
    if (organization !== undefined && !budgets?.knows(claims)) budgets?.learn(claims, organization, complexity);
  };
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const cost = admit(args);
      if (isErrors(cost)) return setExecuteFn(() => ({ errors: cost }));
      if (!cost) return undefined;
      const contextValue = args.contextValue as unknown as ExecutionContext;
      setExecuteFn((args: ExecutionArgs) =>
        inLine({ persons, maxQueryTime }, args, async () => executeFn(args) as Promise<ExecutionResult>),
      );
      const isAsked = contextValue.params?.extensions?.['cost'] === true;
      return {
        onExecuteDone({ result, setResult }) {
          settle(contextValue, cost);
          const { error } = contextValue.response;
          if (error) return setResult({ data: null, errors: [error] });
          if (!isAsked || Symbol.asyncIterator in result) return;
          const budget = budgets && { budget: budgets.remaining(contextValue.claims) };
          const figures = { ...cost, limits: costLimits, ...budget };
          const { extensions, ...rest } = result as ExecutionResult;
          setResult({ ...rest, extensions: { ...extensions, cost: figures } });
        },
      };
    },
    onSubscribe({ args, setSubscribeFn, setResultAndStopExecution }) {
      const cost = admit(args);
      if (isErrors(cost)) return setResultAndStopExecution({ errors: cost });
      setSubscribeFn((args: ExecutionArgs) => subscribe(args, cost?.complexity ?? 0));
      return cost && { onSubscribeResult: () => settle(args.contextValue as unknown as ExecutionContext, cost) };
    },
  };
}

function isErrors(cost: Cost | readonly GraphQLError[] | undefined): cost is readonly GraphQLError[] {
  return Array.isArray(cost);
}

/** Where the media type of the answer is that of GraphQL, HTTP says so by its status. */
function asBadRequest(error: GraphQLError): GraphQLError {
  error.extensions['http'] ??= { spec: true, status: 400 };
  return error;
}
