/** Fifth migration: what articles said before they were revised, and when an address is looked at again. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE article_versions (
    article text NOT NULL, since timestamptz NOT NULL, until timestamptz NOT NULL,
    title text NOT NULL, text text NOT NULL, doc jsonb NOT NULL, PRIMARY KEY (article, since))`,
  `ALTER TABLE urls ADD COLUMN again timestamptz`,
  `CREATE INDEX urls_again ON urls (outlet, again) WHERE again IS NOT NULL`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
