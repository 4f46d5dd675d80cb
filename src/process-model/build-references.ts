import type { Items } from './build-items.js';
import { append, register, required, type Nodes } from './construction.js';
import { detailsOf } from './details.js';
import type { CatalogDocument } from './document.js';
import type { CatalogItem, Practice, Reference, ReferenceKind } from './items.js';
import { areaOfKey, subpracticeNumber } from './keys.js';

/** A reference whose ends are still keys. */
interface Draft {
  readonly kind: ReferenceKind;
  readonly from: string;
  readonly to: string;
  /** Where the document gives no reason, one is made from the target's name. */
  readonly about?: string | undefined;
  readonly place?: string | undefined;
  readonly inferred?: boolean;
  readonly closest?: readonly string[] | undefined;
}

/**
 * Creates the references of a checked document and links them to both ends, in the order: references with a reason,
 * those inside a practice, related areas, bare pointers. What is said twice becomes one reference: inside a practice,
 * what repeats a reference with a reason; and a pointer to an area that the same source refers to in words already.
 * Throws if an end is unknown.
 */
export function buildReferences(document: CatalogDocument, { nodes }: Items): readonly Reference[] {
  const worded = wordedDrafts(document);
  const areas = new Set(worded.map(({ from, to }) => `${from}>${areaOfKey(to)}`));
  const related = relatedDrafts(document);
  const pointers = pointerDrafts(document, related).filter(({ from, to }) => !areas.has(`${from}>${to}`));
  return [...worded, ...related, ...pointers].map((draft) => link(draft, nodes));
}

function relatedDrafts(document: CatalogDocument): Draft[] {
  return document.processAreas.flatMap(({ code: from, relatedProcessAreas = [] }) =>
    relatedProcessAreas.map(({ code: to, about, closest }): Draft => ({ kind: 'RELATED', from, to, about, closest })),
  );
}

function wordedDrafts(document: CatalogDocument): Draft[] {
  const reasoned = (document.opmReferences ?? []).flatMap(({ area, targets, ...rest }) =>
    (targets.length > 0 ? targets : [area]).map((to): Draft => ({ ...rest, to })),
  );
  const said = new Set(reasoned.flatMap((draft) => [sayDraft(draft), sayDraft({ ...draft, place: undefined })]));
  return [...reasoned, ...insideDrafts(document).filter((draft) => !said.has(sayDraft(draft)))];
}

const sayDraft = ({ kind, from, to, place = '' }: Draft) => `${kind} ${from} ${to} ${place.toLowerCase()}`;

function insideDrafts(document: CatalogDocument): Draft[] {
  const goals = [...document.genericGoals, ...document.processAreas.flatMap(({ specificGoals }) => specificGoals)];
  return goals
    .flatMap(({ practices }) => practices)
    .flatMap((practice) => {
      const from = practice.id;
      const { subpractices, overlapsWith } = detailsOf(document, practice);
      const overlaps = overlapsWith.map((to): Draft => ({ kind: 'OVERLAPS_WITH', from, to }));
      const steps = subpractices.flatMap(({ n, refersTo = [] }) =>
        refersTo.map((to): Draft => ({ kind: 'REFERS_TO', from, to, place: `subpractice ${n}` })),
      );
      return [...overlaps, ...steps];
    });
}

/** A pointer has the reason for which its area is related to the other one, if it is. */
function pointerDrafts(document: CatalogDocument, related: readonly Draft[]): Draft[] {
  const reasons = new Map(related.map(({ from, to, about }) => [`${from}>${to}`, about]));
  const edges = document.pointers?.edges ?? [];
  return edges.map(({ from, to }) => ({ kind: 'POINTS_TO', from, to, about: reasons.get(`${areaOfKey(from)}>${to}`) }));
}

function link(draft: Draft, nodes: Nodes): Reference {
  const { kind, place = null, inferred = false } = draft;
  const source = item(nodes, draft.from);
  const target = item(nodes, draft.to);
  const closest = (draft.closest ?? []).map((key) => item(nodes, key));
  const number = place === null ? undefined : subpracticeNumber(place);
  const steps = source.type === 'Practice' ? source.subpractices : [];
  const reference = register<Reference>(nodes, {
    type: 'Reference',
    key: `${source.key}>${target.key}:${kind}${place === null ? '' : `@${place}`}`,
    kind,
    source,
    subpractice: steps.find((step) => step.number === number) ?? null,
    target,
    closest,
    practices: distinct([target, ...closest].flatMap(practicesOf)),
    about: draft.about ?? `more about ${target.type === 'ProcessArea' ? target.name : target.title}`,
    inferred,
    place,
  });
  append(source.references, reference);
  if (reference.subpractice) append(reference.subpractice.references, reference);
  if (kind === 'RELATED' && source.type === 'ProcessArea' && target.type === 'ProcessArea') {
    append(source.relatedProcessAreas, target);
  }
  for (const end of distinct([target, ...closest, ...reference.practices])) append(end.referencedBy, reference);
  return reference;
}

function item(nodes: Nodes, key: string): CatalogItem {
  const node = required(nodes, key, 'item');
  if (node.type === 'ProcessArea' || node.type === 'Goal' || node.type === 'Practice') return node;
  throw new Error(`the catalog document refers to "${key}", which is a ${node.type}`);
}

function practicesOf(end: CatalogItem): readonly Practice[] {
  if (end.type === 'Practice') return [end];
  return end.type === 'Goal' ? end.practices : [];
}

function distinct<Entry>(entries: Entry[]): Entry[] {
  return entries.length < 2 ? entries : [...new Set(entries)];
}
