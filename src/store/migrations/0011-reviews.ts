/** Eleventh migration: decisions of analysts, append-only, and where each of them stands today. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE reviews (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, kind text NOT NULL,
    target text NOT NULL, decision text NOT NULL, doc jsonb NOT NULL, at timestamptz NOT NULL)`,
  `CREATE INDEX reviews_target ON reviews (target, seq)`,
  `CREATE INDEX reviews_at ON reviews (at)`,

  // The incident that a decision on an incident holds for today: its target, or what that went into.
  `CREATE TABLE review_incidents (
    review text PRIMARY KEY REFERENCES reviews (id) ON DELETE CASCADE, target text NOT NULL, incident text NOT NULL)`,
  `CREATE INDEX review_incidents_incident ON review_incidents (incident)`,
  `CREATE INDEX review_incidents_target ON review_incidents (target)`,

  // The reports that a decision rests on, under the ids that they have today; two sides for merges and splits.
  `CREATE TABLE review_reports (
    review text NOT NULL REFERENCES reviews (id) ON DELETE CASCADE, side int NOT NULL, report text NOT NULL,
    PRIMARY KEY (review, side, report))`,
  `CREATE INDEX review_reports_report ON review_reports (report)`,

  // Incidents that are no more, with the reports they had last: they come back with these.
  `CREATE TABLE ended (id text PRIMARY KEY, since timestamptz NOT NULL, members text[] NOT NULL)`,
  `CREATE INDEX ended_members ON ended USING gin (members)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
