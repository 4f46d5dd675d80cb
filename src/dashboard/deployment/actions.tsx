import { useState } from 'react';
import type { ComponentType } from 'react';
import type { DeploymentState, Role } from '../graphql.js';
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
  /** States in which it is offered; whether it is allowed, the server says. */
  readonly offered: readonly DeploymentState[];
  readonly Form: ComponentType<ActionProps>;
}

const ACTIONS: readonly Action[] = [
  {
    name: 'Record progress',
    mutation: 'recordProgress',
    offered: ['PLANNED', 'PREPARING', 'IN_PROGRESS'],
    Form: ProgressForm,
  },
  {
    name: 'Block',
    mutation: 'blockDeployment',
    offered: ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED'],
    Form: BlockForm,
  },
  { name: 'Unblock', mutation: 'unblockDeployment', offered: ['BLOCKED'], Form: UnblockForm },
  { name: 'Adopt', mutation: 'adoptDeployment', offered: ['IN_PROGRESS'], Form: AdoptForm },
  { name: 'Confirm', mutation: 'confirmDeployment', offered: ['ADOPTED'], Form: ConfirmForm },
];

/** What the viewer's role may do with a deployment as it stands: one is chosen, and its form opens. */
export function Actions({ deployment }: { readonly deployment: Deployment }) {
  const viewer = useViewer();
  const [chosen, setChosen] = useState<{ readonly mutation: string; readonly deployment: Deployment }>();
  const offered = ACTIONS.filter(
    ({ mutation, offered: states }) => viewer?.mutations.includes(mutation) && states.includes(deployment.state),
  );
  const action = offered.find(({ mutation }) => mutation === chosen?.mutation);
  if (!viewer) return null;
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
