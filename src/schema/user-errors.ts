import type { FileDiagnostic, UserErrorData } from '../user-error.js';
import { readChangesSince } from '../log/event-log.js';
import { builder } from './builder.js';
import { EventInterface } from './event.js';

type RefusalOf<Kind extends UserErrorData['kind']> = Extract<UserErrorData, { kind: Kind }>;

/** Why a command was not done, as every mutation's result may say it. */
export const UserError = builder
  .interfaceRef<UserErrorData>('UserError')
  .implement({
    description: 'Why a mutation was not done. It has changed nothing.',
    resolveType: ({ kind }) => kind,
    fields: (t) => ({ message: t.exposeString('message', { description: 'The reason, in words for people.' }) }),
  });

const InputIssue = builder
  .objectRef<{ path: string; message: string }>('InputIssue')
  .implement({
    description: 'One thing that is wrong with an input.',
    fields: (t) => ({
      path: t.exposeString('path', { description: 'Where in the input, such as `plannedEnd`; empty for the whole.' }),
      message: t.exposeString('message', { description: 'What is wrong.' }),
    }),
  });

const InvalidInputError = builder
  .objectRef<RefusalOf<'InvalidInputError'>>('InvalidInputError')
  .implement({
    description: 'The input has a form that the command cannot take.',
    interfaces: [UserError],
    fields: (t) => ({
      issues: t.field({
        type: [InputIssue],
        description: 'All that is wrong, at once.',
        resolve: ({ issues }) => [...issues],
      }),
    }),
  });

const NotFoundError = builder
  .objectRef<RefusalOf<'NotFoundError'>>('NotFoundError')
  .implement({
    description: 'There is no such record in your organization.',
    interfaces: [UserError],
    fields: (t) => ({
      recordType: t.exposeString('recordType', { description: 'What was looked for, such as `Deployment`.' }),
    }),
  });

const ForbiddenError = builder
  .objectRef<RefusalOf<'ForbiddenError'>>('ForbiddenError')
  .implement({
    description: 'Your role does not allow this.',
    interfaces: [UserError],
    fields: (t) => ({
      action: t.exposeString('action', { description: 'The mutation.' }),
      requires: t.exposeString('requires', { description: 'Who may do it.' }),
    }),
  });

const StaleVersionError = builder
  .objectRef<RefusalOf<'StaleVersionError'>>('StaleVersionError')
  .implement({
    description: 'The record has changed since you read it. Read it again before you decide.',
    interfaces: [UserError],
    fields: (t) => ({
      readVersion: t.exposeInt('readVersion', { description: 'The version that you gave.' }),
      currentVersion: t.exposeInt('currentVersion', { description: 'The version that the record is at.' }),
      changes: t.field({
        type: [EventInterface],
        description:
          'What happened to the record since the version that you gave, oldest first, at most 100 events. Begins later where ' +
          'older events have been archived: the first then has a recordVersion beyond the one after yours.',
        resolve: async ({ recordId, readVersion }, _args, context) =>
          readChangesSince(context.services.database.prisma, context.organizationId(), recordId, readVersion),
      }),
    }),
  });

const RuleViolationError = builder
  .objectRef<RefusalOf<'RuleViolationError'>>('RuleViolationError')
  .implement({
    description: 'A rule forbids this now.',
    interfaces: [UserError],
    fields: (t) => ({
      rule: t.exposeString('rule', {
        description: 'Short stable name of the rule, such as `confirmed-by-a-second-person`.',
      }),
      source: t.exposeString('source', {
        description: 'Where the rule comes from, such as `OPM SP 3.2 subpractice 7`.',
      }),
      missing: t.field({
        type: ['String'],
        description: 'What would have to be there, one entry a thing.',
        resolve: ({ missing }) => [...missing],
      }),
    }),
  });

const AlreadyExistsError = builder
  .objectRef<RefusalOf<'AlreadyExistsError'>>('AlreadyExistsError')
  .implement({
    description: 'There is such a record already.',
    interfaces: [UserError],
    fields: (t) => ({
      recordType: t.exposeString('recordType', { description: 'What there is already, such as `Unit`.' }),
    }),
  });

const IdempotencyKeyReusedError = builder
  .objectRef<RefusalOf<'IdempotencyKeyReusedError'>>('IdempotencyKeyReusedError')
  .implement({
    description: 'The idempotency key was used before, for another mutation or another input.',
    interfaces: [UserError],
    fields: (t) => ({ key: t.exposeString('key', { description: 'The key.' }) }),
  });

const BatchRefusedError = builder
  .objectRef<RefusalOf<'BatchRefusedError'>>('BatchRefusedError')
  .implement({
    description: 'A command of a batch was refused, so none of them was done.',
    interfaces: [UserError],
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Which command of the batch it was, from 0.' }),
      command: t.exposeString('command', { description: 'Name of its mutation.' }),
      refusal: t.field({ type: UserError, description: 'Why it was refused.', resolve: ({ refusal }) => refusal }),
    }),
  });

/** A problem in a file, in the graph. */
export const FileDiagnosticType = builder
  .objectRef<FileDiagnostic>('FileDiagnostic')
  .implement({
    description: 'A problem in the file: the first place that has it, and how many have.',
    fields: (t) => ({
      line: t.exposeInt('line', { description: 'Line of the file on which the record begins: 1 is the header.' }),
      column: t.exposeString('column', {
        nullable: true,
        description: 'Name of the column; null where the line as a whole is meant.',
      }),
      value: t.exposeString('value', {
        nullable: true,
        description: 'What stands there, shortened to 100 characters; null where the line as a whole is meant.',
      }),
      message: t.exposeString('message', { description: 'The problem, in words for people.' }),
      count: t.exposeInt('count', { description: 'How many places of the column have it.' }),
      lines: t.field({
        type: ['Int'],
        description: 'The first lines that have it, at most 10.',
        resolve: ({ lines }) => [...lines],
      }),
    }),
  });

const FileRejectedError = builder
  .objectRef<RefusalOf<'FileRejectedError'>>('FileRejectedError')
  .implement({
    description: 'The file has mistakes. Nothing of it was taken over.',
    interfaces: [UserError],
    fields: (t) => ({
      mistakes: t.field({
        type: [FileDiagnosticType],
        description: 'The first mistakes, at most 100 different ones, in the order of their lines.',
        resolve: ({ mistakes }) => [...mistakes],
      }),
      more: t.exposeInt('more', { description: 'How many places have other mistakes.' }),
    }),
  });

/** The kinds of refusal, by their name. */
export const refusalTypes = {
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  StaleVersionError,
  RuleViolationError,
  AlreadyExistsError,
  BatchRefusedError,
  IdempotencyKeyReusedError,
  FileRejectedError,
} satisfies Record<UserErrorData['kind'], unknown>;
