import type { ReactNode } from 'react';

interface BusyButtonProps {
  /** Whether what it began is still under way: it does nothing then. */
  readonly busy: boolean;
  readonly className?: string;
  onPress(): void;
  readonly children: ReactNode;
}

/** A button that waits for what it began. Hazard: one that is disabled loses the focus, and who uses the keyboard their place. */
export function BusyButton({ busy, className, onPress, children }: BusyButtonProps) {
  return (
    <button type="button" className={className} aria-disabled={busy} onClick={() => !busy && onPress()}>
      {children}
    </button>
  );
}
