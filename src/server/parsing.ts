import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { GraphQLError, parse } from 'graphql';
import type { DocumentNode, ParseOptions, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from '../limits.js';
import type { BoundName } from '../limits.js';
import { withCode } from './mask-error.js';

const maxAliases = maxAliasesPlugin({
  n: limits.maxAliases,
  onReject: [(_context, error) => aboutBound(error, 'maxAliases')],
});

/** Parses and validates documents within their bounds. */
export function parsing(): Plugin {
  return {
    onParse: ({ setParseFn }) => setParseFn(parseBounded),
    onValidate({ setValidationFn, validateFn, addValidationRule }) {
      maxAliases.onValidate?.({ addValidationRule } as Parameters<NonNullable<typeof maxAliases.onValidate>>[0]);
      // The bound on aliases ends validation at once, by throwing.
      setValidationFn((...args) => {
        try {
          return validateFn(...args);
        } catch (error) {
          if (error instanceof GraphQLError) return [error];
          throw error;
        }
      });
      return ({ result }) => {
        for (const error of result as GraphQLError[]) withCode(error);
      };
    },
  };
}

function parseBounded(source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: limits.maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && /more tha[nt] \d+ tokens/.test(error.message)) aboutBound(error, 'maxTokens');
    throw error;
  }
}

function aboutBound(error: GraphQLError, bound: BoundName): void {
  error.extensions['bound'] = bound;
}
