/**
 * The views of the reports: each a query, and one statement of SQL that gives the same answer as JSON, as good as we can
 * write it by hand for this one question. `$1` is the organization; the others are in `parameters`.
 */

const OPEN = `('PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED')`;
const ROWS =
  'SELECT id, title, "createdAt" FROM "Improvement" WHERE "organizationId" = $1 ORDER BY "createdAt" DESC, id';
const COLUMNS = `SELECT id, row_number() OVER (ORDER BY name, id) AS place FROM "Unit" WHERE "organizationId" = $1 AND kind = 'PROJECT'`;

/** The most pressing concern of a deployment `d`; null where all is well. */
const CONCERN = `CASE WHEN d.state NOT IN ${OPEN} THEN NULL
  WHEN d."plannedEnd" < CURRENT_DATE THEN 'LATE'
  WHEN d.state IN ('BLOCKED', 'DEFERRED') THEN d.state::text
  WHEN d."actualStart" IS NULL THEN CASE WHEN d."plannedStart" < CURRENT_DATE THEN 'NOT_STARTED' END
  WHEN 100 * LEAST(GREATEST(CURRENT_DATE - d."plannedStart", 0), d."plannedEnd" - d."plannedStart" + 1)
         / (d."plannedEnd" - d."plannedStart" + 1) - d.percent >= 25 THEN 'BEHIND' END`;

const projects = 'units: { kinds: [PROJECT] }';
const place = 'deployment { unit { name } improvement { title } }';
const placeSql = `json_build_object('unit', json_build_object('name', u.name), 'improvement', json_build_object('title', i.title))`;

function matrix(name, rows) {
  return {
    name,
    query: `{ deploymentMatrix(first: ${rows}, filter: { ${projects} }) { nodes { improvement { title } lists { states percents concerns } } } }`,
    sql: `SELECT json_build_object('nodes', json_agg(json_build_object('improvement', json_build_object('title', title),
            'lists', json_build_object('states', states, 'percents', percents, 'concerns', concerns)) ORDER BY "createdAt" DESC, id))
          FROM (SELECT id, title, "createdAt", json_agg(state) AS states, json_agg(percent) AS percents, json_agg(concern) AS concerns
                  FROM (SELECT i.id, i.title, i."createdAt", d.state, d.percent, ${CONCERN} AS concern
                          FROM (${ROWS} LIMIT ${rows}) i CROSS JOIN (${COLUMNS}) u
                          LEFT JOIN "Deployment" d ON d."improvementId" = i.id AND d."unitId" = u.id
                         ORDER BY i.id, u.place) cell
                 GROUP BY id, title, "createdAt") row`,
    parameters: [],
  };
}

function matrixAsOf(name, rows, at) {
  return {
    name,
    query: `{ deploymentMatrix(first: ${rows}, filter: { ${projects} }, asOf: "${at}") { nodes { improvement { title } lists { states percents } } } }`,
    sql: `WITH i AS (SELECT * FROM (${ROWS}) i WHERE "createdAt" <= $2::timestamptz ORDER BY "createdAt" DESC, id LIMIT ${rows}),
          head AS (SELECT position FROM "Event" WHERE "organizationId" = $1 AND "occurredAt" <= $2::timestamptz
                    ORDER BY "occurredAt" DESC, position DESC LIMIT 1),
          since AS (SELECT DISTINCT ON (e."recordId") e."recordId", e."recordVersion", e.before ->> 'state' AS state,
                           (e.before ->> 'percent')::int AS percent
                      FROM "Event" e
                     WHERE e."organizationId" = $1 AND e."recordType" = 'Deployment'
                       AND e.position > (SELECT position FROM head)
                       AND e."improvementId" IN (SELECT id FROM i)
                     ORDER BY e."recordId", e.position)
          SELECT json_build_object('nodes', json_agg(json_build_object('improvement', json_build_object('title', title),
            'lists', json_build_object('states', states, 'percents', percents)) ORDER BY "createdAt" DESC, id))
          FROM (SELECT id, title, "createdAt", json_agg(state) AS states, json_agg(percent) AS percents
                  FROM (SELECT i.id, i.title, i."createdAt",
                               CASE WHEN s."recordId" IS NULL THEN d.state::text ELSE s.state END AS state,
                               CASE WHEN s."recordId" IS NULL THEN d.percent ELSE s.percent END AS percent
                          FROM i CROSS JOIN (${COLUMNS}) u
                          LEFT JOIN "Deployment" d ON d."improvementId" = i.id AND d."unitId" = u.id
                          LEFT JOIN since s ON s."recordId" = d.id
                         ORDER BY i.id, u.place) cell
                 GROUP BY id, title, "createdAt") row`,
    parameters: [at],
  };
}

const slices = {
  name: 'the matrix by an attribute of projects',
  query: `{ deploymentMatrix(first: 200, filter: { ${projects} }) { slices(groupBy: "phase") { value units total late } } }`,
  sql: `SELECT json_build_object('slices', json_agg(json_build_object('value', value, 'units', units, 'total', total, 'late', late) ORDER BY value))
          FROM (SELECT u.attributes ->> 'phase' AS value, COUNT(DISTINCT u.id) AS units, COUNT(d.id) AS total,
                       COUNT(*) FILTER (WHERE d.state IN ${OPEN} AND d."plannedEnd" < CURRENT_DATE) AS late
                  FROM "Unit" u LEFT JOIN "Deployment" d ON d."unitId" = u.id AND d."improvementId" IN (SELECT id FROM (${ROWS} LIMIT 200) i)
                 WHERE u."organizationId" = $1 AND u.kind = 'PROJECT' GROUP BY 1) slice`,
  parameters: [],
};

function burnUp(name, [type, globalId, condition, own], [from, to, asOf]) {
  const args = [`from: "${from}"`, `to: "${to}"`, 'everyDays: 7', asOf ? `asOf: "${asOf}"` : '']
    .filter(Boolean)
    .join(', ');
  const field = `burnUp(${args}) { points { day total adopted } }`;
  return {
    name,
    query: globalId ? `{ node(id: "${globalId}") { ... on ${type} { ${field} } } }` : `{ ${field} }`,
    sql: `WITH change AS (
            SELECT (e."occurredAt" AT TIME ZONE 'UTC')::date AS day, COUNT(*) FILTER (WHERE e.type = 'DeploymentPlanned') AS total,
                   SUM((e.after ->> 'state' IN ('ADOPTED', 'CONFIRMED'))::int
                       - COALESCE((e.before ->> 'state' IN ('ADOPTED', 'CONFIRMED'))::int, 0)) AS adopted
              FROM "Event" e
             WHERE e."organizationId" = $1 AND e."recordType" = 'Deployment' AND e."occurredAt" <= $4::timestamptz AND ${condition}
             GROUP BY 1)
          SELECT ${globalId ? "json_build_object('burnUp', " : '('}json_build_object('points', json_agg(json_build_object('day', day, 'total', total, 'adopted', adopted) ORDER BY day)))
            FROM (SELECT p.day::date AS day, COALESCE(SUM(c.total), 0)::int AS total, COALESCE(SUM(c.adopted), 0)::int AS adopted
                    FROM (SELECT generate_series($2::date, $3::date - 1, interval '7 days') UNION SELECT $3::date) p(day)
                    LEFT JOIN change c ON c.day <= p.day GROUP BY 1) point`,
    parameters: [from, to, asOf ?? new Date(Date.now() + 86_400_000).toISOString(), ...(own ? [own] : [])],
  };
}

const attention = {
  name: 'what is late, blocked or at risk: a page, and how much',
  query: `{ deploymentAttention(first: 20, filter: { concerns: [LATE] }) { totalCount nodes { reasons ${place} } } }`,
  sql: `WITH late AS (
          SELECT d.*, COUNT(*) OVER ()::int AS total FROM "Deployment" d
           WHERE d."organizationId" = $1 AND d.state IN ${OPEN} AND d."plannedEnd" < CURRENT_DATE
           ORDER BY d."plannedEnd", d.id LIMIT 20)
        SELECT json_build_object('totalCount', MAX(d.total), 'nodes', json_agg(json_build_object(
          'reasons', (SELECT COALESCE(json_agg(reason ORDER BY place, at, id), '[]') FROM (
                        SELECT 1, b."openedAt", b.id, b.reason FROM "Blocker" b WHERE b."deploymentId" = d.id AND b."removedAt" IS NULL
                        UNION ALL
                        SELECT 2, s."openedAt", s.id, s.title FROM "Issue" s WHERE s.state IN ('OPEN', 'IN_ACTION')
                           AND (s."deploymentId" = d.id OR s."incrementId" IN (
                                 SELECT m."incrementId" FROM "IncrementDeployment" m WHERE m."deploymentId" = d.id))) r(place, at, id, reason)),
          'deployment', ${placeSql}) ORDER BY d."plannedEnd", d.id))
        FROM late d JOIN "Unit" u ON u.id = d."unitId" JOIN "Improvement" i ON i.id = d."improvementId"`,
  parameters: [],
};

const load = {
  name: 'load of 100 projects',
  query: `{ units(first: 100, filter: { kinds: [PROJECT] }) { nodes { name load { open late peak } } } }`,
  sql: `WITH d AS (SELECT "unitId", "plannedStart", "plannedEnd" FROM "Deployment"
                    WHERE "organizationId" = $1 AND state IN ${OPEN}),
        moves AS (
          SELECT "unitId", GREATEST("plannedStart", CURRENT_DATE) AS day, 1 AS by FROM d
           WHERE "plannedStart" <= CURRENT_DATE + 365 AND "plannedEnd" >= CURRENT_DATE
          UNION ALL SELECT "unitId", "plannedEnd" + 1, -1 FROM d
           WHERE "plannedStart" <= CURRENT_DATE + 365 AND "plannedEnd" >= CURRENT_DATE),
        peaks AS (SELECT "unitId", MAX(level) AS peak FROM (
                    SELECT "unitId", SUM(by) OVER (PARTITION BY "unitId" ORDER BY day, by ROWS UNBOUNDED PRECEDING) AS level FROM moves) m
                   GROUP BY 1),
        counts AS (SELECT "unitId", COUNT(*) AS open, COUNT(*) FILTER (WHERE "plannedEnd" < CURRENT_DATE) AS late FROM d GROUP BY 1)
        SELECT json_build_object('nodes', json_agg(json_build_object('name', u.name, 'load', json_build_object('open', COALESCE(c.open, 0),
                 'late', COALESCE(c.late, 0), 'peak', GREATEST(COALESCE(p.peak, 0), 0))) ORDER BY u.name, u.id))
          FROM (SELECT * FROM "Unit" WHERE "organizationId" = $1 AND kind = 'PROJECT' ORDER BY name, id LIMIT 100) u
          LEFT JOIN counts c ON c."unitId" = u.id LEFT JOIN peaks p ON p."unitId" = u.id`,
  parameters: [],
};

const readiness = {
  name: 'readiness: a page, and how much',
  query: `{ deployments(first: 20, filter: { states: [PLANNED, PREPARING, IN_PROGRESS, BLOCKED, DEFERRED] }, orderBy: { field: PLANNED_START, direction: ASC }) { totalCount nodes { readiness { trained consultingSessions } unit { name } improvement { title } } } }`,
  sql: `WITH d AS (SELECT *, COUNT(*) OVER ()::int AS total FROM "Deployment"
                    WHERE "organizationId" = $1 AND state IN ${OPEN} ORDER BY "plannedStart", id LIMIT 20)
        SELECT json_build_object('totalCount', MAX(d.total), 'nodes', json_agg(json_build_object(
          'readiness', json_build_object('trained', (SELECT COUNT(*) FROM "TrainingItem" t WHERE t."improvementId" = d."improvementId" AND t.state <> 'SUPERSEDED'
                       AND EXISTS (SELECT 1 FROM "TrainingDelivery" v WHERE v."itemId" = t.id AND v."unitId" = d."unitId")),
          'consultingSessions', (SELECT COUNT(*) FROM "ConsultingSession" s WHERE s."improvementId" = d."improvementId"
                       AND s."unitId" = d."unitId" AND s.state IN ('DELIVERED', 'CLOSED'))),
          'unit', json_build_object('name', u.name), 'improvement', json_build_object('title', i.title)) ORDER BY d."plannedStart", d.id))
        FROM d JOIN "Unit" u ON u.id = d."unitId" JOIN "Improvement" i ON i.id = d."improvementId"`,
  parameters: [],
};

const waiting = {
  name: 'where work waits: a page, and how much',
  query: `{ waitingWork(first: 20, filter: { kinds: [ADOPTION_TO_CONFIRM, BLOCKER_WITHOUT_OWNER] }) { totalCount nodes { kind unit { name } improvement { title } } } }`,
  sql: `WITH w AS (
          SELECT kind, id, since, COUNT(*) OVER ()::int AS total FROM (
            SELECT 'ADOPTION_TO_CONFIRM' AS kind, d.id, d."actualEnd"::timestamptz AS since FROM "Deployment" d
             WHERE d."organizationId" = $1 AND d.state = 'ADOPTED'
            UNION ALL
            SELECT 'BLOCKER_WITHOUT_OWNER', d.id, MIN(b."openedAt") FROM "Blocker" b JOIN "Deployment" d ON d.id = b."deploymentId"
             WHERE d."organizationId" = $1 AND b."removedAt" IS NULL AND b."ownerId" IS NULL GROUP BY d.id) w
           ORDER BY since, id LIMIT 20)
        SELECT json_build_object('totalCount', MAX(w.total), 'nodes', json_agg(json_build_object('kind', w.kind,
                 'unit', json_build_object('name', u.name), 'improvement', json_build_object('title', i.title)) ORDER BY w.since, w.id))
        FROM w JOIN "Deployment" d ON d.id = w.id JOIN "Unit" u ON u.id = d."unitId" JOIN "Improvement" i ON i.id = d."improvementId"`,
  parameters: [],
};

function effect({ id, globalId }) {
  return {
    name: 'effect of an improvement, before and after',
    query: `{ node(id: "${globalId}") { ... on Improvement { measures(first: 1) { nodes { name effect { before { count mean } after { count mean } } } } } } }`,
    sql: `SELECT json_build_object('measures', json_build_object('nodes', json_agg(json_build_object('name', name, 'effect', json_build_object(
            'before', json_build_object('count', before, 'mean', mean_before), 'after', json_build_object('count', after, 'mean', mean_after))))))
          FROM (SELECT m.name, COUNT(*) FILTER (WHERE r.day BETWEEN b."periodStart" AND b."periodEnd") AS before,
                       AVG(r.value) FILTER (WHERE r.day BETWEEN b."periodStart" AND b."periodEnd") AS mean_before,
                       COUNT(*) FILTER (WHERE r.day >= d."actualEnd") AS after, AVG(r.value) FILTER (WHERE r.day >= d."actualEnd") AS mean_after
                  FROM "Measure" m JOIN "MeasureBaseline" b ON b."measureId" = m.id
                  JOIN "MeasureReading" r ON r."measureId" = m.id AND r."unitId" = b."unitId"
                  LEFT JOIN "Deployment" d ON d."improvementId" = m."improvementId" AND d."unitId" = b."unitId" AND d.state IN ('ADOPTED', 'CONFIRMED')
                 WHERE m."organizationId" = $1 AND m."improvementId" = $2 GROUP BY m.id) m`,
    parameters: [id],
  };
}

function evidence(name, ref, types, fields = 'nodes { event { position type: __typename } }') {
  const count = fields === 'totalCount';
  return {
    name,
    query: `{ practice(ref: "${ref}") { evidence(first: 20) { ${fields} } } }`,
    sql: `SELECT json_build_object('evidence', ${
      count
        ? `json_build_object('totalCount', COUNT(*)) ) FROM "Event" WHERE "organizationId" = $1 AND type = ANY($2)`
        : `json_build_object('nodes', json_agg(json_build_object('event', json_build_object('position', position, 'type', type)) ORDER BY position DESC)))
           FROM (SELECT position, type FROM "Event" WHERE "organizationId" = $1 AND type = ANY($2) ORDER BY position DESC LIMIT 20) e`
    }`,
    parameters: [types],
  };
}

function coverage({ id, globalId }, tags) {
  return {
    name: 'coverage of the subpractices by project',
    query: `{ node(id: "${globalId}") { ... on Improvement { coverage { unit { name } subpractices { number items } } } } }`,
    sql: `WITH tag AS (SELECT type, number FROM jsonb_to_recordset($3::jsonb) t(type text, number int)),
          found AS (SELECT "unitId", type, COALESCE(after -> 'inPlaceOfTraining' = 'true', FALSE) AS early, COUNT(*) AS items FROM "Event"
                     WHERE "organizationId" = $1 AND "improvementId" = $2 AND type IN (SELECT type FROM tag) GROUP BY 1, 2, 3),
          items AS (SELECT "unitId", number, SUM(items) AS items FROM (
                      SELECT f."unitId", t.number, f.items FROM found f JOIN tag t USING (type)
                      UNION ALL SELECT "unitId", 3, items FROM found WHERE early AND type = 'ConsultingDelivered') i GROUP BY 1, 2),
          units AS (SELECT NULL::uuid AS id, NULL AS name UNION SELECT u.id, u.name FROM "Unit" u WHERE u.id IN (SELECT "unitId" FROM found))
          SELECT json_build_object('coverage', json_agg(json_build_object('unit', CASE WHEN name IS NULL THEN NULL ELSE json_build_object('name', name) END,
                   'subpractices', subpractices) ORDER BY name NULLS FIRST))
            FROM (SELECT u.id, u.name, json_agg(json_build_object('number', n, 'items', COALESCE(i.items, 0)) ORDER BY n) AS subpractices
                    FROM units u CROSS JOIN generate_series(1, 8) n LEFT JOIN items i ON i."unitId" IS NOT DISTINCT FROM u.id AND i.number = n
                   GROUP BY 1, 2) unit`,
    parameters: [id, JSON.stringify(tags)],
  };
}

const weakSpots = {
  name: 'weak spots of one kind: a page, and how much',
  query: `{ weakSpots(first: 20, filter: { kinds: [ADOPTED_WITHOUT_PROCESS_VERSION] }) { totalCount nodes { unit { name } improvement { title } } } }`,
  sql: `WITH d AS (SELECT *, COUNT(*) OVER ()::int AS total FROM "Deployment"
                    WHERE "organizationId" = $1 AND state IN ('ADOPTED', 'CONFIRMED') AND "processVersionId" IS NULL ORDER BY id LIMIT 20)
        SELECT json_build_object('totalCount', MAX(d.total), 'nodes', json_agg(${placeSql} ORDER BY d.id))
        FROM d JOIN "Unit" u ON u.id = d."unitId" JOIN "Improvement" i ON i.id = d."improvementId"`,
  parameters: [],
};

/** The views. `improvement` and `increment` are some of the organization; `typesOf` and `tags` come from the catalog of evidence. */
export function reportViews({ improvement, increment, typesOf, tags }) {
  const ago = (days) => new Date(Date.now() - days * 86_400_000);
  const day = (days) => ago(days).toISOString().slice(0, 10);
  const year = [day(365), day(0)];
  return [
    matrix('the whole matrix', 200),
    matrix('a page of 20 rows of it', 20),
    matrixAsOf('the whole matrix as of a month ago', 200, ago(30).toISOString()),
    matrixAsOf('the whole matrix as of a year ago', 200, ago(365).toISOString()),
    matrixAsOf('a page of 20 rows as of a month ago', 20, ago(30).toISOString()),
    slices,
    burnUp(
      'burn-up of an improvement',
      ['Improvement', improvement.globalId, 'e."improvementId" = $5', improvement.id],
      year,
    ),
    burnUp(
      'burn-up of an increment',
      [
        'Increment',
        increment.globalId,
        'e."recordId" IN (SELECT "deploymentId" FROM "IncrementDeployment" WHERE "incrementId" = $5)',
        increment.id,
      ],
      year,
    ),
    burnUp('burn-up of all', ['', '', 'TRUE'], year),
    burnUp('burn-up of all as of a year ago', ['', '', 'TRUE'], [day(600), day(365), `${day(365)}T23:59:59.999Z`]),
    attention,
    load,
    readiness,
    waiting,
    effect(improvement),
    evidence('evidence of a common practice', 'OPM SP 3.2', typesOf('OPM SP 3.2')),
    evidence('how much of it', 'OPM SP 3.2', typesOf('OPM SP 3.2'), 'totalCount'),
    evidence('evidence of a rare practice', 'OPM SP 2.4', typesOf('OPM SP 2.4')),
    coverage(improvement, tags),
    weakSpots,
  ];
}
