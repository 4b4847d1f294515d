/** Coverage: visits as they are made, and what they and the articles come to by outlet and day. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { CoverageDay, type VisitCounts } from '../model/coverage.js';
import { readDocument, toJson } from './documents.js';
import type { Tables } from './tables.js';

export interface VisitToNote extends VisitCounts {
  outlet: string;
  /** When it began. */
  at: Date;
}

// Coverage keeps what they came to.
const KEEP_VISITS_DAYS = 60;
// An article that is older than this when it is first read tells nothing of how an outlet does today.
const NEWS = '7 days';
// What was stored in a transaction that ended after the last settling began before it.
const OVERLAP = 'PT10M';

/** Notes a visit; the same one again changes nothing. */
export async function noteVisit(db: Kysely<Tables>, visit: VisitToNote): Promise<void> {
  const { feedsAnswered, feedsEmpty, feedsFailed, errors, outlet, at, ...outcomes } = visit;
  const { pages, unchanged, gone, refused, failed } = outcomes;
  await db
    .insertInto('visits')
    .values({
      outlet,
      at,
      feeds_answered: feedsAnswered,
      feeds_empty: feedsEmpty,
      feeds_failed: feedsFailed,
      pages,
      unchanged,
      gone,
      refused,
      failed,
      errors: toJson(errors),
    })
    .onConflict((conflict) => conflict.columns(['outlet', 'at']).doNothing())
    .execute();
}

/**
 * Brings the coverage of all days up to date on which something happened since it was settled last: a visit, an article
 * that came or changed, an extraction, a page without text. Days are those of the zone.
 */
export async function settleCoverage(db: Kysely<Tables>, zone: string, now: Date): Promise<void> {
  const { rows } = await sql<{ since: string | null }>`
    SELECT (max(settled) - ${OVERLAP}::interval)::text AS since FROM coverage`.execute(db);
  const scope: Scope = { zone, now, since: rows[0]?.since ?? '-infinity' };
  await settleVisits(db, scope);
  await settleFound(db, scope);
  await settlePublished(db, scope);
  await sql`DELETE FROM visits WHERE at < ${now}::timestamptz - make_interval(days => ${KEEP_VISITS_DAYS})`.execute(
    db,
  );
}

interface Scope {
  zone: string;
  now: Date;
  since: string;
}

/** The day of a zone that an instant falls on. */
const dayOf = (instant: RawBuilder<unknown>, zone: string): RawBuilder<unknown> =>
  sql`(${instant} AT TIME ZONE ${zone})::date`;

/** That an instant falls on the day of `t`, so that an index of the instants serves. */
const onDayOf = (instant: string, zone: string): RawBuilder<unknown> =>
  sql`${ref(instant)} >= t.day::timestamp AT TIME ZONE ${zone}
    AND ${ref(instant)} < (t.day + 1)::timestamp AT TIME ZONE ${zone}`;

const ref = (column: string): RawBuilder<unknown> => sql.ref(column);

async function settleVisits(db: Kysely<Tables>, { zone, now, since }: Scope): Promise<void> {
  const day = dayOf(ref('at'), zone);
  await sql`
    WITH touched AS (SELECT DISTINCT outlet, ${day} AS day FROM visits WHERE at >= ${since}::timestamptz),
    seen AS (SELECT v.*, t.day FROM touched t JOIN visits v ON v.outlet = t.outlet AND ${onDayOf('v.at', zone)}),
    troubles AS (
      SELECT outlet, day, jsonb_object_agg(key, n) AS errors FROM (
        SELECT outlet, day, key, sum(value::int) AS n FROM seen, jsonb_each_text(errors) GROUP BY outlet, day, key) each
      GROUP BY outlet, day)
    INSERT INTO coverage (outlet, day, visits, answered, last_visit, last_answered, feeds_answered, feeds_empty,
      feeds_failed, pages, unchanged, gone, refused, failed, errors, settled)
    SELECT outlet, day, count(*), count(*) FILTER (WHERE feeds_answered > 0), max(at),
      max(at) FILTER (WHERE feeds_answered > 0), sum(feeds_answered), sum(feeds_empty), sum(feeds_failed), sum(pages),
      sum(unchanged), sum(gone), sum(refused), sum(failed), coalesce(max(t.errors::text), '{}')::jsonb,
      ${now}::timestamptz
    FROM seen LEFT JOIN troubles t USING (outlet, day) GROUP BY outlet, day
    ON CONFLICT (outlet, day) DO UPDATE SET visits = excluded.visits, answered = excluded.answered,
      last_visit = excluded.last_visit, last_answered = excluded.last_answered,
      feeds_answered = excluded.feeds_answered, feeds_empty = excluded.feeds_empty,
      feeds_failed = excluded.feeds_failed, pages = excluded.pages, unchanged = excluded.unchanged,
      gone = excluded.gone, refused = excluded.refused, failed = excluded.failed, errors = excluded.errors,
      settled = excluded.settled`.execute(db);
}

/** New articles by the day on which they were first read, with what they are made of; what was dug out of archives is none. */
async function settleFound(db: Kysely<Tables>, { zone, now, since }: Scope): Promise<void> {
  const firstSeen = dayOf(ref('a.first_seen'), zone);
  const setAside = dayOf(ref('q.at'), zone);
  await sql`
    WITH touched AS (
      SELECT a.outlet, ${firstSeen} AS day FROM articles a
      WHERE a.outlet IS NOT NULL AND a.changed_at >= ${since}::timestamptz
      UNION SELECT p.outlet, ${setAside} FROM quarantine q JOIN pages p ON p.id = q.id
      WHERE q.kind = 'read' AND p.outlet IS NOT NULL AND q.at >= ${since}::timestamptz),
    seen AS (
      SELECT t.outlet, t.day, a.title, a.published, a.first_seen, a.doc, length(a.text) AS length,
        length(a.text) - length(replace(a.text, E'\n', '')) + 1 AS paragraphs
      FROM touched t JOIN articles a ON a.outlet = t.outlet AND ${onDayOf('a.first_seen', zone)}
      WHERE a.published_at IS NULL OR a.published_at >= a.first_seen - ${NEWS}::interval),
    bases AS (
      SELECT outlet, day, jsonb_object_agg(basis, n) AS bases FROM (
        SELECT outlet, day, coalesce(doc #>> '{published,basis}', 'none') AS basis, count(*) AS n FROM seen
        GROUP BY 1, 2, 3) each
      GROUP BY outlet, day),
    unread AS (
      SELECT t.outlet, t.day, count(*) AS n FROM touched t JOIN pages p ON p.outlet = t.outlet
        JOIN quarantine q ON q.kind = 'read' AND q.id = p.id AND ${onDayOf('q.at', zone)}
      GROUP BY t.outlet, t.day)
    INSERT INTO coverage (outlet, day, found, unread, titled, dated, filled, body_length, paragraphs, bases, last_found,
      settled)
    SELECT t.outlet, t.day, count(s.length), coalesce(max(u.n), 0), count(*) FILTER (WHERE s.title <> ''),
      count(s.published), count(*) FILTER (WHERE NOT coalesce((s.doc ->> 'partial')::boolean, false) AND s.length > 0),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY s.length), percentile_cont(0.5) WITHIN GROUP (ORDER BY s.paragraphs),
      coalesce(max(b.bases::text), '{}')::jsonb, max(s.first_seen), ${now}::timestamptz
    FROM touched t LEFT JOIN seen s USING (outlet, day) LEFT JOIN bases b USING (outlet, day)
      LEFT JOIN unread u USING (outlet, day)
    GROUP BY t.outlet, t.day
    ON CONFLICT (outlet, day) DO UPDATE SET found = excluded.found, unread = excluded.unread, titled = excluded.titled,
      dated = excluded.dated, filled = excluded.filled, body_length = excluded.body_length,
      paragraphs = excluded.paragraphs, bases = excluded.bases, last_found = excluded.last_found,
      settled = excluded.settled`.execute(db);
}

/** Articles by the day on which they were published; what has no date counts on the day it was read. */
async function settlePublished(db: Kysely<Tables>, { zone, now, since }: Scope): Promise<void> {
  const published = dayOf(sql`coalesce(a.published_at, a.first_seen)`, zone);
  await sql`
    WITH touched AS (
      SELECT DISTINCT a.outlet, ${published} AS day FROM articles a LEFT JOIN extractions e ON e.article = a.id
      WHERE a.outlet IS NOT NULL AND (a.changed_at >= ${since}::timestamptz OR e.at >= ${since}::timestamptz))
    INSERT INTO coverage (outlet, day, published, relevant, settled)
    SELECT t.outlet, t.day, count(*), count(*) FILTER (WHERE e.relevance IN ('case', 'measure', 'context')),
      ${now}::timestamptz
    FROM touched t JOIN articles a ON a.outlet = t.outlet AND (${onDayOf('a.published_at', zone)}
      OR a.published_at IS NULL AND ${onDayOf('a.first_seen', zone)})
      LEFT JOIN extractions e ON e.article = a.id
    GROUP BY t.outlet, t.day
    ON CONFLICT (outlet, day) DO UPDATE SET published = excluded.published, relevant = excluded.relevant,
      settled = excluded.settled`.execute(db);
}

export interface CoverageSpan {
  /** First and last ISO day; null for no bound. */
  from: string | null;
  to: string | null;
  /** Null for all outlets. */
  outlets: readonly string[] | null;
}

/** Settled days of outlets, in the order of outlet and day. */
export async function listCoverage(db: Kysely<Tables>, span: CoverageSpan): Promise<CoverageDay[]> {
  let query = db.selectFrom('coverage').selectAll().orderBy('outlet').orderBy('day');
  if (span.from !== null) query = query.where('day', '>=', span.from);
  if (span.to !== null) query = query.where('day', '<=', span.to);
  if (span.outlets !== null)
    query = query.where('outlet', '=', sql<string>`ANY(${[...span.outlets]}::text[])`);
  const rows = await query.execute();
  return rows.map((row) =>
    readDocument(CoverageDay, inModelNames(row), `coverage of ${row.outlet} on ${row.day}`),
  );
}

/** `feeds_answered` becomes `feedsAnswered`; when a day was settled is nobody's business. */
function inModelNames(row: object): Record<string, unknown> {
  const entries = (Object.entries(row) as [string, unknown][]).filter(([name]) => name !== 'settled');
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** What was read in a span, by day of publication. */
export interface CoverageCounts {
  articles: number;
  relevant: number;
  /** Outlets that gave an article. */
  outlets: number;
}

/** Adds up the settled days of a span. */
export async function countCoverage(
  db: Kysely<Tables>,
  { from, to, outlets }: CoverageSpan,
): Promise<CoverageCounts> {
  const { rows } = await sql<CoverageCounts>`
    SELECT coalesce(sum(published), 0)::int AS articles, coalesce(sum(relevant), 0)::int AS relevant,
      count(DISTINCT outlet)::int AS outlets
    FROM coverage WHERE published > 0 AND day >= coalesce(${from}::date, '-infinity')
      AND day <= coalesce(${to}::date, 'infinity')
      AND (${outlets === null} OR outlet = ANY(${[...(outlets ?? [])]}::text[]))`.execute(db);
  return rows[0] ?? { articles: 0, relevant: 0, outlets: 0 };
}

/** Outlets that were visited on a day, and those of them in which no feed answered in any visit. */
export async function countWatchedOn(
  db: Kysely<Tables>,
  day: string,
): Promise<{ watched: number; unanswered: number }> {
  const { rows } = await sql<{ watched: number; unanswered: number }>`
    SELECT count(*)::int AS watched, (count(*) FILTER (WHERE answered = 0))::int AS unanswered
    FROM coverage WHERE day = ${day}::date AND visits > 0`.execute(db);
  return rows[0] ?? { watched: 0, unanswered: 0 };
}
