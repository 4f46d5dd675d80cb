import type { FileDiagnostic, UserErrorData } from '../user-error.js';
import { readChangesSince } from '../log/event-log.js';
import { builder } from './builder.js';
import { EventInterface } from './event.js';

type RefusalOf<Kind extends UserErrorData['kind']> = Extract<UserErrorData, { kind: Kind }>;

/** Why a command was not done, as every mutation's result may say it. */
export const UserError = builder
  .interfaceRef<UserErrorData>('UserError')
  .implement({
    description: 'Why a mutation was refused. Nothing has changed.',
    resolveType: ({ kind }) => kind,
    fields: (t) => ({ message: t.exposeString('message', { description: 'The reason, as a sentence for people.' }) }),
  });

const InputIssue = builder
  .objectRef<{ path: string; message: string }>('InputIssue')
  .implement({
    description: 'A problem with an input.',
    fields: (t) => ({
      path: t.exposeString('path', {
        description: 'Path into the input, such as `plannedEnd`; empty for the input as a whole.',
      }),
      message: t.exposeString('message', { description: 'The problem.' }),
    }),
  });

const InvalidInputError = builder
  .objectRef<RefusalOf<'InvalidInputError'>>('InvalidInputError')
  .implement({
    description: 'The input is invalid.',
    interfaces: [UserError],
    fields: (t) => ({
      issues: t.field({
        type: [InputIssue],
        description: 'All problems of the input.',
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
      recordType: t.exposeString('recordType', { description: 'Type of the missing record, such as `Deployment`.' }),
    }),
  });

const ForbiddenError = builder
  .objectRef<RefusalOf<'ForbiddenError'>>('ForbiddenError')
  .implement({
    description: 'Your role, or the API token with which you ask, does not allow this.',
    interfaces: [UserError],
    fields: (t) => ({
      action: t.exposeString('action', { description: 'The mutation.' }),
      requires: t.exposeString('requires', { description: 'Who may do it.' }),
    }),
  });

const FreshSignInRequiredError = builder
  .objectRef<RefusalOf<'FreshSignInRequiredError'>>('FreshSignInRequiredError')
  .implement({
    description:
      'Your organization asks for a fresh sign-in before this, and yours is too old or of another class. Sign in as it asks, and send the mutation again: with the same idempotency key, if you like.',
    interfaces: [UserError],
    fields: (t) => ({
      action: t.exposeString('action', { description: 'The mutation.' }),
      maxAge: t.exposeInt('maxAge', {
        description: 'How old the sign-in may be, in seconds: `max_age` of OpenID Connect.',
      }),
      acrValues: t.field({
        type: ['String'],
        description: 'Classes of authentication (`acr`) of which one is enough; empty for any.',
        resolve: ({ acrValues }) => [...acrValues],
      }),
      signInPath: t.exposeString('signInPath', {
        nullable: true,
        description:
          'Where a browser signs in so: a path of this server, to which `&to=/path` can be added. Null if you did not sign in at an identity provider in a browser: get new credentials where you got yours. No API token is enough.',
      }),
    }),
  });

const StaleVersionError = builder
  .objectRef<RefusalOf<'StaleVersionError'>>('StaleVersionError')
  .implement({
    description: 'The record has changed since you read it. Read it again before you retry.',
    interfaces: [UserError],
    fields: (t) => ({
      readVersion: t.exposeInt('readVersion', { description: 'The version that you stated.' }),
      currentVersion: t.exposeInt('currentVersion', { description: 'The current version of the record.' }),
      changes: t.field({
        type: [EventInterface],
        description:
          'What happened to the record since the version that you stated, oldest first, at most 100 events. Archived events are missing: then the first recordVersion is not the one after yours.',
        resolve: async ({ recordId, readVersion }, _args, context) =>
          readChangesSince(context.services.database.prisma, context.organizationId(), recordId, readVersion),
      }),
    }),
  });

const RuleViolationError = builder
  .objectRef<RefusalOf<'RuleViolationError'>>('RuleViolationError')
  .implement({
    description: 'A business rule forbids this in the current state.',
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
        description: 'What is missing, one entry each.',
        resolve: ({ missing }) => [...missing],
      }),
    }),
  });

const AlreadyExistsError = builder
  .objectRef<RefusalOf<'AlreadyExistsError'>>('AlreadyExistsError')
  .implement({
    description: 'A record with the same unique value already exists.',
    interfaces: [UserError],
    fields: (t) => ({
      recordType: t.exposeString('recordType', { description: 'Type of the existing record, such as `Unit`.' }),
    }),
  });

const IdempotencyKeyReusedError = builder
  .objectRef<RefusalOf<'IdempotencyKeyReusedError'>>('IdempotencyKeyReusedError')
  .implement({
    description: 'The idempotency key was already used for another mutation or another input.',
    interfaces: [UserError],
    fields: (t) => ({ key: t.exposeString('key', { description: 'The key.' }) }),
  });

const BatchRefusedError = builder
  .objectRef<RefusalOf<'BatchRefusedError'>>('BatchRefusedError')
  .implement({
    description: 'A command of a batch was refused, so none of them was executed.',
    interfaces: [UserError],
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Index of the command in the batch, from 0.' }),
      command: t.exposeString('command', { description: 'Name of its mutation.' }),
      refusal: t.field({ type: UserError, description: 'Why it was refused.', resolve: ({ refusal }) => refusal }),
    }),
  });

/** A problem in a file, in the graph. */
export const FileDiagnosticType = builder
  .objectRef<FileDiagnostic>('FileDiagnostic')
  .implement({
    description: 'A problem in the file, with the first place where it occurs.',
    fields: (t) => ({
      line: t.exposeInt('line', { description: 'Line of the file on which the record begins: 1 is the header.' }),
      column: t.exposeString('column', {
        nullable: true,
        description: 'Name of the column; null if the problem concerns the whole line.',
      }),
      value: t.exposeString('value', {
        nullable: true,
        description: 'The value there, shortened to 100 characters; null if the problem concerns the whole line.',
      }),
      message: t.exposeString('message', { description: 'The problem, as a sentence for people.' }),
      count: t.exposeInt('count', { description: 'How often it occurs in this column.' }),
      lines: t.field({
        type: ['Int'],
        description: 'The first lines where it occurs, at most 10.',
        resolve: ({ lines }) => [...lines],
      }),
    }),
  });

const FileRejectedError = builder
  .objectRef<RefusalOf<'FileRejectedError'>>('FileRejectedError')
  .implement({
    description: 'The file has mistakes. Nothing was imported.',
    interfaces: [UserError],
    fields: (t) => ({
      mistakes: t.field({
        type: [FileDiagnosticType],
        description: 'The first mistakes, at most 100 different ones, in the order of their lines.',
        resolve: ({ mistakes }) => [...mistakes],
      }),
      more: t.exposeInt('more', { description: 'Number of further mistakes.' }),
    }),
  });

/** The kinds of refusal, by their name. */
export const refusalTypes = {
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  FreshSignInRequiredError,
  StaleVersionError,
  RuleViolationError,
  AlreadyExistsError,
  BatchRefusedError,
  IdempotencyKeyReusedError,
  FileRejectedError,
} satisfies Record<UserErrorData['kind'], unknown>;
