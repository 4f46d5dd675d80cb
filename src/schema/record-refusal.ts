import type { UserErrorData } from '../user-error.js';
import { accessOf } from './context.js';
import type { Context } from './context.js';

/** Who was refused something, and where that is recorded. */
type Refused = Pick<Context, 'caller' | 'actor'> & { readonly services: Pick<Context['services'], 'audit'> };

/** Records that a mutation was refused for want of a permission; other refusals are no matter of access. */
export async function recordRefusal(context: Refused, mutation: string, refused: UserErrorData): Promise<void> {
  const [name, reason] =
    refused.kind === 'BatchRefusedError' ? [refused.command, refused.refusal] : [mutation, refused];
  const lacking = reason.kind === 'FreshSignInRequiredError' ? 'a fresh sign-in' : undefined;
  const requires = reason.kind === 'ForbiddenError' ? reason.requires : lacking;
  if (requires === undefined) return;
  const about = `${name} requires ${requires}`;
  await context.services.audit.recordFew(accessOf(context, await context.actor(), { kind: 'COMMAND_REFUSED', about }));
}
