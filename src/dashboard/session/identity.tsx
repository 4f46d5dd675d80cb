import { Dialog } from '@base-ui/react/dialog';
import type { ViewerQuery } from '../graphql.js';
import { roleWords } from '../ui/words.js';
import { SignIn } from './sign-in.js';

/** Who one is, and a way to be somebody else. */
export function Identity({ viewer }: { readonly viewer: ViewerQuery['viewer'] }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger className="quiet identity">
        <span>{viewer.person.name}</span> <small>{roleWords(viewer.role)}</small>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>Who are you?</Dialog.Title>
          <SignIn />
          <Dialog.Close className="quiet">Stay {viewer.person.name}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
