/** Twelfth migration: tombstones of what was erased, and hashes by which it is known again when an outlet brings it anew. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE tombstones (
    id text PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('article', 'person')), doc jsonb NOT NULL,
    at timestamptz NOT NULL, salt text NOT NULL, hashes text[] NOT NULL)`,
  `CREATE INDEX tombstones_hashes ON tombstones USING gin (hashes)`,
  `DELETE FROM link_causes c WHERE NOT EXISTS (SELECT FROM reports r WHERE r.id = c.report)`,
  `ALTER TABLE link_causes ADD FOREIGN KEY (report) REFERENCES reports (id) ON DELETE CASCADE`,
  `CREATE TABLE erased_urls (hash text PRIMARY KEY, tombstone text NOT NULL)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
