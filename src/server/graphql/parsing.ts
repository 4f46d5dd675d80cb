import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { GraphQLError, parse } from 'graphql';
import type { ASTVisitor, DocumentNode, ParseOptions, ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Claims } from '../../auth/tokens.js';
import { limits } from '../../limits.js';
import type { BoundName } from '../../limits.js';
import { beyond } from '../../schema/faults.js';
import { overBudget } from '../limits/budgets.js';
import type { Budgets } from '../limits/budgets.js';
import { withCode } from './mask-error.js';

/** Memory of the documents that are kept parsed, in bytes. */
const MAX_KEPT = 32 * 1024 * 1024;

/** What a parsed document takes of it: for itself, for each of its tokens (measured), and for each character, twice. */
const OVERHEAD = 2_000;
const PER_TOKEN = 520;

/** What documents are parsed and validated within. */
export interface ParsingOptions {
  readonly maxDocumentBytes: number;
  readonly budgets: Budgets | undefined;
}

const maxAliases = maxAliasesPlugin({
  n: limits.maxAliases,
  onReject: [(_context, error) => aboutBound(error, 'maxAliases')],
});

/**
 * Parses and validates documents within their bounds, for those who are let in. Valid ones are kept, and cost nothing when
 * they come again. A new one costs its length, and a wrong one counts as an operation, since it never becomes one.
 */
export function parsing({ maxDocumentBytes, budgets }: ParsingOptions): Plugin {
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: MAX_KEPT,
    sizeCalculation: ({ tokenCount = 0 }, text) => OVERHEAD + 4 * text.length + PER_TOKEN * tokenCount,
  });
  const valid = new WeakSet<DocumentNode>();

  /** @throws GraphQLError for a document that is too large, or more than its sender may still ask for. */
  const admit = (text: string, claims: Claims | undefined): void => {
    const bytes = Buffer.byteLength(text);
    if (bytes > maxDocumentBytes) {
      const message = `The document is too large: it has ${bytes} bytes, at most ${maxDocumentBytes} are allowed.`;
      throw beyond('maxDocumentBytes', message);
    }
    const shortage = claims && budgets?.take(claims, bytes, 0);
    if (shortage) throw overBudget(shortage);
  };
  const failed = (context: object): void => {
    const { claims } = context as { claims?: Claims };
    if (claims) budgets?.take(claims, 0);
  };

  return {
    onParams({ request, params, setParams }) {
      // Hazard: a text from an address is a part of it, and would be kept along with all of it.
      if (request.method === 'GET' && params.query)
        setParams({ ...params, query: Buffer.from(params.query).toString() });
    },
    onParse({ params: { source }, context, setParseFn, setParsedDocument }) {
      const text = source.toString();
      const known = kept.get(text);
      if (known) return setParsedDocument(known);
      setParseFn((_source, options: ParseOptions) => {
        admit(text, (context as { claims?: Claims }).claims);
        return parseBounded(text, options);
      });
      return ({ result }) => {
        if (result instanceof Error) failed(context);
      };
    },
    onValidate({ params: { documentAST }, context, setResult, setValidationFn, validateFn, addValidationRule }) {
      if (valid.has(documentAST)) return setResult([]);
      addValidationRule(boundAliases);
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
        const errors = result as GraphQLError[];
        if (errors.length > 0) failed(context);
        else {
          valid.add(documentAST);
          kept.set(documentAST.loc?.source.body ?? '', documentAST);
        }
        for (const error of errors) withCode(error);
      };
    },
  };
}

function parseBounded(text: string, options?: ParseOptions): DocumentNode {
  try {
    return parse(text, { ...options, maxTokens: limits.maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && /more tha[nt] \d+ tokens/.test(error.message)) aboutBound(error, 'maxTokens');
    throw error;
  }
}

/** Every object of an answer repeats the aliases of its fields. */
function boundAliases(context: ValidationContext): ASTVisitor {
  return {
    Field({ alias }) {
      if (!alias || alias.value.length <= limits.maxAliasLength) return;
      context.reportError(
        beyond('maxAliasLength', `The alias is too long: at most ${limits.maxAliasLength} characters are allowed.`),
      );
    },
  };
}

function aboutBound(error: GraphQLError, bound: BoundName): void {
  error.extensions['bound'] = bound;
}
