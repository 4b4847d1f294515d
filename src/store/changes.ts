/** The log of changes: what became of each incident, append-only; editions read it. */
import { sql, type Kysely } from 'kysely';
import type { Cause, HistoryEntry } from '../model/change.js';
import type { Incident } from '../model/incident.js';
import { hashOf, toJson } from './documents.js';
import { toldValues } from '../model/shown.js';
import type { Tables } from './tables.js';

/** What a change is told by: the values of an incident that a reader looks at first. */
export interface Summary {
  id: string;
  stage: string | null;
  tier: string;
  outlets: number;
  reports: number;
  count: number | null;
  date: string | null;
  violations: string[];
  places: string[];
  /** Whether somebody denies it; absent in what was recorded before that was noted. */
  denied?: boolean;
  /** Hash of who is told of as what, and the steps with their reality and date; absent in what was recorded before. */
  people?: string;
  steps?: string[];
}

export interface ChangeToRecord {
  incident: string;
  kind: HistoryEntry['kind'];
  before: Summary | null;
  after: Summary | null;
  doc: Incident | null;
  causes: Cause[];
  /** What queries filter by. */
  facets?: object;
}

export function summarise(incident: Incident): Summary {
  return {
    id: incident.id,
    stage: incident.stage,
    tier: incident.tier,
    outlets: incident.outlets,
    reports: incident.links.length,
    count: incident.count.display,
    date: incident.date.display,
    violations: toldValues(incident, 'violations').map(({ value }) => value),
    places: toldValues(incident, 'places').map(({ value }) => value),
    denied: incident.timeline.some(({ value, reality }) => value === 'denial' || reality === 'denied'),
    people: hashOf([
      incident.subjects.map((one) => [one.role, one.status.display, one.position, one.displayName]),
      incident.authorities.map(({ name, institution }) => [name, institution]),
    ]),
    steps: incident.timeline.map(({ value, reality, date }) => [value, reality, date ?? ''].join(':')),
  };
}

export async function recordChanges(
  db: Kysely<Tables>,
  changes: readonly ChangeToRecord[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    INSERT INTO changes (incident, at, kind, before, after, doc, causes, facets)
    SELECT incident, ${now}::timestamptz, kind, before, after, doc, causes, facets
    FROM jsonb_to_recordset(${toJson(changes)}::jsonb) AS x (incident text, kind text, before jsonb, after jsonb,
      doc jsonb, causes jsonb, facets jsonb)`.execute(db);
}

/** All that became of an incident, the oldest first, each with why. */
export async function listHistory(db: Kysely<Tables>, incident: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    SELECT at, kind, causes FROM changes WHERE incident = ${incident} ORDER BY id`.execute(db);
  return rows;
}
