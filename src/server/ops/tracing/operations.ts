import { context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ExecutionContext } from '../../graphql/execution-context.js';
import { describeOperation } from '../../graphql/operation-log.js';

/** A span for each operation, over whichever transport; of a subscription, for its beginning. */
export function traceOperations(tracer: Tracer): Plugin<ExecutionContext> {
  const start = ({ document, operationName }: ExecutionArgs) => {
    const { kind, name } = describeOperation(document, operationName);
    const attributes = { 'graphql.operation.type': kind, 'graphql.operation.name': name };
    return tracer.startSpan(`${kind} ${name}`, { attributes });
  };
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args: ExecutionArgs) => {
        const span = start(args);
        try {
          const result = (await context.with(trace.setSpan(context.active(), span), () =>
            executeFn(args),
          )) as ExecutionResult;
          if (result.errors?.length) span.setStatus({ code: SpanStatusCode.ERROR });
          return result;
        } finally {
          const { actor, organization } = (args.contextValue as ExecutionContext).known();
          if (actor) span.setAttributes({ 'uplift.actor': actor, 'uplift.organization': organization });
          span.end();
        }
      });
    },
    onSubscribe({ subscribeFn, setSubscribeFn }) {
      setSubscribeFn(async (args: ExecutionArgs) => {
        const span = start(args);
        try {
          // Hazard: all that a view does, for as long as it lives, would belong to the trace of its first subscriber.
          return await context.with(ROOT_CONTEXT, () => subscribeFn(args));
        } finally {
          span.end();
        }
      });
    },
  };
}
