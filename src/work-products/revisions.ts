import { count, day, facts, heading, inWords, note, subheading, table, value } from './document.js';
import type { Block } from './document.js';
import { nameOf } from './head.js';
import type { ImprovementHead, Named } from './head.js';

/** What the document on revisions asks of its improvement. */
export const REVISIONS = `
  measures(first: 50) { nodes { name unitOfMeasurement direction objective dropReason } }
  plan { state planVersion content { plannedStart plannedEnd targets { name } } }
  revisionsInAll: revisions(first: 1) { totalCount }
  documentation { revisions { revisions {
    kind changes { field before after } reason revisedBy { name } revisedAt
    record { ... on Measure { name } }
    review { summary reviewedAt }
    units { id name }
  } } }`;

/** Revisions, as the graph returns them. */
export interface Revisions extends ImprovementHead {
  readonly measures: {
    readonly nodes: readonly {
      readonly name: string;
      readonly unitOfMeasurement: string;
      readonly direction: string;
      readonly objective: number | null;
      readonly dropReason: string | null;
    }[];
  };
  readonly plan: {
    readonly state: string;
    readonly planVersion: number;
    readonly content: {
      readonly plannedStart: string;
      readonly plannedEnd: string;
      readonly targets: readonly { readonly name: string }[];
    };
  } | null;
  readonly revisionsInAll: { readonly totalCount: number };
  readonly documentation: { readonly revisions: { readonly revisions: readonly Revision[] } };
}

interface Revision {
  readonly kind: string;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly reason: string | null;
  readonly revisedBy: Named;
  readonly revisedAt: string;
  readonly record: { readonly name?: string } | null;
  readonly review: { readonly summary: string; readonly reviewedAt: string | null } | null;
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

/** The parts of the document, by the kind of their revisions. */
const PARTS = [
  ['MEASURE', 'Measures'],
  ['OBJECTIVE', 'Objectives'],
  ['PRIORITY', 'Priority'],
  ['PLAN', 'Plans'],
] as const;

/** What the document on revisions says: what holds now, and what was changed of it, by whom and why. */
export function tellRevisions(improvement: Revisions): Block[] {
  const { revisions } = improvement.documentation.revisions;
  const total = improvement.revisionsInAll.totalCount;
  return [
    heading('What holds now'),
    ...tellNow(improvement),
    ...PARTS.flatMap(([kind, title]) => {
      const found = revisions.filter((revision) => revision.kind === kind);
      return [heading(title), ...(found.length > 0 ? found.flatMap(tellRevision) : [note('Nothing was revised.')])];
    }),
    ...(total > revisions.length
      ? [note(`The newest ${count(revisions.length)} of ${count(total)} revisions are listed.`)]
      : []),
  ];
}

function tellNow({ priority, plan, measures }: Revisions): Block[] {
  return [
    facts(
      ['Priority', priority === null ? 'none' : `${priority} of 5`],
      ['Plan', plan ? `${inWords(plan.state)}, version ${plan.planVersion}` : 'none that is not over'],
      ['Dates', plan && `${plan.content.plannedStart} – ${plan.content.plannedEnd}`],
      ['Targets', plan && plan.content.targets.map(({ name }) => name).join(', ')],
    ),
    table(
      'Measures and objectives',
      ['Measure', 'Counts', 'Better', 'Objective', 'State'],
      measures.nodes.map(({ name, unitOfMeasurement, direction, objective, dropReason }) => [
        name,
        unitOfMeasurement,
        direction === 'HIGHER_IS_BETTER' ? 'higher' : 'lower',
        objective === null ? 'none' : value(objective),
        dropReason === null ? 'measured' : `dropped: ${dropReason}`,
      ]),
    ),
  ];
}

function tellRevision({ changes, reason, revisedBy, revisedAt, record, review, units }: Revision): Block[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return [
    subheading([day(revisedAt), record?.name].filter(Boolean).join(', ')),
    facts(
      ['Why', reason],
      ['Led to by', review && `the review${review.reviewedAt ? ` of ${day(review.reviewedAt)}` : ''}`],
      ['Revised by', nameOf(revisedBy)],
    ),
    table(
      'Changes',
      ['What', 'Before', 'After'],
      changes.map(({ field, before, after }) => [fieldName(field), asText(before, names), asText(after, names)]),
    ),
  ];
}

/** A field as people call it: `targetUnitIds` are “Target units”. */
const fieldName = (field: string): string => inWords(field.replace(/Ids?$/, field.endsWith('Ids') ? 's' : ''));

/** What comes first of a value with parts: what the others are said of. The database keeps them in an order of its own. */
const SUBJECTS: ReadonlySet<string> = new Set(['unitId', 'barrier', 'risk']);

/** A value of a field in words: units by their names, what has parts with its parts, one a line. */
function asText(content: unknown, unitNames: ReadonlyMap<string, string>): string {
  if (content === null || content === undefined) return 'none';
  if (typeof content === 'number') return value(content);
  if (Array.isArray(content)) return content.map((each) => asText(each, unitNames)).join('\n') || 'none';
  if (typeof content === 'object') {
    const names = Object.keys(content).toSorted((a, b) => Number(SUBJECTS.has(b)) - Number(SUBJECTS.has(a)));
    return names.map((name) => asText((content as Record<string, unknown>)[name], unitNames)).join(': ');
  }
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
  return unitNames.get(text) ?? (/^[A-Z]+(_[A-Z]+)+$/.test(text) ? inWords(text) : text);
}
