/** Hosts, for any number of processes: turns to ask them, so that one pause serves all, and what they said to robots. */
import { sql, type Kysely } from 'kysely';
import { toJson } from './documents.js';
import type { Tables } from './tables.js';

export interface Turn {
  /** Milliseconds until the turn. */
  waitMs: number;
  /** Milliseconds for which nobody gets a turn, because the host asked for a pause; then no turn was taken. */
  heldMs: number | null;
}

/**
 * Takes the next turn at a host; the one after it comes `delayMs` later. The database's clock is the one that counts,
 * since those of several machines differ.
 * @param patienceMs a pause that ends sooner is waited for; a longer one is told
 */
export async function takeTurn(
  db: Kysely<Tables>,
  host: string,
  delayMs: number,
  patienceMs: number,
): Promise<Turn> {
  const delay = sql`make_interval(secs => ${delayMs / 1000}::float8)`;
  const patience = sql`make_interval(secs => ${patienceMs / 1000}::float8)`;
  const { rows } = await sql<{ wait: number; held: number }>`
    INSERT INTO hosts AS h (host, next_turn) VALUES (${host}, clock_timestamp() + ${delay})
    ON CONFLICT (host) DO UPDATE SET next_turn = CASE
      WHEN h.held_until > clock_timestamp() + ${patience} THEN h.next_turn
      ELSE greatest(h.next_turn, h.held_until, clock_timestamp()) + ${delay} END
    RETURNING extract(epoch FROM next_turn - ${delay} - clock_timestamp())::float8 * 1000 AS wait,
      extract(epoch FROM held_until - clock_timestamp())::float8 * 1000 AS held`.execute(db);
  const { wait = 0, held = 0 } = rows[0] ?? {};
  return { waitMs: Math.max(0, Math.ceil(wait)), heldMs: held > patienceMs ? Math.ceil(held) : null };
}

/** Nobody gets a turn at the host for the next `ms` milliseconds. */
export async function holdHost(db: Kysely<Tables>, host: string, ms: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${ms / 1000}::float8)`;
  await sql`
    INSERT INTO hosts AS h (host, next_turn, held_until) VALUES (${host}, clock_timestamp(), ${until})
    ON CONFLICT (host) DO UPDATE SET held_until = greatest(h.held_until, excluded.held_until)`.execute(db);
}

/** What a host said to robots, as it was saved. */
export interface SavedRobots {
  /** Plain JSON. */
  doc: unknown;
  /** Milliseconds until it has to be asked again. */
  leftMs: number;
}

/** What a host said to robots; null where it has to be asked, by the database's clock. */
export async function findRobots(db: Kysely<Tables>, origin: string): Promise<SavedRobots | null> {
  const { rows } = await sql<SavedRobots>`
    SELECT doc, extract(epoch FROM until - clock_timestamp())::float8 * 1000 AS "leftMs"
    FROM robots WHERE origin = ${origin} AND until > clock_timestamp()`.execute(db);
  return rows[0] ?? null;
}

/** Saves what a host said to robots, to hold for so long. */
export async function saveRobots(
  db: Kysely<Tables>,
  origin: string,
  doc: unknown,
  ms: number,
): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${ms / 1000}::float8)`;
  await sql`
    INSERT INTO robots (origin, doc, until) VALUES (${origin}, ${toJson(doc)}::jsonb, ${until})
    ON CONFLICT (origin) DO UPDATE SET doc = excluded.doc, until = excluded.until`.execute(db);
}

/**
 * Saves what stands for a host that is being asked, unless something is known of it.
 * @returns false when something is known, so that the caller need not ask
 */
export async function claimRobots(
  db: Kysely<Tables>,
  origin: string,
  doc: unknown,
  ms: number,
): Promise<boolean> {
  const until = sql`clock_timestamp() + make_interval(secs => ${ms / 1000}::float8)`;
  const { rows } = await sql`
    INSERT INTO robots AS r (origin, doc, until) VALUES (${origin}, ${toJson(doc)}::jsonb, ${until})
    ON CONFLICT (origin) DO UPDATE SET doc = excluded.doc, until = excluded.until
    WHERE r.until <= clock_timestamp() RETURNING origin`.execute(db);
  return rows.length > 0;
}
