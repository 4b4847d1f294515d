/** Third migration: visits to outlets, and what they and the articles come to by outlet and day. */
import { sql, type Kysely } from 'kysely';

const COUNTS = [
  'feeds_answered',
  'feeds_empty',
  'feeds_failed',
  'pages',
  'unchanged',
  'gone',
  'refused',
  'failed',
];
const ZERO = 'int NOT NULL DEFAULT 0';
const counts = COUNTS.map((name) => `${name} ${ZERO}`).join(', ');

const STATEMENTS = [
  `CREATE TABLE visits (
    outlet text NOT NULL, at timestamptz NOT NULL, ${counts}, errors jsonb NOT NULL, PRIMARY KEY (outlet, at))`,
  `CREATE INDEX visits_at ON visits (at)`,

  `CREATE TABLE coverage (
    outlet text NOT NULL, day date NOT NULL,
    visits ${ZERO}, answered ${ZERO}, last_visit timestamptz, last_answered timestamptz,
    ${counts}, errors jsonb NOT NULL DEFAULT '{}',
    found ${ZERO}, unread ${ZERO}, titled ${ZERO}, dated ${ZERO}, filled ${ZERO},
    body_length double precision, paragraphs double precision, bases jsonb NOT NULL DEFAULT '{}',
    last_found timestamptz, published ${ZERO}, relevant ${ZERO},
    settled timestamptz NOT NULL, PRIMARY KEY (outlet, day))`,
  `CREATE INDEX coverage_day ON coverage (day)`,
  `CREATE INDEX coverage_settled ON coverage (settled)`,

  `CREATE INDEX articles_changed_at ON articles (changed_at)`,
  `CREATE INDEX extractions_at ON extractions (at)`,
  `CREATE INDEX quarantine_at ON quarantine (at)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
