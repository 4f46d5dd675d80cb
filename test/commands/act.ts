import { isInputObjectType, isObjectType, isUnionType } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { schema } from '../../src/graph/schema.js';
import { ask } from '../support/clients.js';
import type { Answer } from '../support/clients.js';

/** Every mutation of the schema. */
export const mutationNames: readonly string[] = Object.keys(schema.getMutationType()?.getFields() ?? {});

const typeOf = (mutation: string): string => mutation.charAt(0).toUpperCase() + mutation.slice(1);
const inputTypeOf = (mutation: string): string => `${typeOf(mutation)}Input`;
const resultTypeOf = (mutation: string): string => `${typeOf(mutation)}Result`;

/** Whether a mutation changes a record that somebody has read. */
export function takesVersion(mutation: string): boolean {
  const input = schema.getType(inputTypeOf(mutation));
  return isInputObjectType(input) && 'version' in input.getFields();
}

/** What came of a mutation: its payload with the record as `record`, or a refusal with all of its fields. */
// oxlint-disable-next-line typescript/no-explicit-any -- as the answers of the kit have it
export type Result = Record<string, any>;

/** What is read of each refusal. */
const REFUSALS = `
  ... on UserError {
    message
    ... on InvalidInputError { issues { path message } }
    ... on NotFoundError { recordType }
    ... on ForbiddenError { action requires }
    ... on FreshSignInRequiredError { action maxAge acrValues signInPath }
    ... on StaleVersionError { readVersion currentVersion changes { __typename position recordVersion note } }
    ... on RuleViolationError { rule source missing }
    ... on AlreadyExistsError { recordType }
    ... on IdempotencyKeyReusedError { key }
  }`;

/** What is read of a dry run. */
const DRY_RUN = '... on DryRun { events { type recordType recordId changes { field } } }';

/** The mutations that can be tried. */
const DRY_RUNS = mutationNames.filter((mutation) => {
  const type = schema.getType(resultTypeOf(mutation));
  return isUnionType(type) && type.getTypes().some(({ name }) => name === 'DryRun');
});

/** Does a mutation several times in one request, one after the other; what came of each. */
export async function actAll(
  url: string,
  mutation: string,
  inputs: readonly Record<string, unknown>[],
  bearer: string,
): Promise<Result[]> {
  if (inputs.length === 0) return [];
  const declared = inputs.map((_, index) => `$i${index}: ${inputTypeOf(mutation)}!`).join(', ');
  const fields = inputs.map((_, index) => `r${index}: ${mutation}(input: $i${index}) { ...came }`).join(' ');
  const [, read = ''] = /^[^{]*\{\s*result: \w+\(input: \$input\) \{([^]*)\}\s*\}$/.exec(operationOf(mutation)) ?? [];
  const document = `mutation (${declared}) { ${fields} } fragment came on ${resultTypeOf(mutation)} { ${read} }`;
  const variables = Object.fromEntries(inputs.map((input, index) => [`i${index}`, input]));
  const answer = await ask(url, document, variables, bearer);
  if (answer.errors || !answer.data) throw new Error(`${mutation}: ${answer.status} ${JSON.stringify(answer.errors)}`);
  return inputs.map((_, index) => answer.data?.[`r${index}`] as Result);
}

/** The operation of a mutation that reads whatever comes of it; `record` is what it reads of the record. */
export function operationOf(mutation: string, record?: string): string {
  const payload = payloadOf(mutation);
  const [field = ''] = Object.keys(payload.getFields()).filter((name) => name !== 'position');
  const selection = record ?? (field === 'processModel' ? 'version' : 'id version');
  return `mutation ($input: ${inputTypeOf(mutation)}!) {
    result: ${mutation}(input: $input) {
      __typename
      ... on ${payload.name} { position record: ${field} { ${selection} } }
      ${DRY_RUNS.includes(mutation) ? DRY_RUN : ''}
      ${REFUSALS}
    }
  }`;
}

function payloadOf(mutation: string): GraphQLObjectType {
  const result = schema.getMutationType()?.getFields()[mutation]?.type;
  const named = result && 'ofType' in result ? result.ofType : result;
  if (!isUnionType(named)) throw new Error(`${mutation} has no union as its result.`);
  const payload = named.getTypes().find((type) => type.name.endsWith('Payload'));
  if (!isObjectType(payload)) throw new Error(`${mutation} has no payload.`);
  return payload;
}

/** Does a mutation over HTTP; the whole answer. */
export function askFor(
  url: string,
  mutation: string,
  input: Record<string, unknown>,
  bearer?: string,
  record?: string,
): Promise<Answer> {
  return ask(url, operationOf(mutation, record), { input }, bearer);
}

/** Does a mutation over HTTP; what came of it. Throws where the answer has an error instead. */
export async function act(
  url: string,
  mutation: string,
  input: Record<string, unknown>,
  bearer: string,
  record?: string,
): Promise<Result> {
  const answer = await askFor(url, mutation, input, bearer, record);
  if (answer.errors || !answer.data) throw new Error(`${mutation}: ${answer.status} ${JSON.stringify(answer.errors)}`);
  return answer.data['result'] as Result;
}
