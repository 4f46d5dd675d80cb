import { useEffect } from 'react';

/** Names the page in the browser. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Uplift` : 'Uplift';
  }, [title]);
}
