import type { PlanQuery } from '../graphql.js';

/** A plan, with what its current version says. */
export type Plan = Extract<NonNullable<PlanQuery['node']>, { readonly content: unknown }>;

type Content = Plan['content'];

/** What a stakeholder said to the current version of a plan. */
export type Response = Content['agreements'][number];

/** A stakeholder whose agreement a plan needs: a sponsor, or the leads of a target. */
export interface AgreementRow {
  /** The target; null for the sponsor. */
  readonly unit: Pick<Content['targets'][number], 'id' | 'name'> | null;
  /** Who leads the target; of no one for the sponsor, as any will do. */
  readonly leads: readonly { readonly id: string; readonly name: string }[];
  /** What they said, of those only who are sponsors and leads now. */
  readonly responses: readonly Response[];
  readonly state: 'agreed' | 'declined' | 'missing';
  /** Whether the viewer is one who may respond. */
  readonly own: boolean;
}

/** Name of the rule that asks for them. */
export const AGREEMENT_RULE = 'plan-agreed-by-sponsor-and-leads';

const ORDER: readonly AgreementRow['state'][] = ['declined', 'missing', 'agreed'];

/**
 * Whose agreement the current version of a plan needs (OPM SP 3.2 subpractices 1 and 2): those who declined, those who are missing,
 * then the others; the sponsor first, then by target.
 */
export function agreementRows(
  { targets, agreements }: Pick<Content, 'targets' | 'agreements'>,
  viewer: { readonly role: string; readonly person: { readonly id: string } } | undefined,
): AgreementRow[] {
  const sponsor = agreements.filter(({ unit, person }) => unit === null && person.role === 'SPONSOR');
  const rows: AgreementRow[] = [
    { unit: null, leads: [], responses: sponsor, state: stateOf(sponsor), own: viewer?.role === 'SPONSOR' },
    ...targets.map(({ leads, ...unit }) => {
      const ids = new Set(leads.map(({ id }) => id));
      const responses = agreements.filter((each) => each.unit?.id === unit.id && ids.has(each.person.id));
      return {
        unit,
        leads,
        responses,
        state: stateOf(responses),
        own: viewer !== undefined && ids.has(viewer.person.id),
      };
    }),
  ];
  return rows.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** A no stands until it is taken back, whatever others say. */
function stateOf(responses: readonly Response[]): AgreementRow['state'] {
  if (responses.some(({ agreed }) => !agreed)) return 'declined';
  return responses.length > 0 ? 'agreed' : 'missing';
}
