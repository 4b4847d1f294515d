/** Twenty-second migration: since when each reader follows a subscription, by which link it is left, and how deliveries are tried again. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE deliveries ADD COLUMN as_of timestamptz, ADD COLUMN attempts int NOT NULL DEFAULT 0,
    ADD COLUMN next_try timestamptz, ADD COLUMN doubtful boolean NOT NULL DEFAULT false`,
  `CREATE TABLE readers (
    recipient text NOT NULL, subscription text NOT NULL, since timestamptz NOT NULL, token text NOT NULL UNIQUE,
    PRIMARY KEY (recipient, subscription))`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
