import { isStorableInstant } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { decodeGlobalId } from '../../ids.js';
import type { Catalog } from '../../process-model/catalog.js';
import type { Practice } from '../../process-model/items.js';
import { momentAt, momentNow } from '../../reports/operations/as-of.js';
import type { Moment } from '../../reports/operations/as-of.js';

/** What an appraisal package is about. */
export interface PackageScope {
  /** In the order of the process model. */
  readonly practices: readonly Practice[];
  /** The improvement that is meant; undefined for all, and for what concerns none. */
  readonly improvement: Named | undefined;
  /** The unit that is meant; undefined for all. */
  readonly unit: Named | undefined;
  readonly organization: Named;
  readonly moment: Moment;
}

/** A record by its name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What may be asked for, as parameters of an address. */
export const PARAMETERS = ['practice', 'area', 'improvement', 'unit', 'asOf'] as const;

/** There is no package of what was asked for; the message says why. */
export class NoSuchPackageError extends Error {}

/** Where the scope is looked up. */
export interface ScopeParts {
  readonly db: Queryable;
  readonly catalog: Catalog;
  readonly organizationId: string;
  readonly now: Date;
}

/**
 * The scope that the parameters of an address ask for: one practice, those of one process area, or all; of one improvement, in one unit;
 * now, or as of a time in the past.
 * @throws NoSuchPackageError for unknown parameters, what does not exist, and times to come or archived.
 */
export async function scopeOf(asked: URLSearchParams, parts: ScopeParts): Promise<PackageScope> {
  for (const name of new Set(asked.keys())) {
    if (!PARAMETERS.some((each) => each === name)) refuse(`Unknown parameter "${name}": use ${PARAMETERS.join(', ')}.`);
    if (asked.getAll(name).length > 1) refuse(`Parameter "${name}" is given twice.`);
  }
  const { db, organizationId } = parts;
  const [improvementId, unitId] = [idOf(asked, 'improvement', 'Improvement'), idOf(asked, 'unit', 'Unit')];
  const practices = practicesOf(asked, parts.catalog);
  const [organization, improvement, unit, moment] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { id: true, name: true } }),
    improvementId && db.improvement.findFirst({ where: { id: improvementId, organizationId } }),
    unitId && db.unit.findFirst({ where: { id: unitId, organizationId }, select: { id: true, name: true } }),
    momentOf(asked, parts),
  ]);
  if (improvement === null) refuse('There is no such improvement.');
  if (unit === null) refuse('There is no such unit.');
  return {
    practices,
    improvement: improvement ? { id: improvement.id, name: improvement.title } : undefined,
    unit: unit || undefined,
    organization,
    moment,
  };
}

function practicesOf(asked: URLSearchParams, catalog: Catalog): readonly Practice[] {
  const [ref, code] = [asked.get('practice'), asked.get('area')];
  if (ref !== null && code !== null) refuse('Give a practice or an area, not both.');
  if (ref !== null) return [catalog.practice(ref) ?? refuse('There is no such practice in the process model.')];
  if (code === null) return catalog.practices;
  const area = catalog.processArea(code) ?? refuse('There is no such area in the process model.');
  return area.goals.flatMap(({ practices }) => practices);
}

function idOf(asked: URLSearchParams, name: string, typename: string): string | undefined {
  const given = asked.get(name);
  if (given === null) return undefined;
  const decoded = decodeGlobalId(given);
  return decoded?.typename === typename ? decoded.id : refuse(`There is no such ${name}.`);
}

async function momentOf(asked: URLSearchParams, { db, organizationId, now }: ScopeParts): Promise<Moment> {
  const given = asked.get('asOf');
  if (given === null) return momentNow(db, organizationId, now);
  const at = /^\d{4}-\d\d-\d\dT/.test(given) ? new Date(given) : new Date(NaN);
  if (Number.isNaN(at.getTime()) || !isStorableInstant(at))
    refuse('Parameter "asOf" must be a time such as 2026-11-30T08:00:00Z.');
  if (at > now) refuse('Parameter "asOf" must not be in the future.');
  return (
    (await momentAt(db, organizationId, at)) ?? refuse('The log of that time has been archived: ask for a later time.')
  );
}

function refuse(message: string): never {
  throw new NoSuchPackageError(message);
}
