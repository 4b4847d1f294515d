/** Tenth migration: what linking made apart from what is shown, ids that redirect, causes of changes, and runs that can be reverted. */
import { sql, type Kysely } from 'kysely';

const values = (path: string): string => `ARRAY(SELECT DISTINCT jsonb_path_query(doc, '${path}') #>> '{}')`;

// What queries filter by, of changes that were logged before this migration.
const FACETS = `jsonb_build_object('type', doc->'type', 'stage', doc->'stage', 'tier', doc->'tier',
  'date_from', NULL, 'date_to', NULL,
  'places', (SELECT coalesce(jsonb_agg(DISTINCT array_to_string((string_to_array(code, '.'))[1:n], '.')), '[]')
    FROM unnest(${values('$.places.values[*].value')}) code,
      generate_series(1, array_length(string_to_array(code, '.'), 1)) n),
  'violations', ${values('$.violations.values[*].value')},
  'elections', ${values('$.election.values[*].value.type')},
  'years', ${values('$.election.values[*].value.year ? (@ != null)')}::int[],
  'statuses', ${values('$.subjects[*].status.values[*].value')},
  'steps', (SELECT coalesce(jsonb_agg(DISTINCT key), '[]') FROM jsonb_array_elements(doc->'timeline') step,
    unnest(ARRAY[concat(step->>'value', ':', step->>'reality'), concat(step->>'value', ':'),
      concat(':', step->>'reality')]) key),
  'outlets', ${values('$.links[*].outlet ? (@ != null)')},
  'phases', '[]'::jsonb)`;
// The first and last day that a shortened date can mean.
const DAYS = `jsonb_build_object(
  'date_from', rpad(day, 10, CASE length(day) WHEN 4 THEN '-01-01' ELSE '-01' END),
  'date_to', CASE length(day) WHEN 10 THEN day
    WHEN 7 THEN ((day || '-01')::date + interval '1 month' - interval '1 day')::date::text ELSE day || '-12-31' END)`;

const STATEMENTS = [
  `CREATE TABLE linked (id text PRIMARY KEY, doc jsonb NOT NULL, hash text NOT NULL, first_seen timestamptz NOT NULL)`,
  `INSERT INTO linked SELECT id, doc, hash, first_seen FROM incidents`,
  `ALTER TABLE incident_reports DROP CONSTRAINT incident_reports_incident_fkey`,
  `ALTER TABLE incident_reports ADD FOREIGN KEY (incident) REFERENCES linked (id) ON DELETE CASCADE`,
  `ALTER TABLE incident_reports ADD COLUMN nth int NOT NULL DEFAULT 0`,
  `UPDATE incident_reports SET nth = l.nth FROM (SELECT link->>'report' AS report, nth FROM linked,
    jsonb_array_elements(doc->'links') WITH ORDINALITY AS x (link, nth)) l WHERE l.report = incident_reports.report`,

  `CREATE TABLE redirects (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL, target text NOT NULL,
    reason text NOT NULL CHECK (reason IN ('merge', 'split')), causes jsonb NOT NULL, at timestamptz NOT NULL)`,
  `CREATE INDEX redirects_id ON redirects (id, seq)`,
  `CREATE INDEX redirects_target ON redirects (target, seq)`,

  `CREATE TABLE link_causes (
    report text NOT NULL, kind text NOT NULL, ref text NOT NULL, mark bigint NOT NULL, PRIMARY KEY (report, kind, ref))`,

  `ALTER TABLE changes DROP CONSTRAINT changes_kind_check`,
  `ALTER TABLE changes ADD CHECK (kind IN ('new', 'changed', 'noted', 'removed'))`,
  `ALTER TABLE changes ADD COLUMN causes jsonb NOT NULL DEFAULT '[]', ADD COLUMN facets jsonb`,
  `UPDATE changes SET facets = ${FACETS} WHERE doc IS NOT NULL`,
  `UPDATE changes SET facets = facets || ${DAYS}
    FROM (SELECT id AS change, doc #>> '{date,display}' AS day FROM changes) d
    WHERE d.change = changes.id AND day ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?$' OR d.change = changes.id AND
      day ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$'`,
  `CREATE INDEX changes_as_of ON changes (incident, at, id)`,

  `CREATE TABLE runs (
    id text PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('reextract', 'revert')), reverts text,
    version text NOT NULL, started timestamptz NOT NULL, ended timestamptz)`,
  `ALTER TABLE extractions ADD COLUMN run text`,
  `CREATE TABLE extraction_versions (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, article text NOT NULL, since timestamptz NOT NULL,
    until timestamptz NOT NULL, run text, made_by text, doc jsonb NOT NULL, keys jsonb NOT NULL, sign text)`,
  `CREATE INDEX extraction_versions_article ON extraction_versions (article, seq)`,
  `CREATE INDEX extraction_versions_run ON extraction_versions (run) WHERE run IS NOT NULL`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
