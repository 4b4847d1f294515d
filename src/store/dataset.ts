/** The dataset as exports and releases read it: incidents with all they rest on, claims, and who is named, part by part. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import { Incident } from '../model/incident.js';
import type { Filter } from '../model/query.js';
import { Claim, type Report } from '../model/report.js';
import { listArticles } from './articles.js';
import { readDocument, toText } from './documents.js';
import { allOf, conditionsOf } from './filter.js';
import { listMatching } from './query-incidents.js';
import { listReportsOf, type ReportInContext } from './reports.js';
import type { Tables } from './tables.js';

/** Some incidents with all reports of the articles they rest on: a sentence about one may name somebody of another. */
export interface DatasetPart {
  incidents: Incident[];
  articles: Article[];
  reports: ReportInContext[];
}

export interface ClaimInContext {
  claim: Claim;
  article: Article;
  /** What else the article says: whose names it may not spell. */
  reports: Report[];
}

/** Somebody whom an incident names, and what is known of the name. */
export interface NamedPerson {
  name: string;
  role: string;
  status: string | null;
  tier: string;
}

/** What is in the store beside the rows: by what extraction was made, and when something changed last. */
export interface DatasetState {
  /** Versions of program and dictionaries, each with the articles that were extracted by it. */
  versions: { version: string; articles: number }[];
  /** UTC; null where there is nothing. */
  changed: string | null;
}

/** What exports and releases ask of the store. */
export interface DatasetCalls {
  /** Ids of all incidents that match, newest first. */
  matching(filter: Filter): Promise<string[]>;
  /** Some incidents with all that they rest on; those that are no more are left out. */
  datasetPart(ids: readonly string[]): Promise<DatasetPart>;
  /** Claims after a place in their order, the whole of them in parts. */
  claims(filter: Filter, after: ClaimPlace | null, most: number, seen?: Seen): Promise<ClaimInContext[]>;
  /** Everybody whom an incident names as accused or harmed. */
  namedPeople(): Promise<NamedPerson[]>;
  datasetState(): Promise<DatasetState>;
  /** Of some reports, the incidents that hold them now; reports that are no more are left out. */
  incidentsOfReports(reports: readonly string[]): Promise<Map<string, string>>;
  /** Which of some articles are still there. */
  knownArticles(ids: readonly string[]): Promise<Set<string>>;
}

/** Days of a time zone on which an article was first read. */
export interface Seen {
  from: string;
  to: string;
  zone: string;
}

export type ClaimPlace = { article: string; id: string };

export const datasetCalls = (db: Kysely<Tables>): DatasetCalls => ({
  matching: (filter) => listMatching(db, filter),
  datasetPart: (ids) => readPart(db, ids),
  claims: (filter, after, most, seen) => listClaims(db, filter, after, most, seen),
  namedPeople: () => listNamedPeople(db),
  datasetState: () => readState(db),
  incidentsOfReports: (reports) => mapReports(db, reports),
  knownArticles: (ids) => listKnownArticles(db, ids),
});

/** Reads all in one state of the database, whatever is written meanwhile; an embedded one keeps others waiting. */
export async function atOneTime<T>(
  db: Kysely<Tables>,
  read: (calls: DatasetCalls, db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((transaction) => read(datasetCalls(transaction), transaction));
}

async function readPart(db: Kysely<Tables>, ids: readonly string[]): Promise<DatasetPart> {
  const rows = await db
    .selectFrom('incidents')
    .select(['id', 'doc'])
    .where('id', '=', sql<string>`ANY(${[...ids]}::text[])`)
    .execute();
  const byId = new Map(rows.map(({ id, doc }) => [id, readDocument(Incident, doc, `incident ${id}`)]));
  const incidents = ids.flatMap((id) => byId.get(id) ?? []);
  const articles = [...new Set(incidents.flatMap(({ links }) => links.map(({ article }) => article)))];
  return {
    incidents,
    articles: await listArticles(db, articles),
    reports: await listReportsOf(db, articles),
  };
}

// Filters that a claim has of its own; it has the others by the incidents that its article tells of.
const OF_CLAIMS: readonly (keyof Filter)[] = ['text', 'from', 'to', 'outlet'];

/**
 * Claims by the words, the outlet and the date of publication of their articles; where the filter asks for anything
 * else, the article must tell of an incident that matches the whole filter.
 */
async function listClaims(
  db: Kysely<Tables>,
  filter: Filter,
  after: ClaimPlace | null,
  most: number,
  seen?: Seen,
): Promise<ClaimInContext[]> {
  const { from = null, to = null, zone = 'UTC' } = seen ?? {};
  const own = { ...filter };
  for (const key of OF_CLAIMS) Object.assign(own, { [key]: key === 'outlet' ? [] : null });
  const ofIncidents = conditionsOf(own).length === 0 ? sql`TRUE` : byIncidents(filter);
  const text = filter.text?.trim() ?? '';
  const { rows } = await sql<{ id: string; doc: unknown; article: string }>`
    SELECT c.id, c.doc, c.article FROM claims c JOIN articles a ON a.id = c.article
    WHERE (c.article COLLATE "C", c.id COLLATE "C") > (${after?.article ?? ''}, ${after?.id ?? ''})
      AND (${text === ''} OR a.search @@ websearch_to_tsquery('pg_catalog.indonesian', ${toText(text)}))
      AND (${filter.from === null} OR a.published >= ${filter.from ?? ''} COLLATE "C")
      AND (${filter.to === null} OR left(a.published, 10) <= ${filter.to ?? ''} COLLATE "C")
      AND (${filter.outlet.length === 0} OR a.outlet = ANY(${filter.outlet}::text[]))
      AND (${from}::date IS NULL OR (a.first_seen AT TIME ZONE ${zone})::date BETWEEN ${from}::date AND ${to}::date)
      AND ${ofIncidents}
    ORDER BY c.article COLLATE "C", c.id COLLATE "C" LIMIT ${most}`.execute(db);
  const ids = [...new Set(rows.map(({ article }) => article))];
  const byId = new Map((await listArticles(db, ids)).map((article) => [article.id, article]));
  const reports = await listReportsOf(db, ids);
  return rows.flatMap(({ doc, article }) => {
    const found = byId.get(article);
    if (found === undefined) return [];
    const told = reports.filter((one) => one.article.id === article).map(({ report }) => report);
    return [
      { claim: readDocument(Claim, doc, `a claim of article ${article}`), article: found, reports: told },
    ];
  });
}

const byIncidents = (filter: Filter) => sql`c.article IN (
  SELECT r.article FROM reports r JOIN incident_reports m ON m.report = r.id
  WHERE m.incident IN (SELECT id FROM incidents WHERE ${allOf(conditionsOf(filter))}))`;

async function listNamedPeople(db: Kysely<Tables>): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson>`
    SELECT DISTINCT name, s->>'role' AS role, s->'status'->>'display' AS status, tier
    FROM incidents, jsonb_array_elements(doc->'subjects') s,
      LATERAL (SELECT s->>'name' AS name UNION SELECT jsonb_array_elements_text(s->'variants')) names
    WHERE name IS NOT NULL ORDER BY 1, 2, 3, 4`.execute(db);
  return rows;
}

async function readState(db: Kysely<Tables>): Promise<DatasetState> {
  const versions = await sql<{ version: string; articles: number }>`
    SELECT version, count(*)::int AS articles FROM extractions GROUP BY version ORDER BY version COLLATE "C"`.execute(
    db,
  );
  const changed = await sql<{ changed: string | null }>`
    SELECT greatest((SELECT max(changed_at) FROM articles), (SELECT max(at) FROM extractions),
      (SELECT max(at) FROM changes)) AS changed`.execute(db);
  return { versions: versions.rows, changed: changed.rows[0]?.changed ?? null };
}

async function mapReports(db: Kysely<Tables>, reports: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ report: string; incident: string }>`
    SELECT report, incident FROM incident_reports WHERE report = ANY(${[...reports]}::text[])`.execute(db);
  return new Map(rows.map(({ report, incident }) => [report, incident]));
}

async function listKnownArticles(db: Kysely<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM articles WHERE id = ANY(${[...ids]}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
