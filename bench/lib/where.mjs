import { readFile } from 'node:fs/promises';

/** What the code of a request belongs to, by where it is; the first that fits. */
const LAYERS = [
  ['Prisma', /node_modules\/(@prisma|\.prisma)\/|generated\/prisma\//],
  ['pg', /node_modules\/(pg|pg-[a-z]+|postgres-[a-z]+)\/|dist\/database\//],
  ['Pothos', /node_modules\/@pothos\//],
  ['graphql-js', /node_modules\/graphql\//],
  ['fetch objects, Yoga, envelop', /node_modules\/(graphql-yoga|@graphql-yoga|@envelop|@whatwg-node|@graphql-tools)\//],
  ['our resolvers', /dist\/(?!server|auth|live)/],
  ['our server', /dist\/(server|auth|live)\/|bench\/servers\//],
  ['node:http, streams, sockets', /^node:/],
  ['other packages', /node_modules\//],
];

/** What V8 itself calls by these names. */
const OWN = { '(garbage collector)': 'garbage collection', '(program)': 'native code' };

/**
 * Time of a CPU profile by layer, in microseconds a request, without what was idle. Functions without a place, such as those
 * built into V8, count for who called them.
 * @param {string} file
 * @param {number} requests
 * @returns {Promise<Record<string, number>>}
 */
export async function whereTimeGoes(file, requests) {
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(file, 'utf8'));
  const layers = new Map();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = ({ id, callFrame: { url, functionName }, children = [] }, inherited) => {
    const layer = OWN[functionName] ?? LAYERS.find(([, place]) => place.test(url))?.[0] ?? inherited;
    layers.set(id, functionName === '(idle)' ? 'idle' : layer);
    for (const child of children) visit(byId.get(child), layer);
  };
  visit(nodes[0], 'native code');
  const times = {};
  samples.forEach((id, index) => {
    const layer = layers.get(id);
    if (layer !== 'idle') times[layer] = (times[layer] ?? 0) + timeDeltas[index] / requests;
  });
  return times;
}

/** All layers, in the order of a request. */
export const layerNames = [...LAYERS.map(([name]) => name).toReversed(), ...Object.values(OWN)];
