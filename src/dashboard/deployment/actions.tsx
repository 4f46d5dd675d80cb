import { useState } from 'react';
import type { ComponentType } from 'react';
import { DeploymentPermissionsDocument } from '../graphql.js';
import type { Role } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { useSession } from '../session/session.js';
import { SignInDialog } from '../session/sign-in-dialog.js';
import { useViewer } from '../session/use-viewer.js';
import { roleWords } from '../ui/words.js';
import type { ActionProps } from './action-props.js';
import { AdoptForm } from './adopt-form.js';
import { BlockForm } from './block-form.js';
import { ConfirmForm } from './confirm-form.js';
import type { Deployment } from './deployment-facts.js';
import { ProgressForm } from './progress-form.js';
import { UnblockForm } from './unblock-form.js';

interface Action {
  readonly name: string;
  readonly mutation: string;
  readonly Form: ComponentType<ActionProps>;
}

const ACTIONS: readonly Action[] = [
  { name: 'Record progress', mutation: 'recordProgress', Form: ProgressForm },
  { name: 'Block', mutation: 'blockDeployment', Form: BlockForm },
  { name: 'Unblock', mutation: 'unblockDeployment', Form: UnblockForm },
  { name: 'Adopt', mutation: 'adoptDeployment', Form: AdoptForm },
  { name: 'Confirm', mutation: 'confirmDeployment', Form: ConfirmForm },
];

/** What the viewer may do with a deployment as it stands: one is chosen, and its form opens. */
export function Actions({ deployment }: { readonly deployment: Deployment }) {
  const viewer = useViewer();
  const [chosen, setChosen] = useState<{ readonly mutation: string; readonly deployment: Deployment }>();
  const allowed = useAllowed(deployment);
  const offered = ACTIONS.filter(({ mutation }) => allowed?.includes(mutation));
  const action = offered.find(({ mutation }) => mutation === chosen?.mutation);
  if (!viewer || !allowed) return null;
  if (offered.length === 0) return <NoActions role={viewer.role} />;
  return (
    <div className="actions">
      <div className="row" role="group" aria-label="Actions">
        {offered.map(({ name, mutation }) => (
          <button
            key={mutation}
            type="button"
            aria-expanded={mutation === chosen?.mutation}
            onClick={() => setChosen(mutation === chosen?.mutation ? undefined : { mutation, deployment })}
          >
            {name}
          </button>
        ))}
      </div>
      {action && chosen && (
        <action.Form key={action.mutation} deployment={chosen.deployment} onDone={() => setChosen(undefined)} />
      )}
    </div>
  );
}

/** The mutations that the viewer may do on a deployment, as the server says; undefined until it has. */
function useAllowed({ id, improvement }: Deployment): readonly string[] | undefined {
  const { data } = useLiveQuery(
    DeploymentPermissionsDocument,
    { id },
    (event) => /^(Person|UnitLead)/.test(event.__typename) || event.improvement?.id === improvement.id,
  );
  if (!data?.node || !('viewerCan' in data.node)) return undefined;
  return data.node.viewerCan.filter(({ allowed }) => allowed).map(({ command }) => command);
}

/** Why there is nothing to do. */
function NoActions({ role }: { readonly role: Role }) {
  const { credentials } = useSession();
  if (credentials.kind !== 'visitor') {
    return <p className="empty">As it stands, there is nothing here for a {roleWords(role)} to do.</p>;
  }
  return (
    <p className="row empty">
      To report on it, say who you are.
      <SignInDialog className="button" stay="Go on as a guest">
        Sign in
      </SignInDialog>
    </p>
  );
}
