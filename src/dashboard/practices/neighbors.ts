import type { ItemFragment, NeighborFragment } from '../graphql.js';
import { words } from '../ui/words.js';

/** Something that a practice or an area points to, or that points to it. */
export interface Neighbor {
  /** What it is called by, such as "CAR SP 2.1", "OPF SG 3" or "OT". */
  readonly ref: string;
  readonly title: string;
  /** Page of it; that of its area for a goal. */
  readonly href: string;
  /** How it is tied, in words, such as "overlaps with" or "is referred to by", with the reason where there is one. */
  readonly ties: readonly string[];
  /** The practices that are meant where it is a goal. */
  readonly practices: readonly { readonly ref: string; readonly title: string }[];
}

/** The neighbors on both ends of references, each once. */
export function neighborsOf(out: readonly NeighborFragment[], back: readonly NeighborFragment[]): Neighbor[] {
  const found = new Map<string, Neighbor>();
  const add = (item: ItemFragment, tie: string, practices: Neighbor['practices']): void => {
    const neighbor = describe(item);
    const known = found.get(neighbor.ref);
    found.set(neighbor.ref, {
      ...neighbor,
      ties: [...new Set([...(known?.ties ?? []), tie])],
      practices: known?.practices ?? (item.__typename === 'Goal' ? practices : []),
    });
  };
  for (const { kind, about, subpractice, target, practices } of out) {
    add(target, `${subpractice ? `subpractice ${subpractice.number} ` : ''}${words(kind)}: ${about}`, practices);
  }
  for (const { kind, about, source } of back) add(source, `from there, ${words(kind)}: ${about}`, []);
  return [...found.values()];
}

/** The page of a practice or of an area. */
export function practicePath(ref: string): string {
  return `/practices/${encodeURIComponent(ref)}`;
}

function describe(item: ItemFragment): Pick<Neighbor, 'ref' | 'title' | 'href'> {
  if (item.__typename === 'ProcessArea') return { ref: item.code, title: item.name, href: practicePath(item.code) };
  const { ref, title, processArea } = item;
  return { ref, title, href: practicePath(item.__typename === 'Goal' ? (processArea?.code ?? '') : ref) };
}
