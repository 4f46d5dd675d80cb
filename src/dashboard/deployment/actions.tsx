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
import { DeclineForm } from './decline-form.js';
import type { Deployment } from './deployment-facts.js';
import { ProgressForm } from './progress-form.js';
import { RescheduleForm } from './reschedule-form.js';
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
  { name: 'Decline', mutation: 'declineAdoption', Form: DeclineForm },
  { name: 'Ask for another date', mutation: 'requestReschedule', Form: RescheduleForm },
];

/** What can be done with a deployment as it stands, and why not the rest: one is chosen, and its form opens. */
export function Actions({ deployment }: { readonly deployment: Deployment }) {
  const viewer = useViewer();
  const { kind } = useSession();
  const [chosen, setChosen] = useState<{ readonly mutation: string; readonly deployment: Deployment }>();
  const reasons = useReasons(deployment);
  if (!viewer || !reasons) return null;
  const isAllowed = ({ mutation }: Action): boolean => reasons.get(mutation) === null;
  const action = ACTIONS.find((each) => each.mutation === chosen?.mutation && isAllowed(each));
  const nothing = !ACTIONS.some(isAllowed);
  if (nothing && kind === 'visitor') return <NoActions role={viewer.role} />;
  return (
    <div className="actions">
      {nothing && <NoActions role={viewer.role} />}
      <div className="row" role="group" aria-label="Actions">
        {ACTIONS.map((each) => (
          <button
            key={each.mutation}
            type="button"
            disabled={!isAllowed(each)}
            title={reasons.get(each.mutation) ?? undefined}
            aria-expanded={each.mutation === chosen?.mutation}
            onClick={() => setChosen(each === action ? undefined : { mutation: each.mutation, deployment })}
          >
            {each.name}
          </button>
        ))}
      </div>
      {action && chosen && (
        <action.Form key={action.mutation} deployment={chosen.deployment} onDone={() => setChosen(undefined)} />
      )}
    </div>
  );
}

/** Why the viewer may not do each mutation on a deployment, null where they may; undefined until the server has said so. */
function useReasons({ id, improvement }: Deployment): ReadonlyMap<string, string | null> | undefined {
  const { data } = useLiveQuery(
    DeploymentPermissionsDocument,
    { id },
    (event) => /^(Person|UnitLead)/.test(event.__typename) || event.improvement?.id === improvement.id,
  );
  if (!data?.node || !('viewerCan' in data.node)) return undefined;
  return new Map(data.node.viewerCan.map(({ command, reason }) => [command, reason]));
}

/** Why there is nothing to do. */
function NoActions({ role }: { readonly role: Role }) {
  const { kind } = useSession();
  if (kind !== 'visitor') {
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
