import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { SignIn } from './sign-in.js';

interface SignInDialogProps {
  readonly className: string;
  /** What the way back is called. */
  readonly stay: string;
  /** What its button says. */
  readonly children: ReactNode;
}

/** A button that asks who one is. */
export function SignInDialog({ className, stay, children }: SignInDialogProps) {
  return (
    <Dialog.Root>
      <Dialog.Trigger className={className}>{children}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>Who are you?</Dialog.Title>
          <SignIn />
          <Dialog.Close className="quiet">{stay}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
