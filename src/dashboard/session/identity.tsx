import type { ViewerQuery } from '../graphql.js';
import { roleWords } from '../ui/words.js';
import { useSession } from './session.js';
import { SignInDialog } from './sign-in-dialog.js';

/** Who is signed in, and a way to change that. */
export function Identity({ viewer: { person, role } }: { readonly viewer: ViewerQuery['viewer'] }) {
  const { kind } = useSession();
  return (
    <SignInDialog className="quiet identity" stay={`Stay ${person.name}`}>
      <span>{kind === 'visitor' ? 'Sign in' : person.name}</span>{' '}
      <small>{kind === 'visitor' ? `${person.name}, ${roleWords(role)}` : roleWords(role)}</small>
    </SignInDialog>
  );
}
