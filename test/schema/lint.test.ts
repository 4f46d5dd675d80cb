import { buildSchema } from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { schema } from '../../src/graph/schema.js';
import { lint } from './lint.js';

describe('the schema', () => {
  it('keeps every convention', () => {
    expect(lint(schema)).toEqual([]);
  });

  it('has as much as is checked', () => {
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).length).toBeGreaterThan(29);
    expect(Object.keys(schema.getTypeMap()).filter((name) => name.endsWith('Connection')).length).toBeGreaterThan(6);
  });
});

/** A schema that keeps every convention: what the planted mistakes are made from. */
const good = `
  "All."
  type Query { "The things." things(
    "From the start." first: Int, "From the end." last: Int, "After." after: String, "Before." before: String
    "Which." filter: ThingFilter, "In which order." orderBy: ThingOrder
  ): ThingConnection! }
  "Which things." input ThingFilter { "Of any of these kinds." kinds: [Kind!] }
  "How things are ordered." input ThingOrder { "What by." field: Kind! }
  "Has an id."
  interface Node { "The id." id: ID! }
  "Why not."
  interface UserError { "Words." message: String! }
  "A kind." enum Kind { "Big." VERY_BIG }
  "A thing." type Thing implements Node { "The id." id: ID! "Its kind." kind: Kind! }
  "A page." type ThingConnection {
    "Items with cursors." edges: [ThingEdge!]! "Items." nodes: [Thing!]! "Where." pageInfo: PageInfo!
    "How many." totalCount: Int!
  }
  "An item." type ThingEdge { "The item." node: Thing! "Where." cursor: String! }
  "Where." type PageInfo { "More." hasNextPage: Boolean! }
  "Acts." type Mutation { "Adds." addThing("What." input: AddThingInput!): AddThingResult! }
  "What it takes." input AddThingInput { "Its kind." kind: Kind! }
  "What came." type AddThingPayload { "The thing." thing: Thing! }
  "There is one." type TakenError implements UserError { "Words." message: String! }
  "What came, or why not." union AddThingResult = AddThingPayload | TakenError`;

const plant = (mistake: string, instead: string) => {
  expect(good).toContain(mistake);
  return lint(buildSchema(good.replace(mistake, instead)));
};

it('finds nothing wrong with a small schema that keeps every convention', () => {
  expect(lint(buildSchema(good))).toEqual([]);
});

describe('a planted mistake is named', () => {
  test.each([
    ['a type without description', '"A thing." type', 'type', 'Thing has no description'],
    ['a blank description', '"A thing."', '"  "', 'Thing has no description'],
    ['a union without description', '"What came, or why not."', '', 'AddThingResult has no description'],
    ['an interface without description', '"Has an id."', '', 'Node has no description'],
    ['an enum without description', '"A kind."', '', 'Kind has no description'],
    ['an input without description', '"What it takes."', '', 'AddThingInput has no description'],
    ['a field without description', '"Its kind." kind: Kind! }\n  "A page."', 'kind: Kind! } "A page."', 'Thing.kind'],
    ['an argument without description', '"After." after', 'after', 'Query.things(after) has no description'],
    ['an input field without description', '{ "Its kind."', '{', 'AddThingInput.kind has no description'],
    ['an enum value without description', '"Big."', '', 'Kind.VERY_BIG has no description'],
    ['an enum value in lower case', 'VERY_BIG', 'veryBig', 'Kind.veryBig is not named as others are'],
    [
      'a type in lower case',
      'enum Kind { "Big." VERY_BIG }',
      'enum kind { "B." X } "A." enum Kind { "B." X }',
      'kind is',
    ],
    [
      'a type with a line',
      'type PageInfo {',
      'type Page_Info { "X." x: Int } "X." type PageInfo {',
      'Page_Info is not',
    ],
    ['a field in capitals', '"More." hasNextPage', '"More." HasNextPage', 'PageInfo.HasNextPage is not named'],
    ['a field with a line', '"More." hasNextPage', '"More." has_next_page', 'PageInfo.has_next_page is not named'],
    ['an argument with a line', '"After." after', '"X." x_y: Int, "After." after', 'Query.things(x_y) is not named'],
    ['an input field with a line', '{ "Its kind." kind: Kind!', '{ "K." a_kind: Kind!', 'AddThingInput.a_kind is not'],
    ['a node without id', 'interface Node { "The id." id: ID!', 'interface Node { "The id." id: ID', 'Node has no id'],
    ['a connection without edges', '"Items with cursors." edges: [ThingEdge!]!', '', 'no edges: [ThingEdge!]!'],
    ['a connection without nodes', '"Items." nodes: [Thing!]!', '', 'ThingConnection is not named for its nodes'],
    ['a connection without page', '"Where." pageInfo: PageInfo!', '', 'ThingConnection has no pageInfo: PageInfo!'],
    ['a connection without count', '"How many." totalCount: Int!', '', 'ThingConnection has no totalCount: Int!'],
    ['an edge of its own', '[ThingEdge!]!', '[Thing!]!', 'ThingConnection has no edges: [ThingEdge!]!'],
    [
      'a second connection of a node',
      '"An item." type',
      `"Another page." type ThingsConnection { "Items with cursors." edges: [ThingEdge!]! "Items." nodes: [Thing!]!
         "Where." pageInfo: PageInfo! "How many." totalCount: Int! } "An item." type`,
      'ThingsConnection is not named for its nodes',
    ],
    [
      'a list that cannot go back',
      ', "From the end." last: Int',
      '',
      'Query.things returns a connection and has no last: Int',
    ],
    [
      'a cursor of another type',
      'before: String',
      'before: Int',
      'Query.things returns a connection and has no before: String',
    ],
    [
      'a list with a filter of its own',
      'filter: ThingFilter',
      'filter: Kind',
      'Query.things returns a connection and has no filter: ThingFilter',
    ],
    [
      'a list that cannot be ordered',
      ', "In which order." orderBy: ThingOrder',
      '',
      'Query.things returns a connection and has no orderBy: ThingOrder',
    ],
    ['a nullable input', 'AddThingInput!)', 'AddThingInput)', 'Mutation.addThing takes (input: AddThingInput)'],
    [
      'a second argument',
      '"What." input: AddThingInput!',
      '"What." input: AddThingInput!, "Too." dry: Boolean',
      'Mutation.addThing takes',
    ],
    ['an input of another name', '"What." input:', '"What." thing:', 'Mutation.addThing takes (thing: AddThingInput!)'],
    ['a bare payload', 'AddThingResult! }', 'AddThingPayload! }', 'Mutation.addThing returns AddThingPayload!'],
    ['a nullable result', 'AddThingResult! }', 'AddThingResult }', 'Mutation.addThing returns AddThingResult and not'],
    [
      'a result without payload',
      '= AddThingPayload | TakenError',
      '= TakenError',
      'AddThingResult has no AddThingPayload',
    ],
    ['a result without errors', ' | TakenError', '', 'AddThingResult has no errors'],
    [
      'an error that is none',
      'TakenError implements UserError',
      'TakenError',
      'AddThingResult has TakenError, which is no UserError',
    ],
  ])('%s', (_name, mistake, instead, said) => {
    expect(plant(mistake, instead).join('\n')).toContain(said);
  });
});
