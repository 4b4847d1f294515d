/** Incidents in the store: replaced together with the reports they are made of, under ids that stay. */
import { sql, type Kysely } from 'kysely';
import type { Cause } from '../model/change.js';
import { TryLater } from '../model/errors.js';
import { Incident } from '../model/incident.js';
import { causesOf, takeCauses } from './causes.js';
import { hashOf, readDocument, toJson } from './documents.js';
import { idsFor, keepIds, type Kept } from './keep-ids.js';
import { unmark } from './link-marks.js';
import { endIncidents, listEnded, listTaken, recordMoves } from './redirects.js';
import { WRITE_LOCK } from './reports.js';
import { applyReviews } from './apply-reviews.js';
import { listStanding, moveReviews } from './review-places.js';
import { showIncidents, type Shown, type ToShow } from './show-incidents.js';
import type { Tables } from './tables.js';

export interface IncidentsToSave {
  /** What linking made of the reports. */
  incidents: readonly Incident[];
  /** All reports that linking was handed, and those that reviews keep out of it. */
  reportIds: readonly string[];
  /** As given by reportsToLink: the reports wait no longer, but for those that changed later. */
  asOf?: number;
  now: Date;
}

export type SavedIncidents = Shown;

interface Stored {
  id: string;
  hash: string;
  since: string;
  members: string[];
}

/**
 * Puts incidents in the place of all those that hold any of the reports, in one transaction. They keep the ids that
 * readers know them by, whatever linking proposes (see keepIds); where ids end, redirects say so. What is the same as
 * before is not written, and leaves no trace in the log of changes.
 * @throws TryLater when reports came or went since linking read them: read them again and link anew
 */
export async function saveIncidents(
  database: Kysely<Tables>,
  toSave: IncidentsToSave,
): Promise<SavedIncidents> {
  const { now, asOf } = toSave;
  return database.transaction().execute(async (db) => {
    await WRITE_LOCK.execute(db);
    await checkReports(db, toSave);
    const before = await listBefore(db, toSave);
    const causes =
      asOf === undefined ? new Map<string, Cause[]>() : await takeCauses(db, toSave.reportIds, asOf);
    if (asOf !== undefined) await unmark(db, toSave.reportIds, asOf);
    const kept = await keepTheirIds(db, toSave.incidents, before);
    await writeLinked(db, kept.incidents, before, now);
    await writeMembers(db, kept.incidents, before);
    const moves = kept.moves.map((move) => ({ ...move, causes: causesOf(membersOf(move, before), causes) }));
    await recordMoves(db, moves, now);
    await moveReviews(db, kept, before);
    const decisions = await listStanding(
      db,
      kept.incidents.map(({ id }) => id),
    );
    const toShow = listToShow(kept.incidents, before, causes).map((one) =>
      one.incident === null
        ? one
        : { ...one, incident: applyReviews(one.incident, decisions.get(one.id) ?? []) },
    );
    return showIncidents(db, toShow, now);
  });
}

/** Every report that linking was handed, or speaks of, must still be there. */
async function checkReports(db: Kysely<Tables>, { incidents, reportIds }: IncidentsToSave): Promise<void> {
  const linked = incidents.flatMap(({ links }) => links.map(({ report }) => report));
  const ids = [...new Set([...reportIds, ...linked])];
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM reports WHERE id = ANY(${ids}::text[])`.execute(db);
  if (rows[0]?.count !== ids.length)
    throw new TryLater('some of the reports were replaced meanwhile; link them again', 0);
}

/** The incidents that hold any of the reports; none of them may hold a report that linking did not see. */
async function listBefore(db: Kysely<Tables>, { incidents, reportIds }: IncidentsToSave): Promise<Stored[]> {
  const linked = incidents.flatMap(({ links }) => links.map(({ report }) => report));
  const reports = [...new Set([...reportIds, ...linked])];
  const { rows } = await sql<Stored>`
    SELECT i.id, i.hash, i.first_seen AS since,
      ARRAY(SELECT m.report FROM incident_reports m WHERE m.incident = i.id ORDER BY m.nth, m.report) AS members
    FROM linked i WHERE i.id IN (SELECT m.incident FROM incident_reports m WHERE m.report = ANY(${reports}::text[]))
    ORDER BY i.id`.execute(db);
  const seen = new Set(reports);
  const unseen = rows.flatMap(({ members }) => members).find((report) => !seen.has(report));
  if (unseen !== undefined)
    throw new TryLater(`report ${unseen} joined one of the incidents meanwhile; link them again`, 0);
  return rows;
}

async function keepTheirIds(
  db: Kysely<Tables>,
  incidents: readonly Incident[],
  before: readonly Stored[],
): Promise<Kept> {
  const own = new Set(before.map(({ id }) => id));
  const proposed = incidents.flatMap(({ id }) => (own.has(id) ? [] : idsFor(id)));
  const taken = await listTaken(db, proposed);
  const reports = incidents.flatMap(({ links }) => links.map(({ report }) => report));
  const ended = await listEnded(db, proposed, reports);
  return keepIds(incidents, before, ended, (id) => taken.has(id));
}

/** What linking made, without any decision of a review. */
async function writeLinked(
  db: Kysely<Tables>,
  incidents: readonly Incident[],
  before: readonly Stored[],
  now: Date,
): Promise<void> {
  const known = new Map(before.map(({ id, hash }) => [id, hash]));
  const rows = incidents
    .map((doc) => ({ id: doc.id, doc, hash: hashOf(doc) }))
    .filter(({ id, hash }) => known.get(id) !== hash);
  if (rows.length > 0)
    await sql`
      WITH back AS (DELETE FROM ended WHERE id = ANY(${rows.map(({ id }) => id)}::text[]) RETURNING id, since)
      INSERT INTO linked (id, doc, hash, first_seen)
      SELECT x.id, x.doc, x.hash, coalesce(back.since, ${now}::timestamptz)
      FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (id text, doc jsonb, hash text)
        LEFT JOIN back ON back.id = x.id
      ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, hash = excluded.hash`.execute(db);
  const staying = new Set(incidents.map(({ id }) => id));
  const gone = before.flatMap(({ id }) => (staying.has(id) ? [] : [id]));
  await endIncidents(db, gone);
}

async function writeMembers(
  db: Kysely<Tables>,
  incidents: readonly Incident[],
  before: readonly Stored[],
): Promise<void> {
  const was = new Map(before.map(({ id, members }) => [id, members.join(' ')]));
  const moved = incidents.filter(
    ({ id, links }) => was.get(id) !== links.map(({ report }) => report).join(' '),
  );
  const staying = new Set(incidents.map(({ id }) => id));
  const ids = [...moved.map(({ id }) => id), ...[...was.keys()].filter((id) => !staying.has(id))];
  await sql`DELETE FROM incident_reports WHERE incident = ANY(${ids}::text[])`.execute(db);
  const rows = moved.flatMap(({ id, links }) =>
    links.map(({ report }, nth) => ({ report, incident: id, nth: nth + 1 })),
  );
  if (rows.length === 0) return;
  await sql`
    INSERT INTO incident_reports (report, incident, nth)
    SELECT DISTINCT ON (report) report, incident, nth
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (report text, incident text, nth int)
    ON CONFLICT (report) DO UPDATE SET incident = excluded.incident, nth = excluded.nth`.execute(db);
}

const membersOf = ({ id }: { id: string }, before: readonly Stored[]): string[] =>
  before.find((one) => one.id === id)?.members ?? [];

/** What may be shown otherwise now: incidents that are, and those that are no more, each with why. */
function listToShow(
  incidents: readonly Incident[],
  before: readonly Stored[],
  causes: ReadonlyMap<string, Cause[]>,
): ToShow[] {
  const homes = new Map(before.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  const known = new Set(before.map(({ id }) => id));
  const staying = new Set(incidents.map(({ id }) => id));
  const here = incidents.map((incident): ToShow => {
    const reports = incident.links.map(({ report }) => report);
    const parent = known.has(incident.id)
      ? null
      : (reports.flatMap((one) => homes.get(one) ?? [])[0] ?? null);
    const all = new Set([...reports, ...membersOf(incident, before)]);
    return { id: incident.id, incident, parent, causes: causesOf(all, causes) };
  });
  const gone = before
    .filter(({ id }) => !staying.has(id))
    .map(({ id, members }): ToShow => ({
      id,
      incident: null,
      parent: null,
      causes: causesOf(members, causes),
    }));
  return [...here, ...gone];
}

/** An incident by its id, as it is shown; null when there is none. */
/** An incident as linking made it, without what analysts decided; null when there is none. */
export async function findAsLinked(db: Kysely<Tables>, id: string): Promise<Incident | null> {
  const row = await db.selectFrom('linked').select('doc').where('id', '=', id).executeTakeFirst();
  return row ? readDocument(Incident, row.doc, `incident ${id}`) : null;
}

export async function findIncident(db: Kysely<Tables>, id: string): Promise<Incident | null> {
  const row = await db.selectFrom('incidents').select('doc').where('id', '=', id).executeTakeFirst();
  return row ? readDocument(Incident, row.doc, `incident ${id}`) : null;
}
