/** The dataset as exports and releases read it: incidents with all they rest on, claims, and who is named, part by part. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import type { Cause } from '../model/change.js';
import { Incident } from '../model/incident.js';
import type { Filter } from '../model/query.js';
import { Claim, type Report } from '../model/report.js';
import { listArticles, listArticlesAsOf } from './articles.js';
import { incidentsAsOf, thenAsOf } from './as-of.js';
import { readDocument, toText } from './documents.js';
import type { Days } from './editions.js';
import { allOf, conditionsOf } from './filter.js';
import { listLoggedSince, type LoggedSince } from './logged-since.js';
import { listMatching } from './query-incidents.js';
import { resolveId } from './redirects.js';
import { listReportsOf, type ReportInContext } from './read-reports.js';
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

/** Somebody whom an incident names. */
export interface NamedPerson {
  name: string;
  /** Whether the privacy rule lets the name be shown there. */
  named: boolean;
}

/** What became of an incident that is shown no more. */
export interface Ending {
  /** Why it was taken from what is shown; none where nothing was logged. */
  causes: Cause[];
  /** Incidents shown now that its id leads to. */
  to: string[];
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
  /**
   * The same for incidents as they were at an instant. Articles that were revised since are left out: where a sentence
   * stood in them is not where it stands.
   */
  datasetPartOf(incidents: readonly Incident[], asOf: Date | null): Promise<DatasetPart>;
  /** Claims after a place in their order, the whole of them in parts; of articles first read on some days, as they were. */
  claims(filter: Filter, after: ClaimPlace | null, most: number, seen?: Days): Promise<ClaimInContext[]>;
  /** Everybody whom an incident names as accused or harmed, in all spellings; also where a review took it away. */
  namedPeople(): Promise<NamedPerson[]>;
  /** Names of everybody who complained, as any report prints them. */
  complainants(): Promise<string[]>;
  datasetState(): Promise<DatasetState>;
  /** Of some incidents that are shown no more, what became of each. */
  endings(ids: readonly string[]): Promise<Map<string, Ending>>;
  /** Of some incidents, why they changed after an instant, and whether they were shown at it. */
  loggedSince(ids: readonly string[], since: string): Promise<Map<string, LoggedSince>>;
  /** Of some reports, the incidents shown now that hold them; others are left out. */
  incidentsOfReports(reports: readonly string[]): Promise<Map<string, string>>;
  /** Which of some articles are still there. */
  knownArticles(ids: readonly string[]): Promise<Set<string>>;
}

export type ClaimPlace = { article: string; id: string };

export const datasetCalls = (db: Kysely<Tables>): DatasetCalls => ({
  matching: (filter) => listMatching(db, filter),
  datasetPart: (ids) => readPart(db, ids),
  datasetPartOf: (incidents, asOf) => readPartOf(db, incidents, asOf),
  claims: (filter, after, most, seen) => listClaims(db, filter, after, most, seen),
  namedPeople: () => listNamedPeople(db),
  complainants: () => listComplainants(db),
  datasetState: () => readState(db),
  endings: (ids) => listEndings(db, ids),
  loggedSince: (ids, since) => listLoggedSince(db, ids, since),
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
  return readPartOf(
    db,
    ids.flatMap((id) => byId.get(id) ?? []),
    null,
  );
}

async function readPartOf(
  db: Kysely<Tables>,
  incidents: readonly Incident[],
  asOf: Date | null,
): Promise<DatasetPart> {
  const ids = [...new Set(incidents.flatMap(({ links }) => links.map(({ article }) => article)))];
  const revised = asOf === null ? new Set<string>() : await listRevised(db, ids, asOf);
  return {
    incidents: [...incidents],
    articles: await listArticles(
      db,
      ids.filter((id) => !revised.has(id)),
    ),
    reports: await listReportsOf(db, ids),
  };
}

async function listRevised(db: Kysely<Tables>, ids: readonly string[], since: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM articles WHERE id = ANY(${[...ids]}::text[]) AND changed_at > ${since}::timestamptz`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
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
  seen?: Days,
): Promise<ClaimInContext[]> {
  const { from = null, to = null, zone = 'UTC', asOf = null } = seen ?? {};
  const own = { ...filter };
  for (const key of OF_CLAIMS) Object.assign(own, { [key]: key === 'outlet' ? [] : null });
  const ofIncidents = conditionsOf(own).length === 0 ? sql`TRUE` : byIncidents(filter, asOf);
  const text = filter.text?.trim() ?? '';
  const { rows } = await sql<{ id: string; doc: unknown; article: string }>`
    SELECT c.id, c.doc, c.article FROM ${asOf === null ? sql`claims` : claimsAsOf(asOf)} c
      JOIN articles a ON a.id = c.article
    WHERE (c.article COLLATE "C", c.id COLLATE "C") > (${after?.article ?? ''}, ${after?.id ?? ''})
      AND ${text === '' ? sql`TRUE` : saysText(toText(text), asOf)}
      AND (${filter.from === null} OR a.published >= ${filter.from ?? ''} COLLATE "C")
      AND (${filter.to === null} OR left(a.published, 10) <= ${filter.to ?? ''} COLLATE "C")
      AND (${filter.outlet.length === 0} OR a.outlet = ANY(${filter.outlet}::text[]))
      AND (${from}::date IS NULL OR (a.first_seen AT TIME ZONE ${zone})::date BETWEEN ${from}::date AND ${to}::date)
      AND ${ofIncidents}
    ORDER BY c.article COLLATE "C", c.id COLLATE "C" LIMIT ${most}`.execute(db);
  const ids = [...new Set(rows.map(({ article }) => article))];
  const articles = asOf === null ? await listArticles(db, ids) : await listArticlesAsOf(db, ids, asOf);
  const byId = new Map(articles.map((article) => [article.id, article]));
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

/** Words of the article as it reads now, or as it read at an instant. */
function saysText(text: string, asOf: Date | null) {
  const asked = sql`websearch_to_tsquery('pg_catalog.indonesian', ${text})`;
  if (asOf === null) return sql`a.search @@ ${asked}`;
  return sql`(a.changed_at <= ${asOf}::timestamptz AND a.search @@ ${asked} OR EXISTS (
    SELECT FROM article_versions v
    WHERE v.article = a.id AND v.since <= ${asOf}::timestamptz AND v.until > ${asOf}::timestamptz
      AND to_tsvector('pg_catalog.indonesian', left(v.title, 2000) || ' ' || left(v.text, 100000)) @@ ${asked}))`;
}

/** What was claimed by an instant, of extractions that stood then. */
const claimsAsOf = (asOf: Date) => sql`(
  SELECT c.article, c.id, c.doc FROM claims c JOIN extractions e ON e.article = c.article
  WHERE e.at <= ${asOf}::timestamptz
  UNION ALL SELECT v.article, claim->>'id', claim FROM extraction_versions v, jsonb_array_elements(v.doc->'claims') claim
  WHERE v.since <= ${asOf}::timestamptz AND v.until > ${asOf}::timestamptz)`;

const byIncidents = (filter: Filter, asOf: Date | null) =>
  asOf === null
    ? sql`c.article IN (
        SELECT r.article FROM reports r JOIN incident_reports m ON m.report = r.id
        WHERE m.incident IN (SELECT id FROM incidents WHERE ${allOf(conditionsOf(filter))}))`
    : sql`c.article IN (
        SELECT link->>'article' FROM ${incidentsAsOf(asOf)}, jsonb_array_elements(doc->'links') link
        WHERE ${allOf(conditionsOf(filter, thenAsOf(asOf)))})`;

async function listNamedPeople(db: Kysely<Tables>): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson>`
    SELECT name, bool_or(named) AS named
    FROM (
        SELECT doc, true AS shown FROM incidents
        UNION ALL SELECT doc, false FROM linked) docs,
      jsonb_array_elements(doc->'subjects') s,
      LATERAL (
        SELECT s->>'name' AS name
        UNION SELECT jsonb_array_elements_text(s->'variants')
        UNION SELECT v->>'value' FROM jsonb_array_elements(coalesce(s->'names'->'values', '[]')) v) names,
      LATERAL (SELECT shown AND s->>'role' <> 'victim' AND coalesce((s->>'named')::boolean, false) AS named) rule
    WHERE name IS NOT NULL GROUP BY name ORDER BY name COLLATE "C"`.execute(db);
  return rows;
}

async function listComplainants(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT o->>'name' COLLATE "C" AS name FROM reports, jsonb_array_elements(doc->'others') o
    WHERE o->>'role' = 'complainant' AND o->>'name' IS NOT NULL ORDER BY 1`.execute(db);
  return rows.map(({ name }) => name);
}

async function readState(db: Kysely<Tables>): Promise<DatasetState> {
  const versions = await sql<{ version: string; articles: number }>`
    SELECT version, count(*)::int AS articles FROM extractions GROUP BY version ORDER BY version COLLATE "C"`.execute(
    db,
  );
  const changed = await sql<{ changed: string | null }>`
    SELECT greatest((SELECT max(changed_at) FROM articles), (SELECT max(at) FROM extractions),
      (SELECT max(at) FROM changes), (SELECT max(at) FROM tombstones)) AS changed`.execute(db);
  return { versions: versions.rows, changed: changed.rows[0]?.changed ?? null };
}

async function mapReports(db: Kysely<Tables>, reports: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ report: string; incident: string }>`
    SELECT m.report, m.incident FROM incident_reports m JOIN incidents i ON i.id = m.incident
    WHERE m.report = ANY(${[...reports]}::text[])`.execute(db);
  return new Map(rows.map(({ report, incident }) => [report, incident]));
}

async function listEndings(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Ending>> {
  const { rows } = await sql<{ incident: string; kind: string; causes: Cause[] }>`
    SELECT DISTINCT ON (incident) incident, kind, causes FROM changes
    WHERE incident = ANY(${[...ids]}::text[]) ORDER BY incident, id DESC`.execute(db);
  const last = new Map(rows.map((row) => [row.incident, row]));
  const endings = new Map<string, Ending>();
  for (const id of ids) {
    const entry = last.get(id);
    const to = (await resolveId(db, id)).filter((one) => one !== id);
    endings.set(id, {
      causes: entry?.kind === 'removed' ? entry.causes : [],
      to: await listShown(db, to),
    });
  }
  return endings;
}

async function listShown(db: Kysely<Tables>, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM incidents WHERE id = ANY(${[...ids]}::text[]) ORDER BY id COLLATE "C"`.execute(db);
  return rows.map(({ id }) => id);
}

async function listKnownArticles(db: Kysely<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM articles WHERE id = ANY(${[...ids]}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
