import { useViewer } from '../session/use-viewer.js';
import { Offers } from './offers.js';
import type { OffersProps } from './record-offers.js';

/** Offers commands that make something new for a record, such as an issue of an improvement, to those whose role allows it. */
export function Begin({ commands, place, ...rest }: OffersProps) {
  const viewer = useViewer();
  const allowed = commands.filter((command) => viewer?.mutations.includes(command));
  return allowed.length > 0 && <Offers commands={allowed} place={place ?? {}} {...rest} />;
}
