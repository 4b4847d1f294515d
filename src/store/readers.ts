/** Readers: who gets what by which subscription, what each was told of, and who wants no more. */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Summary } from './changes.js';
import type { Tables } from './tables.js';

/** Who gets what: an address, and the subscription by which it does. */
export interface Reader {
  recipient: string;
  subscription: string;
}

/** An incident in the state in which a reader was told of it. */
export interface ToldVersion {
  incident: string;
  /** Entry of the log of changes. */
  version: number;
}

/** What a reader was told of an incident last. */
export interface LastTold {
  version: number;
  /** Null where it was told that nothing tells of it any more. */
  summary: Summary | null;
}

export interface Following {
  /** ISO instant up to which the reader has had all there was; at first, when it began to follow. */
  since: string;
  /** By which the reader can leave it; says nothing to anybody else. */
  token: string;
}

export interface ReaderCalls {
  /** What a reader was told of some incidents last, by an instant where one is given. */
  told(
    reader: Reader,
    incidents: readonly string[],
    before?: Date | null,
  ): Promise<ReadonlyMap<string, LastTold>>;
  /** The last edition until an ISO day that a reader got, by an instant where one is given; null when there was none. */
  lastEdition(reader: Reader, until: string, before?: Date | null): Promise<string | null>;
  /** When something went out to a reader last; null when nothing did. */
  lastSent(reader: Reader): Promise<string | null>;
  /** Notes that a reader follows a subscription from now on, unless it is known. */
  follow(reader: Reader, now: Date): Promise<Following>;
  /** Notes that a reader has had all there was until an instant; never goes back. */
  haveHad(reader: Reader, until: Date): Promise<void>;
  /** Whom a token was given to; null where it was given to nobody. */
  readerByToken(token: string): Promise<Reader | null>;
  /** With an empty subscription, an address gets nothing at all from then on. */
  unsubscribe(reader: Reader, now: Date): Promise<void>;
  /** Takes back that an address wants no more; with an empty subscription, by any. */
  resubscribe(reader: Reader): Promise<void>;
  isUnsubscribed(reader: Reader): Promise<boolean>;
}

export const readerCalls = (db: Kysely<Tables>): ReaderCalls => ({
  told: (reader, incidents, before = null) => listTold(db, reader, incidents, before),
  lastEdition: (reader, until, before = null) => findLastEdition(db, reader, until, before),
  lastSent: (reader) => findLastSent(db, reader),
  follow: (reader, now) => follow(db, reader, now),
  haveHad: (reader, until) => noteHad(db, reader, until),
  readerByToken: (token) => findReader(db, token),
  unsubscribe: (reader, now) => unsubscribe(db, reader, now),
  resubscribe: (reader) => resubscribe(db, reader),
  isUnsubscribed: (reader) => isUnsubscribed(db, reader),
});

async function listTold(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  incidents: readonly string[],
  before: Date | null,
): Promise<Map<string, LastTold>> {
  const { rows } = await sql<{ incident: string } & LastTold>`
    SELECT DISTINCT ON (t.incident) t.incident, t.version, c.after AS summary
    FROM told t LEFT JOIN changes c ON c.id = t.version
    WHERE t.recipient = ${recipient.toLowerCase()} AND t.subscription = ${subscription}
      AND t.incident = ANY(${[...incidents]}::text[])
      AND t.at < coalesce(${before}::timestamptz, 'infinity')
    ORDER BY t.incident, t.version DESC`.execute(db);
  return new Map(rows.map(({ incident, ...told }) => [incident, told]));
}

async function findLastEdition(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  until: string,
  before: Date | null,
): Promise<string | null> {
  const { rows } = await sql<{ date: string | null }>`
    SELECT max(date)::text AS date FROM deliveries WHERE lower(recipient) = ${recipient.toLowerCase()}
      AND subscription = ${subscription} AND status = 'sent' AND date <= ${until}::date
      AND at < coalesce(${before}::timestamptz, 'infinity')`.execute(db);
  return rows[0]?.date ?? null;
}

async function findLastSent(db: Kysely<Tables>, { recipient, subscription }: Reader): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    SELECT max(at) AS at FROM deliveries WHERE lower(recipient) = ${recipient.toLowerCase()}
      AND subscription = ${subscription} AND status = 'sent'`.execute(db);
  return rows[0]?.at ?? null;
}

const TOKEN_BYTES = 24;

async function follow(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  now: Date,
): Promise<Following> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { rows } = await sql<Following>`
    INSERT INTO readers AS r (recipient, subscription, since, token)
    VALUES (${recipient.toLowerCase()}, ${subscription}, ${now}::timestamptz, ${token})
    ON CONFLICT (recipient, subscription) DO UPDATE SET since = r.since RETURNING since, token`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error(`no reader ${recipient}`);
  return row;
}

async function noteHad(db: Kysely<Tables>, { recipient, subscription }: Reader, until: Date): Promise<void> {
  await sql`
    UPDATE readers SET since = greatest(since, ${until}::timestamptz)
    WHERE recipient = ${recipient.toLowerCase()} AND subscription = ${subscription}`.execute(db);
}

async function findReader(db: Kysely<Tables>, token: string): Promise<Reader | null> {
  const row = await db
    .selectFrom('readers')
    .select(['recipient', 'subscription'])
    .where('token', '=', token)
    .executeTakeFirst();
  return row ?? null;
}

async function unsubscribe(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  now: Date,
): Promise<void> {
  const row = { recipient: recipient.toLowerCase(), subscription, at: now };
  await db
    .insertInto('unsubscribed')
    .values(row)
    .onConflict((conflict) => conflict.columns(['recipient', 'subscription']).doNothing())
    .execute();
}

async function resubscribe(db: Kysely<Tables>, { recipient, subscription }: Reader): Promise<void> {
  await sql`
    DELETE FROM unsubscribed WHERE recipient = ${recipient.toLowerCase()}
      AND (${subscription} = '' OR subscription IN ('', ${subscription}))`.execute(db);
}

async function isUnsubscribed(db: Kysely<Tables>, { recipient, subscription }: Reader): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM unsubscribed WHERE recipient = ${recipient.toLowerCase()}
      AND subscription IN ('', ${subscription}) LIMIT 1`.execute(db);
  return rows.length > 0;
}
