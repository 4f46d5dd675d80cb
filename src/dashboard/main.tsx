import { CSPProvider } from '@base-ui/react/csp-provider';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { SessionProvider } from './session/session.js';
import './ui/styles.css';

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <CSPProvider disableStyleElements>
      <SessionProvider>
        <App />
      </SessionProvider>
    </CSPProvider>,
  );
}
