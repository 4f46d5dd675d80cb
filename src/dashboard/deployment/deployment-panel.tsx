import { lazy, Suspense } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { Link } from 'wouter';
import { DeploymentDocument } from '../graphql.js';
import { useStreamState } from '../live/live.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import { Unread } from '../ui/unread.js';
import { Actions } from './actions.js';
import { DeploymentFacts } from './deployment-facts.js';

const Comments = lazy(() => import('../comments/comments.js'));

/** Which deployment: one improvement in one project. */
export interface DeploymentKey {
  readonly improvementId: string;
  readonly unitId: string;
}

/** One deployment, live, with what its people may do. Closes by Escape, and gives the focus back. */
export function DeploymentPanel({ of, onClose }: { readonly of: DeploymentKey | undefined; onClose(): void }) {
  const { ended } = useStreamState();
  return (
    <Dialog.Root
      open={of !== undefined}
      onOpenChange={(open, { reason }) => {
        // Signing in again happens outside of the panel, which must stay as it is.
        if (!open && !(ended && reason !== 'close-press')) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog panel">{of && <Content {...of} />}</Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Content({ improvementId, unitId }: DeploymentKey) {
  const { data, error } = useLiveQuery(
    DeploymentDocument,
    { improvementId, unitId },
    ({ improvement, unit }) => improvement?.id === improvementId && (!unit || unit.id === unitId),
  );
  const deployment = data?.deployments.nodes[0];
  return (
    <>
      <header>
        <Dialog.Title>{deployment?.unit.name ?? 'Deployment'}</Dialog.Title>
        <Dialog.Close className="quiet" aria-label="Close">
          ✕
        </Dialog.Close>
      </header>
      {!data && <Unread what="The deployment" error={error} />}
      {data && !deployment && <p>It is not deployed here any more.</p>}
      {deployment && (
        <>
          <p>
            <Link href={`/improvements/${deployment.improvement.id}`}>{deployment.improvement.title}</Link>
            {' in '}
            <Link href={`/projects/${deployment.unit.id}`}>{deployment.unit.name}</Link>
          </p>
          <DeploymentFacts deployment={deployment} />
          <Actions deployment={deployment} />
          <More name="Comments">
            <Suspense fallback={<div aria-busy="true" />}>
              <Comments record={{ __typename: 'Deployment', id: deployment.id }} />
            </Suspense>
          </More>
        </>
      )}
    </>
  );
}
