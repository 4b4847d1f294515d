/** Twentieth migration: what each recipient was told of each incident, by subscription, and who wants no more. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE deliveries ADD COLUMN subscription text NOT NULL DEFAULT ''`,
  `CREATE INDEX deliveries_recipient ON deliveries (recipient, subscription, date)`,
  `CREATE TABLE told (
    recipient text NOT NULL, subscription text NOT NULL, incident text NOT NULL, version bigint NOT NULL,
    delivery text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (recipient, subscription, incident, version))`,
  `CREATE TABLE unsubscribed (
    recipient text NOT NULL, subscription text NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (recipient, subscription))`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
