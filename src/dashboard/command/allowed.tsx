import { PermissionsDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Offers } from './offers.js';

/** What the viewer may do with a record as it stands. */
export function Allowed({ id, improvementId }: { readonly id: string; readonly improvementId: string }) {
  const { data } = useLiveQuery(
    PermissionsDocument,
    { id },
    (event) => /^(Person|UnitLead)/.test(event.__typename) || event.improvement?.id === improvementId,
  );
  const record = data?.node;
  if (!record || !('viewerCan' in record)) return null;
  const commands = record.viewerCan.flatMap(({ command, allowed }) => (allowed ? [command] : []));
  return <Offers commands={commands} record={record} place={{ improvementId }} />;
}
