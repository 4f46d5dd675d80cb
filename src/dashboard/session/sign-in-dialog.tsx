import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSession } from './session.js';
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
  const { kind } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={className}>{children}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>Who are you?</Dialog.Title>
          {kind !== 'visitor' && (
            <Link href="/account" onClick={() => setOpen(false)}>
              Your API tokens and sessions
            </Link>
          )}
          <SignIn />
          <Dialog.Close className="quiet">{stay}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
