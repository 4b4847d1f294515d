/** A filter as conditions of SQL: the one reading of it, for the incidents of today and for those of the log. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { ElectionType } from '../model/codes.js';
import type { Filter, Query } from '../model/query.js';
import { toText } from './documents.js';

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
function stepKeys({ step, reality }: Filter): string[] {
  if (step.length === 0) return reality.map((one) => `:${one}`);
  if (reality.length === 0) return step.map((one) => `${one}:`);
  return step.flatMap((one) => reality.map((other) => `${one}:${other}`));
}

/** What does not stand in the row of an incident: what its articles and reports say, now or at another time. */
export interface Around {
  /** Words in the titles and texts of the articles; quotes, `or` and a leading minus as in web searches. */
  saysText: (text: string) => Condition;
  inPhase: (phases: readonly string[]) => Condition;
}

/** What articles and reports say now. */
const NOW: Around = {
  saysText: (text) => sql<SqlBool>`id IN (
    SELECT m.incident FROM incident_reports m JOIN reports r ON r.id = m.report JOIN articles a ON a.id = r.article
    WHERE a.search @@ websearch_to_tsquery('pg_catalog.indonesian', ${text}))`,
  inPhase: (phases) => sql<SqlBool>`id IN (
    SELECT m.incident FROM incident_reports m JOIN reports r ON r.id = m.report
    WHERE r.phase = ANY(${[...phases]}::text[]))`,
};

/** The state of review by what the incident carries of it; one that carries nothing was not looked at. */
const isReviewed = (states: readonly string[]): Condition => sql<SqlBool>`CASE
  WHEN (doc->'review'->>'stale')::boolean THEN 'stale'
  WHEN jsonb_array_length(coalesce(doc->'review'->'corrected', '[]')) > 0 THEN 'corrected'
  ELSE coalesce(doc->'review'->>'status', 'unreviewed') END = ANY(${[...states]}::text[])`;

const hasIndependent = (least: number): Condition => sql<SqlBool>`(doc->>'independent')::int >= ${least}`;

/** What must hold of a row with the columns of the table of incidents, and of what is around it. */
export function conditionsOf(
  filter: Filter & Partial<Pick<Query, 'relevance'>>,
  around: Around = NOW,
): Condition[] {
  const elections = filter.election.flatMap((type) => INCLUDES[type] ?? [type]);
  const steps = stepKeys(filter);
  const { relevance = [] } = filter;
  const conditions: (Condition | false)[] = [
    filter.text !== null && filter.text.trim() !== '' && around.saysText(toText(filter.text)),
    filter.region.length > 0 && overlaps('places', filter.region, 'text'),
    filter.from !== null && sql<SqlBool>`date_to >= ${filter.from}::date`,
    filter.to !== null && sql<SqlBool>`date_from <= ${filter.to}::date`,
    filter.type !== null && sql<SqlBool>`type = ${filter.type}`,
    elections.length > 0 && overlaps('elections', elections, 'text'),
    filter.year !== null && overlaps('years', [filter.year], 'int'),
    filter.phase.length > 0 && around.inPhase(filter.phase),
    filter.violation.length > 0 && overlaps('violations', filter.violation, 'text'),
    steps.length > 0 && overlaps('steps', steps, 'text'),
    filter.status.length > 0 && overlaps('statuses', filter.status, 'text'),
    filter.stage.length > 0 && isOneOf('stage', filter.stage),
    filter.tier.length > 0 && isOneOf('tier', filter.tier),
    filter.outlet.length > 0 && overlaps('outlets', filter.outlet, 'text'),
    filter.independent !== null && hasIndependent(filter.independent),
    filter.review.length > 0 && isReviewed(filter.review),
    relevance.length > 0 && isOneOf('type', relevance),
  ];
  return conditions.filter((condition) => condition !== false);
}

/** All conditions as one. */
export const allOf = (conditions: readonly Condition[]): RawBuilder<SqlBool> =>
  conditions.length === 0 ? sql`TRUE` : sql`(${sql.join(conditions, sql` AND `)})`;
