import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { ImprovementPage } from './improvement/improvement-page.js';
import { LiveProvider } from './live/live.js';
import { MatrixPage } from './matrix/matrix-page.js';
import { WorkPage } from './my-work/my-work-page.js';
import { PracticesPage } from './practices/practices-page.js';
import { ProjectPage } from './project/project-page.js';
import { isUnknown } from './session/graphql-client.js';
import { SignInPage } from './session/sign-in.js';
import { Frame } from './shell/frame.js';
import { NotFound } from './shell/not-found.js';
import { Unreachable } from './shell/unreachable.js';
import { EventsPage } from './ticker/events-page.js';

const AccountPage = lazy(() => import('./admin/account-page.js'));
const AdminPage = lazy(() => import('./admin/admin-page.js'));
const PersonPage = lazy(() => import('./person/person-page.js'));
const ReviewsPage = lazy(() => import('./reviews/reviews-page.js'));
const TrainingPage = lazy(() => import('./training/training-page.js'));
const WaitingPage = lazy(() => import('./waiting/waiting-page.js'));
const WeakSpotsPage = lazy(() => import('./weak-spots/weak-spots-page.js'));

/** The dashboard: the log live, and the page that the address names. */
export function App() {
  return (
    <LiveProvider instead={(error) => (isUnknown(error) ? <SignInPage /> : <Unreachable error={error} />)}>
      <Frame>
        <Suspense fallback={<div aria-busy="true" />}>
          <Switch>
            <Route path="/" component={MatrixPage} />
            <Route path="/work" component={WorkPage} />
            <Route path="/waiting" component={WaitingPage} />
            <Route path="/weak-spots" component={WeakSpotsPage} />
            <Route path="/improvements/:id/:part?" component={ImprovementPage} />
            <Route path="/projects/:id/:part?" component={ProjectPage} />
            <Route path="/people/:id/:part?" component={PersonPage} />
            <Route path="/training/:part?" component={TrainingPage} />
            <Route path="/reviews" component={ReviewsPage} />
            <Route path="/practices/:ref?" component={PracticesPage} />
            <Route path="/events" component={EventsPage} />
            <Route path="/account" component={AccountPage} />
            <Route path="/admin/:part?/:id?" component={AdminPage} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Frame>
    </LiveProvider>
  );
}
