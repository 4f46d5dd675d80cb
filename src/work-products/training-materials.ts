import { day, facts, heading, inWords, note, notAll, subheading, table, words } from './document.js';
import type { Block } from './document.js';
import { nameOf } from './head.js';
import type { Named } from './head.js';

/** What the document on training materials asks of its improvement. */
export const TRAINING_MATERIALS = `documentation { trainingMaterials { items {
  kind title audience assetChange assetChangedOn state reason olderThanChange
  versions { number state link text writtenBy { name } publishedAt supersededAt }
  deliveries(first: 100) { totalCount nodes { unit { name } deliveredOn trainer headCount itemVersion { number } } }
  waivers { unit { name } reason acceptedBy { name } }
} } }`;

/** Training materials, as the graph returns them. */
export interface TrainingMaterials {
  readonly documentation: { readonly trainingMaterials: { readonly items: readonly Item[] } };
}

interface Item {
  readonly kind: string;
  readonly title: string;
  readonly audience: string;
  readonly assetChange: string;
  readonly assetChangedOn: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly olderThanChange: boolean;
  readonly versions: readonly Version[];
  readonly deliveries: { readonly totalCount: number; readonly nodes: readonly Delivery[] };
  readonly waivers: readonly { readonly unit: Named; readonly reason: string; readonly acceptedBy: Named }[];
}

interface Version {
  readonly number: number;
  readonly state: string;
  readonly link: string | null;
  readonly text: string | null;
  readonly writtenBy: Named;
  readonly publishedAt: string | null;
  readonly supersededAt: string | null;
}

interface Delivery {
  readonly unit: Named;
  readonly deliveredOn: string;
  readonly trainer: string;
  readonly headCount: number;
  readonly itemVersion: { readonly number: number };
}

/** What the document on training materials says: material by material, its versions, and who was trained by it. */
export function tellTrainingMaterials({ documentation }: TrainingMaterials): Block[] {
  const { items } = documentation.trainingMaterials;
  const ofKind = (kind: string): Block[] => {
    const found = items.filter((item) => item.kind === kind);
    return found.length > 0 ? found.flatMap(tellItem) : [note('None is on record.')];
  };
  return [heading('Training material'), ...ofKind('TRAINING'), heading('Communication'), ...ofKind('COMMUNICATION')];
}

function tellItem(item: Item): Block[] {
  const { versions, deliveries, waivers } = item;
  const inUse = versions.find(({ state }) => state === 'PUBLISHED');
  return [
    subheading(item.title),
    facts(
      ['State', inWords(item.state)],
      ['Why', item.reason],
      ['For', item.audience],
      ['About', item.assetChange],
      ['Changed on', item.assetChangedOn],
      ['To be noted', item.olderThanChange ? 'The version in use was published before the asset changed.' : null],
    ),
    table(
      'Versions',
      ['Version', 'State', 'Published', 'Superseded', 'Written by', 'Where'],
      versions.map(({ number, state, publishedAt, supersededAt, writtenBy, link }) => [
        String(number),
        inWords(state),
        day(publishedAt),
        day(supersededAt),
        nameOf(writtenBy),
        link === null ? '' : { text: link, href: link },
      ]),
    ),
    ...(inUse?.text ? [note(`What version ${inUse.number} says:`), ...words(inUse.text)] : []),
    table(
      'Deliveries',
      ['Unit', 'Day', 'Version', 'People', 'Trainer'],
      deliveries.nodes.map(({ unit, deliveredOn, itemVersion, headCount, trainer }) => [
        nameOf(unit),
        deliveredOn,
        String(itemVersion.number),
        String(headCount),
        trainer,
      ]),
    ),
    ...notAll(deliveries.nodes.length, deliveries.totalCount),
    ...(waivers.length > 0
      ? [
          table(
            'Released from it',
            ['Unit', 'Why', 'Accepted by'],
            waivers.map(({ unit, reason, acceptedBy }) => [nameOf(unit), reason, nameOf(acceptedBy)]),
          ),
        ]
      : []),
  ];
}
