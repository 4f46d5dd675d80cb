import type { UserErrorData } from '../../user-error.js';
import { ScimError } from './error.js';

/** Told of each refusal of a command, before it is answered. */
export type OnRefusal = (refused: UserErrorData) => Promise<void>;

/** Another change came first. */
export class StaleError extends ScimError {}

/** Refuses because there is no such resource, such as a user. */
export function notFound(what: string): ScimError {
  return new ScimError(404, `There is no such ${what}.`);
}

/** A refusal of a command on a resource, as SCIM says it. */
export function refusalOf(refused: UserErrorData, what: string): ScimError {
  const { kind, message } = refused;
  switch (kind) {
    case 'BatchRefusedError':
      return refusalOf(refused.refusal, what);
    case 'ForbiddenError':
      return new ScimError(403, message);
    case 'NotFoundError':
      return notFound(what);
    case 'AlreadyExistsError':
      return new ScimError(409, message, 'uniqueness');
    case 'StaleVersionError':
      return new StaleError(409, message);
    case 'RuleViolationError':
      return new ScimError(400, message, 'mutability');
    case 'InvalidInputError':
      return new ScimError(
        400,
        refused.issues.map(({ path, message }) => `${path}: ${message}`).join(' '),
        'invalidValue',
      );
    default:
      return new ScimError(400, message);
  }
}
