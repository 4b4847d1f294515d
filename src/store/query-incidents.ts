/** A query in, the incidents that match it out. */
import { sql, type Expression, type Kysely, type SqlBool } from 'kysely';
import type { ElectionType } from '../model/codes.js';
import { Incident } from '../model/incident.js';
import type { Query } from '../model/query.js';
import { incidentsAsOf, phaseAsOf, textAsOf } from './as-of.js';
import { readDocument, toText } from './documents.js';
import type { Tables } from './tables.js';

export interface Found {
  /** Newest first; undated ones last. */
  rows: Incident[];
  /** How many match, whatever the limit. */
  total: number;
}

/** Kinds of election that a general name includes. */
const INCLUDES: Partial<Record<ElectionType, ElectionType[]>> = {
  pilkada: ['pilkada', 'pilgub', 'pilbup', 'pilwalkot'],
  pemilu: ['pemilu', 'pilpres', 'pileg'],
};

type Condition = Expression<SqlBool>;

const overlaps = (column: string, values: readonly (string | number)[], type: 'text' | 'int'): Condition =>
  sql<SqlBool>`${sql.ref(column)} && ${[...values]}::${sql.raw(type)}[]`;

const isOneOf = (column: string, values: readonly string[]): Condition =>
  sql<SqlBool>`${sql.ref(column)} = ANY(${[...values]}::text[])`;

/** Steps are indexed as `step:reality`, `step:` and `:reality`, so that both filters meet in one entry. */
function stepKeys({ step, reality }: Query): string[] {
  if (step.length === 0) return reality.map((one) => `:${one}`);
  if (reality.length === 0) return step.map((one) => `${one}:`);
  return step.flatMap((one) => reality.map((other) => `${one}:${other}`));
}

/** Words in the titles and texts of the articles; quotes, `or` and a leading minus as in web searches. */
const saysText = (text: string): Condition => sql<SqlBool>`id IN (
  SELECT m.incident FROM incident_reports m JOIN reports r ON r.id = m.report JOIN articles a ON a.id = r.article
  WHERE a.search @@ websearch_to_tsquery('pg_catalog.indonesian', ${text}))`;

const inPhase = (phases: readonly string[]): Condition => sql<SqlBool>`id IN (
  SELECT m.incident FROM incident_reports m JOIN reports r ON r.id = m.report
  WHERE r.phase = ANY(${[...phases]}::text[]))`;

function conditionsOf(query: Query, asOf: Date | null): Condition[] {
  const elections = query.election.flatMap((type) => INCLUDES[type] ?? [type]);
  const steps = stepKeys(query);
  const conditions: (Condition | false)[] = [
    query.text !== null &&
      query.text.trim() !== '' &&
      (asOf ? textAsOf(toText(query.text), asOf) : saysText(toText(query.text))),
    query.region.length > 0 && overlaps('places', query.region, 'text'),
    query.from !== null && sql<SqlBool>`date_to >= ${query.from}::date`,
    query.to !== null && sql<SqlBool>`date_from <= ${query.to}::date`,
    query.type !== null && sql<SqlBool>`type = ${query.type}`,
    elections.length > 0 && overlaps('elections', elections, 'text'),
    query.year !== null && overlaps('years', [query.year], 'int'),
    query.phase.length > 0 && (asOf ? phaseAsOf(query.phase) : inPhase(query.phase)),
    query.violation.length > 0 && overlaps('violations', query.violation, 'text'),
    steps.length > 0 && overlaps('steps', steps, 'text'),
    query.status.length > 0 && overlaps('statuses', query.status, 'text'),
    query.stage.length > 0 && isOneOf('stage', query.stage),
    query.tier.length > 0 && isOneOf('tier', query.tier),
    query.outlet.length > 0 && overlaps('outlets', query.outlet, 'text'),
    query.relevance.length > 0 && isOneOf('type', query.relevance),
  ];
  return conditions.filter((condition) => condition !== false);
}

/**
 * Finds incidents. A filter with several values takes any of them; several filters must all hold. Values count that
 * any outlet gives, not only those shown; an incident without a date is found by no date.
 * @param asOf instant whose data set is asked for; null for that of now
 */
export async function findIncidents(
  db: Kysely<Tables>,
  query: Query,
  asOf: Date | null = null,
): Promise<Found> {
  let matching = asOf ? db.selectFrom(incidentsAsOf(asOf)) : db.selectFrom('incidents');
  for (const condition of conditionsOf(query, asOf)) matching = matching.where(condition);
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(['id', 'doc'])
    .orderBy(sql`date_to DESC NULLS LAST, id`)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { rows: rows.map(({ id, doc }) => readDocument(Incident, doc, `incident ${id}`)), total };
}
