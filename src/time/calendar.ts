import type { Queryable } from '../database/database.js';
import { Prisma } from '../generated/prisma/client.js';
import { groupBy } from '../group-by.js';
import { dayIn, seasonsOf, startOfDay } from './zone.js';
import type { Season } from './zone.js';

/** The time zones of an organization, by their IANA names. */
export interface Zones {
  /** That of the organization, by which days go that belong to no unit. */
  readonly organization: string;
  /** Those of the units that have one of their own, by their id; all others go by that of the organization. */
  readonly units: ReadonlyMap<string, string>;
  /** When the organization was set up: nothing of it happened before. */
  readonly since: Date;
}

/** The calendar of an organization and its units: what day it is, and was, for whom. */
export class Calendar {
  /** Ids of the units that go by a time zone other than that of the organization, by the zone. */
  readonly #units: ReadonlyMap<string, readonly string[]>;

  constructor(readonly zones: Zones) {
    const others = [...zones.units].filter(([, zone]) => zone !== zones.organization);
    const byZone = groupBy(others, ([, zone]) => zone);
    this.#units = new Map(Array.from(byZone, ([zone, units]) => [zone, units.map(([id]) => id)]));
  }

  /** The time zone of a unit; without a unit, that of the organization. */
  zoneOf(unitId: string | null): string {
    return (unitId !== null && this.zones.units.get(unitId)) || this.zones.organization;
  }

  /** The time zones that are in use. */
  get inUse(): string[] {
    return [this.zones.organization, ...this.#units.keys()];
  }

  /** Ids of the units that go by each time zone other than that of the organization. */
  get others(): ReadonlyMap<string, readonly string[]> {
    return this.#units;
  }

  /** What day it is at a moment. */
  at(moment: Date): Days {
    return new Days(this, moment);
  }

  /**
   * What is so of a time zone, as SQL, for the unit with an id, which is SQL as well; null for the organization. Zones that agree are
   * written once.
   */
  sql(unitId: Prisma.Sql | null, of: (zone: string) => { readonly sql: Prisma.Sql; readonly key: string }): Prisma.Sql {
    const usual = of(this.zones.organization);
    if (unitId === null) return usual.sql;
    const others = Array.from(this.#units, ([zone, ids]) => ({ ids, ...of(zone) })).filter(
      ({ key }) => key !== usual.key,
    );
    if (others.length === 0) return usual.sql;
    const cases = Array.from(groupBy(others, ({ key }) => key).values(), (group) => {
      const ids = group.flatMap((each) => each.ids);
      return Prisma.sql`WHEN ${unitId} = ANY(${ids}::uuid[]) THEN ${group[0].sql}`;
    });
    return Prisma.sql`(CASE ${Prisma.join(cases, ' ')} ELSE ${usual.sql} END)`;
  }
}

/** What day it is at a moment: nowhere is it more than two days from elsewhere. */
export class Days {
  readonly #days = new Map<string, Date>();

  constructor(
    readonly calendar: Calendar,
    readonly moment: Date,
  ) {}

  /** Today in the organization, as midnight UTC: the form in which days are stored. */
  get today(): Date {
    return this.in(null);
  }

  /** Today in a unit; without one, in the organization. */
  in(unitId: string | null): Date {
    return this.#inZone(this.calendar.zoneOf(unitId));
  }

  /** `in` for the database: the id of the unit is SQL. */
  sql(unitId: Prisma.Sql | null): Prisma.Sql {
    return this.calendar.sql(unitId, (zone) => {
      const day = this.#inZone(zone);
      return { sql: Prisma.sql`${day}::date`, key: String(day.getTime()) };
    });
  }

  /** Units by their own today, where that is not the organization's: for conditions that are not written in SQL. */
  elsewhere(): { readonly today: Date; readonly unitIds: readonly string[] }[] {
    const others = Array.from(this.calendar.others, ([zone, unitIds]) => ({ today: this.#inZone(zone), unitIds }));
    return others.filter(({ today }) => today.getTime() !== this.today.getTime());
  }

  /** The day on which an instant was in a unit; without one, in the organization. */
  of(instant: Date, unitId: string | null): Date {
    return dayIn(this.calendar.zoneOf(unitId), instant);
  }

  /** `of` for the database, of instants up to the moment. */
  ofSql(instant: Prisma.Sql, unitId: Prisma.Sql | null): Prisma.Sql {
    return this.calendar.sql(unitId, (zone) => {
      const offset = offsetSql(this.#seasons(zone), ({ from }) => Prisma.sql`${instant} >= ${from}::timestamptz`);
      return { sql: Prisma.sql`((${instant} AT TIME ZONE 'UTC') + ${offset})::date`, key: this.#keyOf(zone) };
    });
  }

  /** The first instant of a day in a unit; without one, in the organization. */
  start(day: Date, unitId: string | null): Date {
    return startOfDay(this.calendar.zoneOf(unitId), day);
  }

  /** `start` for the database, of days up to the moment. */
  startSql(day: Prisma.Sql, unitId: Prisma.Sql | null): Prisma.Sql {
    return this.calendar.sql(unitId, (zone) => {
      const offset = offsetSql(this.#seasons(zone), ({ firstDay }) => Prisma.sql`${day} >= ${firstDay}::date`);
      return { sql: Prisma.sql`((${day})::timestamp - ${offset}) AT TIME ZONE 'UTC'`, key: this.#keyOf(zone) };
    });
  }

  #inZone(zone: string): Date {
    const known = this.#days.get(zone);
    if (known) return known;
    const day = dayIn(zone, this.moment);
    this.#days.set(zone, day);
    return day;
  }

  /** Hazard: Postgres may not know each name that Node knows, so that it is told the offsets. */
  #seasons(zone: string): readonly Season[] {
    return seasonsOf(zone, this.calendar.zones.since.getUTCFullYear() - 1, this.moment.getUTCFullYear() + 1);
  }

  #keyOf(zone: string): string {
    return JSON.stringify(this.#seasons(zone));
  }
}

/** The offset of a time zone as an interval, where SQL says of a season whether it has begun. */
function offsetSql(seasons: readonly Season[], hasBegun: (season: Season) => Prisma.Sql): Prisma.Sql {
  const [first, ...later] = seasons;
  const secondsOf = (season: Season | undefined): Prisma.Sql => Prisma.sql`${season?.offset ?? 0}::int`;
  if (later.length === 0 && !first?.offset) return Prisma.sql`interval '0'`;
  const cases = later.toReversed().map((season) => Prisma.sql`WHEN ${hasBegun(season)} THEN ${secondsOf(season)}`);
  const seconds =
    cases.length === 0 ? secondsOf(first) : Prisma.sql`CASE ${Prisma.join(cases, ' ')} ELSE ${secondsOf(first)} END`;
  return Prisma.sql`make_interval(secs => ${seconds})`;
}

/** Reads the calendar of an organization: one statement. */
export async function readCalendar(db: Queryable, organizationId: string): Promise<Calendar> {
  const [row] = await db.$queryRaw<{ timeZone: string; createdAt: Date; units: Record<string, string> | null }[]>`
    SELECT o."timeZone", o."createdAt", json_object_agg(u."id", u."timeZone") FILTER (WHERE u."id" IS NOT NULL) AS units
      FROM "Organization" o LEFT JOIN "Unit" u ON u."organizationId" = o."id" AND u."timeZone" IS NOT NULL
     WHERE o."id" = ${organizationId}::uuid GROUP BY o."id"`;
  if (!row) throw new Error(`There is no organization ${organizationId}.`);
  const units = new Map(Object.entries(row.units ?? {}));
  return new Calendar({ organization: row.timeZone, units, since: row.createdAt });
}
