import { Dialog } from '@base-ui/react/dialog';
import { lazy, Suspense, useEffect, useState } from 'react';

const SearchPanel = lazy(() => import('../search/search-panel.js'));

/** Opens the search over all records; so does Ctrl K, or ⌘ K, wherever the focus is. */
export function SearchButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="quiet" aria-keyshortcuts="Control+K Meta+K">
        Search <kbd>Ctrl K</kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Suspense fallback={<div aria-busy="true" />}>
            <SearchPanel onFound={() => setOpen(false)} />
          </Suspense>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
