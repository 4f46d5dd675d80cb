import { getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from '../../logger.js';
import type { ExecutionContext } from './execution-context.js';

/**
 * Logs each operation by name, with how long it took and who asked: mutations at `info`, queries and the start of
 * subscriptions at `debug`. Variables and documents are not logged: they hold what people wrote.
 */
export function operationLog(logger: Logger): Plugin<ExecutionContext> {
  return {
    onExecute({ args }) {
      const { kind, name } = describeOperation(args.document, args.operationName);
      const level = kind === 'mutation' ? 'info' : 'debug';
      if (!logger.isLevelEnabled(level)) return undefined;
      const started = performance.now();
      return {
        onExecuteDone({ result }) {
          logger[level](
            {
              operation: name,
              kind,
              milliseconds: Math.round(performance.now() - started),
              errors: (result as ExecutionResult).errors?.length ?? 0,
              ...args.contextValue.known(),
            },
            'operation',
          );
        },
      };
    },
    onSubscribe({ args }) {
      const { kind, name } = describeOperation(args.document, args.operationName);
      logger.debug({ operation: name, kind, ...args.contextValue.known() }, 'subscription');
    },
  };
}

/** Longest name of an operation that is noted, in characters: callers choose it. */
const MAX_NAME = 100;

/** Kind and name of the operation of a document that is executed. */
export function describeOperation(document: DocumentNode, operationName: string | null | undefined) {
  const operation = getOperationAST(document, operationName);
  const name = operation?.name?.value ?? 'unnamed';
  return { kind: operation?.operation ?? 'none', name: name.slice(0, MAX_NAME) };
}
