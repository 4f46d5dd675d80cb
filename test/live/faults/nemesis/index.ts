import { badRequests } from './bad-requests.js';
import { badSockets } from './bad-sockets.js';
import { clientFaults } from './clients.js';
import type { Fault } from './fault.js';
import { networkFaults } from './network.js';
import { postgresFaults } from './postgres.js';
import { redisFaults } from './redis.js';
import { serverFaults, startFaults } from './servers.js';
import { standbyFaults } from './standbys.js';

/** All faults and abuses that there are. */
export const allFaults: readonly Fault[] = [
  ...redisFaults,
  ...postgresFaults,
  ...standbyFaults,
  ...networkFaults,
  ...serverFaults,
  ...startFaults,
  ...clientFaults,
  ...badRequests,
  ...badSockets,
];

/** The faults of some names; all where there are none. Throws for a name that no fault has. */
export function faultsNamed(names: readonly string[]): readonly Fault[] {
  if (names.length === 0) return allFaults;
  return names.map((name) => {
    const fault = allFaults.find((each) => each.name === name);
    if (!fault)
      throw new Error(`There is no fault ${name}; there are: ${allFaults.map((each) => each.name).join(', ')}`);
    return fault;
  });
}
