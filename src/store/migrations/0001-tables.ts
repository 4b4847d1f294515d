/** First migration: all tables of the way, from frontier to digest. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE outlets_state (outlet text PRIMARY KEY, doc jsonb NOT NULL, at timestamptz NOT NULL)`,

  `CREATE TABLE urls (
    url text PRIMARY KEY, outlet text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'done', 'gone', 'refused')),
    discovered timestamptz NOT NULL, due timestamptz NOT NULL, tries int NOT NULL DEFAULT 0,
    etag text, last_modified text, error text, hint jsonb, done timestamptz)`,
  `CREATE INDEX urls_due ON urls (outlet, due) WHERE state = 'waiting'`,

  `CREATE TABLE pages (
    id text PRIMARY KEY, url text NOT NULL, requested text NOT NULL, outlet text, fetched timestamptz NOT NULL,
    status int NOT NULL, content_type text, etag text, last_modified text, sha256 text NOT NULL, charset text NOT NULL,
    capture text, body bytea)`,
  `ALTER TABLE pages ALTER COLUMN body SET STORAGE EXTERNAL`,
  `CREATE INDEX pages_requested ON pages (requested, fetched DESC)`,
  `CREATE INDEX pages_url ON pages (url, fetched DESC)`,

  `CREATE TABLE articles (
    id text PRIMARY KEY, url text, outlet text, title text NOT NULL, text text NOT NULL,
    published text, published_at timestamptz, doc jsonb NOT NULL, hash text NOT NULL,
    first_seen timestamptz NOT NULL, changed_at timestamptz NOT NULL,
    search tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('pg_catalog.indonesian', left(title, 2000)), 'A') ||
      setweight(to_tsvector('pg_catalog.indonesian', left(text, 100000)), 'B')) STORED)`,
  `CREATE INDEX articles_search ON articles USING gin (search)`,
  `CREATE INDEX articles_first_seen ON articles (first_seen)`,
  `CREATE INDEX articles_published ON articles (published_at)`,
  `CREATE INDEX articles_outlet ON articles (outlet)`,
  `CREATE INDEX articles_url ON articles (url)`,

  `CREATE TABLE extractions (
    article text PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    version text NOT NULL, relevance text NOT NULL, doc jsonb NOT NULL, hash text NOT NULL, at timestamptz NOT NULL)`,
  `CREATE INDEX extractions_version ON extractions (version)`,

  `CREATE TABLE reports (
    id text PRIMARY KEY, article text NOT NULL REFERENCES articles (id) ON DELETE CASCADE, seq int NOT NULL,
    type text NOT NULL, stage text, phase text, date_from date, date_to date, blocks text[] NOT NULL, doc jsonb NOT NULL,
    to_link bigint)`,
  `CREATE SEQUENCE link_marks`,
  `CREATE INDEX reports_to_link ON reports (to_link) WHERE to_link IS NOT NULL`,
  `CREATE INDEX reports_article ON reports (article)`,
  `CREATE INDEX reports_blocks ON reports USING gin (blocks)`,

  `CREATE TABLE claims (
    article text NOT NULL REFERENCES articles (id) ON DELETE CASCADE, id text NOT NULL, seq int NOT NULL,
    agency text, stage text NOT NULL, unit text NOT NULL, value double precision NOT NULL, as_of text, doc jsonb NOT NULL,
    PRIMARY KEY (article, id))`,

  `CREATE TABLE incidents (
    id text PRIMARY KEY, type text NOT NULL, stage text, tier text NOT NULL, date_from date, date_to date,
    places text[] NOT NULL, violations text[] NOT NULL, elections text[] NOT NULL, years int[] NOT NULL,
    statuses text[] NOT NULL, steps text[] NOT NULL, outlets text[] NOT NULL,
    doc jsonb NOT NULL, hash text NOT NULL, first_seen timestamptz NOT NULL, changed_at timestamptz NOT NULL)`,
  `CREATE INDEX incidents_date ON incidents (date_to DESC NULLS LAST, id)`,
  `CREATE INDEX incidents_type ON incidents (type, tier, stage)`,
  ...['places', 'violations', 'elections', 'years', 'statuses', 'steps', 'outlets'].map(
    (column) => `CREATE INDEX incidents_${column} ON incidents USING gin (${column})`,
  ),

  `CREATE TABLE incident_reports (
    report text PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    incident text NOT NULL REFERENCES incidents (id) ON DELETE CASCADE)`,
  `CREATE INDEX incident_reports_incident ON incident_reports (incident)`,

  `CREATE TABLE changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, incident text NOT NULL, at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('new', 'changed', 'removed')), before jsonb, after jsonb, doc jsonb)`,
  `CREATE INDEX changes_at ON changes (at)`,
  `CREATE INDEX changes_incident ON changes (incident, id)`,

  `CREATE TABLE deliveries (
    id text PRIMARY KEY, date date NOT NULL, recipient text NOT NULL, channel text NOT NULL, status text NOT NULL,
    at timestamptz NOT NULL, error text)`,
  `CREATE INDEX deliveries_date ON deliveries (date)`,

  `CREATE TABLE quarantine (
    kind text NOT NULL, id text NOT NULL, reason text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (kind, id))`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
