import { Kind, parse, print, visit } from 'graphql';
import type { ASTNode, DocumentNode, FieldNode } from 'graphql';

/** Attempts at most: each sends a request. */
const ATTEMPTS = 150;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Takes fields and arguments out of the document of a body, as long as `fails` says that the rest does. Returns the body
 * as it is where it holds no document.
 */
export async function shrink(body: string, fails: (body: string) => Promise<boolean>): Promise<string> {
  let left = ATTEMPTS;
  let best: { query: string; document: DocumentNode; others: object };
  try {
    const { query, ...others } = JSON.parse(body) as { query: string };
    best = { query, document: parse(query), others };
  } catch {
    return body;
  }
  const bodyOf = (query: string): string => JSON.stringify({ ...best.others, query });
  for (let at = 0; left > 0; left -= 1) {
    const smaller = without(best.document, at);
    if (!smaller) break;
    const query = print(smaller);
    if (query !== best.query && (await fails(bodyOf(query)))) best = { ...best, query, document: smaller };
    else at += 1;
  }
  return bodyOf(best.query);
}

/** A document without the field, fragment or argument that comes as number `at`; undefined where there are not so many. */
function without(document: DocumentNode, at: number): DocumentNode | undefined {
  let seen = -1;
  const drop = (node: ASTNode): null | undefined => {
    void node;
    seen += 1;
    return seen === at ? null : undefined;
  };
  const smaller = visit(document, {
    Field: drop,
    InlineFragment: drop,
    Argument: drop,
    ObjectField: drop,
    [Kind.SELECTION_SET]: {
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    },
    [Kind.OPERATION_DEFINITION]: {
      leave: (node) => {
        // A variable that nothing uses would be a mistake.
        const used = print({ ...node, variableDefinitions: [] });
        const declared = node.variableDefinitions ?? [];
        const variableDefinitions = declared.filter(({ variable }) => used.includes(`$${variable.name.value}`));
        return { ...node, variableDefinitions };
      },
    },
  });
  return seen >= at ? smaller : undefined;
}
