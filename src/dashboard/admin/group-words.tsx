import { Link } from 'wouter';
import { words } from '../ui/words.js';
import type { GroupGiftFragment, MembershipSource } from './graphql.js';

/** Who manages a membership, in words. */
export const SOURCES: Readonly<Record<MembershipSource, string>> = {
  HAND: 'by hand',
  SCIM: 'by the identity provider, with SCIM',
  CLAIM: 'by the identity provider, at sign-in',
};

/** What a group gives its members. */
export function Gift({ gift: { role, unit } }: { readonly gift: GroupGiftFragment }) {
  if (unit) {
    return (
      <>
        lead of <Link href={`/admin/units/${unit.id}`}>{unit.name}</Link>
      </>
    );
  }
  return <>role {words(role ?? 'VIEWER')}</>;
}
