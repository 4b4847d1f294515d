/** Incidents in the store: replaced together with the reports they are made of, and every change of them logged. */
import { sql, type Kysely } from 'kysely';
import { TryLater } from '../model/errors.js';
import { Incident } from '../model/incident.js';
import { recordChanges, recordRemoved, summarise, type ChangeToRecord } from './changes.js';
import { daysOf, hashOf, readDocument, toJson } from './documents.js';
import { WRITE_LOCK } from './reports.js';
import type { Tables } from './tables.js';
import { unmark } from './link-marks.js';

export interface IncidentsToSave {
  /** What linking made of the reports. */
  incidents: readonly Incident[];
  /** All reports that linking was handed. */
  reportIds: readonly string[];
  /** As given by reportsToLink: the reports wait no longer, but for those that changed later. */
  asOf?: number;
  now: Date;
}

export interface SavedIncidents {
  /** Ids of incidents that were not there before. */
  fresh: string[];
  /** Ids of incidents whose document is another now. */
  changed: string[];
  /** Ids of incidents that are no more. */
  removed: string[];
}

interface Stored {
  id: string;
  doc: unknown;
  hash: string;
  first_seen: string;
  members: string[];
}

/**
 * Puts incidents in the place of all those that hold any of the reports, in one transaction. What is the same as before
 * is not written, and leaves no trace in the log of changes.
 * @throws TryLater when reports came or went since linking read them: read them again and link anew
 */
export async function saveIncidents(
  database: Kysely<Tables>,
  toSave: IncidentsToSave,
): Promise<SavedIncidents> {
  const { incidents, now } = toSave;
  return database.transaction().execute(async (db) => {
    await WRITE_LOCK.execute(db);
    await checkReports(db, toSave);
    const before = await listBefore(db, toSave);
    if (toSave.asOf !== undefined) await unmark(db, toSave.reportIds, toSave.asOf);
    const hashes = new Map(incidents.map((incident) => [incident.id, hashOf(incident)]));
    const byId = new Map(before.map((stored) => [stored.id, stored]));
    const written = incidents.filter(({ id }) => byId.get(id)?.hash !== hashes.get(id));
    const staying = new Set(incidents.map(({ id }) => id));
    const gone = before.filter(({ id }) => !staying.has(id));
    if (written.length === 0 && gone.length === 0) return { fresh: [], changed: [], removed: [] };
    await db
      .deleteFrom('incident_reports')
      .where('incident', '=', sql<string>`ANY(${before.map(({ id }) => id)}::text[])`)
      .execute();
    await writeIncidents(db, written, hashes, now);
    await writeMembers(db, incidents);
    await sql`DELETE FROM incidents WHERE id = ANY(${gone.map(({ id }) => id)}::text[])`.execute(db);
    const changes = written
      .filter((incident) => !isTheSame(incident, byId.get(incident.id)))
      .map((incident) => describeChange(incident, before));
    await recordChanges(db, changes, now);
    await recordRemoved(db, gone, now);
    return {
      fresh: changes.filter(({ kind }) => kind === 'new').map(({ incident }) => incident),
      changed: changes.filter(({ kind }) => kind === 'changed').map(({ incident }) => incident),
      removed: gone.map(({ id }) => id),
    };
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
  const ids = incidents.map(({ id }) => id);
  const { rows } = await sql<Stored>`
    SELECT i.id, i.doc, i.hash, i.first_seen,
      ARRAY(SELECT m.report FROM incident_reports m WHERE m.incident = i.id) AS members
    FROM incidents i WHERE i.id = ANY(${ids}::text[])
      OR i.id IN (SELECT m.incident FROM incident_reports m WHERE m.report = ANY(${reports}::text[]))`.execute(
    db,
  );
  const seen = new Set(reports);
  const unseen = rows.flatMap(({ members }) => members).find((report) => !seen.has(report));
  if (unseen !== undefined)
    throw new TryLater(`report ${unseen} joined one of the incidents meanwhile; link them again`, 0);
  return rows;
}

/** True when nothing but its likeness to other incidents changed, which is no news. */
function isTheSame(incident: Incident, before: Stored | undefined): boolean {
  if (before === undefined) return false;
  const known = readDocument(Incident, before.doc, `incident ${before.id}`);
  return hashOf({ ...known, possibly: [] }) === hashOf({ ...incident, possibly: [] });
}

/** An incident under a new id that takes reports over from another one is no news: it is that one, changed. */
function describeChange(incident: Incident, before: readonly Stored[]): ChangeToRecord {
  const reports = new Set(incident.links.map(({ report }) => report));
  const same = before.find(({ id }) => id === incident.id);
  const parent = same ?? before.find(({ members }) => members.some((report) => reports.has(report)));
  return {
    incident: incident.id,
    kind: parent ? 'changed' : 'new',
    before: parent ? summarise(readDocument(Incident, parent.doc, `incident ${parent.id}`)) : null,
    after: summarise(incident),
    doc: incident,
  };
}

const unique = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.flatMap((value) => (value === null ? [] : [value]))),
];

/** A place counts for everything above it: 36.74.01 for 36.74 and 36. */
function withParents(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}

/** What queries filter by: the values that any outlet gives, not only those shown. */
export function indexColumns(incident: Incident) {
  const { from, to } = daysOf(incident.date.display);
  const elections = incident.election.values.map(({ value }) => value);
  return {
    id: incident.id,
    type: incident.type,
    stage: incident.stage,
    tier: incident.tier,
    date_from: from,
    date_to: to,
    places: unique(incident.places.values.flatMap(({ value }) => withParents(value))),
    violations: unique(incident.violations.values.map(({ value }) => value)),
    elections: unique(elections.map(({ type }) => type)),
    years: unique(elections.map(({ year }) => year)),
    statuses: unique(incident.subjects.flatMap(({ status }) => status.values.map(({ value }) => value))),
    steps: unique(
      incident.timeline.flatMap(({ value, reality }) => [`${value}:${reality}`, `${value}:`, `:${reality}`]),
    ),
    outlets: unique(incident.links.map(({ outlet }) => outlet)),
  };
}

async function writeIncidents(
  db: Kysely<Tables>,
  incidents: readonly Incident[],
  hashes: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  if (incidents.length === 0) return;
  const rows = incidents.map((incident) => ({
    ...indexColumns(incident),
    doc: incident,
    hash: hashes.get(incident.id) ?? '',
  }));
  await sql`
    INSERT INTO incidents (id, type, stage, tier, date_from, date_to, places, violations, elections, years, statuses,
      steps, outlets, doc, hash, first_seen, changed_at)
    SELECT id, type, stage, tier, date_from, date_to, places, violations, elections, years, statuses, steps, outlets,
      doc, hash, ${now}::timestamptz, ${now}::timestamptz
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (id text, type text, stage text, tier text, date_from date,
      date_to date, places text[], violations text[], elections text[], years int[], statuses text[], steps text[],
      outlets text[], doc jsonb, hash text)
    ON CONFLICT (id) DO UPDATE SET type = excluded.type, stage = excluded.stage, tier = excluded.tier,
      date_from = excluded.date_from, date_to = excluded.date_to, places = excluded.places,
      violations = excluded.violations, elections = excluded.elections, years = excluded.years,
      statuses = excluded.statuses, steps = excluded.steps, outlets = excluded.outlets, doc = excluded.doc,
      hash = excluded.hash, changed_at = excluded.changed_at`.execute(db);
}

async function writeMembers(db: Kysely<Tables>, incidents: readonly Incident[]): Promise<void> {
  const rows = incidents.flatMap(({ id, links }) => links.map(({ report }) => ({ report, incident: id })));
  if (rows.length === 0) return;
  await sql`
    INSERT INTO incident_reports (report, incident)
    SELECT DISTINCT ON (report) report, incident
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (report text, incident text)
    ON CONFLICT (report) DO UPDATE SET incident = excluded.incident`.execute(db);
}

/** An incident by its id; null when there is none. */
export async function findIncident(db: Kysely<Tables>, id: string): Promise<Incident | null> {
  const row = await db.selectFrom('incidents').select('doc').where('id', '=', id).executeTakeFirst();
  return row ? readDocument(Incident, row.doc, `incident ${id}`) : null;
}
