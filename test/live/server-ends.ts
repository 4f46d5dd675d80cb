import { Socket } from 'node:net';

/** The server's ends of the connections to a port. */
export function serverEnds(port: number): Socket[] {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles: () => unknown[] };
  return handles
    .call(process)
    .filter((handle): handle is Socket => handle instanceof Socket && handle.localPort === port && !handle.destroyed);
}
