import { PermissionsDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { More } from '../ui/more.js';
import type { Place } from './forms.js';
import { Offers } from './offers.js';

interface AllowedProps extends Place {
  readonly id: string;
}

/** What the viewer may do with a record as it stands, and a sentence where that is nothing. */
export function Allowed({ id, improvementId, unitId }: AllowedProps) {
  const { data } = useLiveQuery(
    PermissionsDocument,
    { id },
    ({ __typename, improvement, unit }) =>
      /^(Person|UnitLead)/.test(__typename) ||
      (improvementId !== undefined && improvement?.id === improvementId) ||
      (typeof unitId === 'string' && unit?.id === unitId),
  );
  const record = data?.node;
  if (!record || !('viewerCan' in record)) return null;
  const commands = record.viewerCan.flatMap(({ command, allowed }) => (allowed ? [command] : []));
  if (commands.length === 0) return <p className="empty">As it stands, there is nothing that you can change.</p>;
  return <Offers commands={commands} record={record} place={{ improvementId, unitId }} />;
}

/** The same, once it is opened. */
export function ChangeIt(props: AllowedProps) {
  return (
    <More name="Change it">
      <Allowed {...props} />
    </More>
  );
}
