import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { ConnectionSign } from '../live/connection-sign.js';
import { ResetNotice } from '../live/reset-notice.js';
import { SessionEnded } from '../live/session-ended.js';
import { Identity } from '../session/identity.js';
import { useViewer } from '../session/use-viewer.js';
import { SearchButton } from './search-button.js';
import { ThemeSwitch } from './theme-switch.js';

const PAGES = [
  { path: '/', name: 'Matrix', active: '/' },
  { path: '/work', name: 'My work', active: '/work' },
  { path: '/waiting', name: 'Waiting work', active: '/waiting' },
  { path: '/weak-spots', name: 'Weak spots', active: '/weak-spots' },
  { path: '/training', name: 'Training', active: '/training/*?' },
  { path: '/reviews', name: 'Reviews', active: '/reviews' },
  { path: '/practices', name: 'Practices', active: '/practices/*?' },
  { path: '/events', name: 'Events', active: '/events' },
] as const;

const ADMINISTRATION = { path: '/admin', name: 'Administration', active: '/admin/*?' } as const;

/** What is around every page: where one is, who one is, and how the connection stands. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const viewer = useViewer();
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="frame">
        <p className="brand">
          <Link href="/">Uplift</Link> <span title={viewer?.organization.name}>{viewer?.organization.name}</span>
        </p>
        <nav aria-label="Pages">
          {PAGES.map((page) => (
            <PageLink key={page.path} {...page} />
          ))}
          {viewer?.role === 'ADMINISTRATOR' && <PageLink {...ADMINISTRATION} />}
        </nav>
        <div className="frame-end">
          <SearchButton />
          <ConnectionSign />
          <ThemeSwitch />
          {viewer && <Identity viewer={viewer} />}
        </div>
      </header>
      <ResetNotice />
      <SessionEnded />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function PageLink({ path, name, active }: Readonly<Record<'path' | 'name' | 'active', string>>) {
  const [here] = useRoute(active);
  return (
    <Link href={path} aria-current={here ? 'page' : undefined}>
      {name}
    </Link>
  );
}
