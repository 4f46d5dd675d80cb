import { useState } from 'react';
import { Link } from 'wouter';
import type { DeploymentConcern, DeploymentState } from '../graphql.js';
import { Fresh } from '../ui/fresh.js';
import { Progress } from '../ui/progress.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { concernWords, count } from '../ui/words.js';
import { DeploymentPanel } from './deployment-panel.js';
import type { DeploymentKey } from './deployment-panel.js';

/** One line of the list. */
export interface ListedDeployment {
  readonly id: string;
  readonly state: DeploymentState;
  readonly percent: number;
  readonly plannedEnd: string;
  readonly daysLate: number;
  readonly concerns: readonly DeploymentConcern[];
  readonly of: DeploymentKey;
  /** What the line is called: the project, or the improvement; and its page. */
  readonly name: string;
  readonly href: string;
}

interface DeploymentListProps {
  /** Head of the first column. */
  readonly head: string;
  readonly deployments: readonly ListedDeployment[];
}

/** Deployments as a table; each opens. */
export function DeploymentList({ head, deployments }: DeploymentListProps) {
  const [opened, setOpened] = useState<DeploymentKey>();
  if (deployments.length === 0) return <p className="empty">It is not deployed anywhere yet.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Deployments">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col">Due</th>
            <th scope="col">
              <span className="hidden">Open</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deployments.map(({ id, state, percent, plannedEnd, daysLate, concerns, of, name, href }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={href}>{name}</Link>
              </th>
              <td>
                <State state={state} />
              </td>
              <td>
                <Progress percent={percent} label={`Progress, ${name}`} />
              </td>
              <td className="due">
                {day(plannedEnd)}{' '}
                {daysLate > 0 ? (
                  <strong className="late">
                    <Fresh value={`${count(daysLate, 'day')} late`} />
                  </strong>
                ) : (
                  concerns[0] && <strong className="risk">{concernWords(concerns[0], daysLate)}</strong>
                )}
              </td>
              <td>
                <button type="button" className="quiet" aria-label={`Open ${name}`} onClick={() => setOpened(of)}>
                  Open
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <DeploymentPanel of={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}
