import { useViewer } from '../session/use-viewer.js';

const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

interface PrintedNoteProps {
  /** What the matrix is narrowed to, in words; empty where it shows all. */
  readonly shown: string;
  readonly position: number;
}

/** What a reader of the paper must know: whose matrix it is, of what, and as of when. */
export function PrintedNote({ shown, position }: PrintedNoteProps) {
  const viewer = useViewer();
  return (
    <p className="printed-note">
      {viewer?.organization.name}, {MOMENT.format(new Date())}, position {position} of the log.
      {shown && ` Narrowed to ${shown}.`}
    </p>
  );
}
