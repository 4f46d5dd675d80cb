import { expect } from 'vitest';
import type { Result } from '../commands/act.js';
import { ask } from '../support/clients.js';

/** What is to be seen, by the name of the line. */
export type Lines = ReadonlyMap<string, string>;

/** What is read of the matrix, now or as of an earlier time. */
export const MATRIX = `nodes { improvement { id title } state percent late atRisk
    cells { unit { id } state percent plannedStart plannedEnd actualStart actualEnd daysLate concerns } }`;

/** The matrix alone costs as much as an operation may. */
const MATRIX_VIEW = `{ deploymentMatrix { ${MATRIX} } }`;

const VIEWS = `query ($improvement: ID!, $day: Date!) {
  improvement: node(id: $improvement) { ... on Improvement {
    burnUp(from: $day, to: $day) { points { planned total adopted confirmed blocked leftOut percent } }
    coverage { unit { name } subpractices { number items } } } }
  deploymentAttention(first: 20) { nodes { deployment { unit { name } } concerns reasons owners { name } ageDays } }
  units(first: 100) { nodes { id name load { open peak late atRisk } } }
  deployments(first: 20, filter: { states: [PLANNED, PREPARING, IN_PROGRESS, BLOCKED, DEFERRED] }) { nodes {
    unit { name } readiness { readiness earlyAdopter consultingHours missing { title } } } }
  waitingWork(first: 20) { nodes { kind improvement { title } unit { name }
    record { ... on DeploymentPlan { planVersion } ... on Increment { title } ... on CoordinationActivity { title } } } }
  weakSpots(first: 20) { nodes { kind unit { name } } }
  practice(ref: "OPM SP 3.2") { evidence(first: 10) { totalCount
    nodes { kind subpractices event { position unit { name } improvement { id } } } } }
}`;

/** An improvement that is nowhere: before the first one, all views are asked for nothing. */
const NOTHING = 'SW1wcm92ZW1lbnQ6MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw';

/** All views as lines, read over HTTP as somebody sees them on a day. */
export async function readViews(
  url: string,
  bearer: string,
  improvement: string | undefined,
  day: string,
): Promise<{ lines: Map<string, string>; views: Result }> {
  const answers = await Promise.all([
    ask(url, MATRIX_VIEW, {}, bearer),
    ask(url, VIEWS, { improvement: improvement ?? NOTHING, day }, bearer),
  ]);
  expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
  const views = Object.assign({}, ...answers.map(({ data }) => data)) as Result;
  const lines = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { id, name, load } of views['units'].nodes as Result[]) {
    const { open, peak, late, atRisk } = load as Result;
    names.set(id, name);
    lines.set(`load ${name}`, `${open} open, at most ${peak} at once, ${late} late, ${atRisk} at risk`);
  }
  for (const row of views['deploymentMatrix'].nodes as Result[]) {
    const { title } = row['improvement'];
    lines.set(
      `matrix ${title}`,
      `${row['state']}, progress ${row['percent']}, ${row['late']} late, ${row['atRisk']} at risk`,
    );
    for (const { unit, state, percent, concerns } of row['cells'] as Result[]) {
      lines.set(`matrix ${title} in ${names.get(unit.id)}`, [`${state} ${percent}%`, ...concerns].join(' '));
    }
  }
  const [point] = (views['improvement']?.burnUp.points ?? []) as Result[];
  if (point) {
    const { total, planned, adopted, confirmed, blocked, leftOut, percent } = point;
    const counts = `${total} planned ${planned} adopted ${adopted} confirmed ${confirmed} blocked ${blocked} left out ${leftOut}`;
    lines.set('burn-up', `${counts}, progress ${percent}`);
  }
  for (const { deployment, concerns, reasons, owners } of views['deploymentAttention'].nodes as Result[]) {
    const who = owners.map(({ name }: Result) => name as string).join(', ');
    lines.set(`attention ${deployment.unit.name}`, [...concerns, ...reasons, `(${who})`].join(' '));
  }
  for (const { unit, readiness: found } of views['deployments'].nodes as Result[]) {
    const { readiness, earlyAdopter, consultingHours, missing } = found as Result;
    const parts = [
      readiness,
      ...(earlyAdopter ? ['early adopter'] : []),
      ...(consultingHours ? [`${consultingHours} hours of help`] : []),
      ...missing.map(({ title }: Result) => `without ${title}`),
    ];
    lines.set(`readiness ${unit.name}`, parts.join(', '));
  }
  for (const { kind, improvement: idea, unit, record } of views['waitingWork'].nodes as Result[]) {
    const what = unit?.name ?? record.title ?? (record.planVersion ? `plan ${record.planVersion}` : idea.title);
    lines.set(`waiting ${kind} ${what}`, 'waits');
  }
  for (const { kind, unit } of views['weakSpots'].nodes as Result[])
    lines.set(`weak ${kind}${unit ? ` in ${unit.name}` : ''}`, 'weak');
  return { lines, views };
}

/** The lines that are new or different, and those that are gone, in order. */
export function changes(before: Lines, after: Lines): string[] {
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key) => `${key}: gone`);
  const fresh = [...after]
    .filter(([key, value]) => before.get(key) !== value)
    .map(([key, value]) => `${key}: ${value}`);
  return [...fresh, ...gone].sort();
}
