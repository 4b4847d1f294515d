/** Facets: what queries filter incidents by, of those shown now and of those that were. */
import { sql, type Kysely } from 'kysely';
import type { Incident } from '../model/incident.js';
import { daysOf, hashOf, toJson } from './documents.js';
import type { Tables } from './tables.js';

const unique = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.flatMap((value) => (value === null ? [] : [value]))),
];

/** A place counts for everything above it: 36.74.01 for 36.74 and 36. */
function withParents(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}

/** A field's values and the one shown, which a review may have put there. */
const told = <T>({ values, display }: { values: { value: T }[]; display: T | null }): (T | null)[] => [
  ...values.map(({ value }) => value),
  display,
];

/** What queries filter by: the values that any outlet gives, not only those shown. */
export function facetsOf(incident: Incident) {
  const { from, to } = daysOf(incident.date.display);
  const elections = told(incident.election);
  return {
    id: incident.id,
    type: incident.type,
    stage: incident.stage,
    tier: incident.tier,
    date_from: from,
    date_to: to,
    places: unique(told(incident.places).flatMap((code) => (code === null ? [] : withParents(code)))),
    violations: unique(told(incident.violations)),
    elections: unique(elections.map((one) => one?.type ?? null)),
    years: unique(elections.map((one) => one?.year ?? null)),
    statuses: unique(incident.subjects.flatMap(({ status }) => told(status))),
    steps: unique(
      incident.timeline.flatMap(({ value, reality }) => [`${value}:${reality}`, `${value}:`, `:${reality}`]),
    ),
    outlets: unique(incident.links.map(({ outlet }) => outlet)),
  };
}

/** Writes incidents as they are shown; one that is known keeps the day on which it was first seen. */
export async function writeShown(
  db: Kysely<Tables>,
  incidents: readonly Incident[],
  now: Date,
): Promise<void> {
  if (incidents.length === 0) return;
  const rows = incidents.map((incident) => ({
    ...facetsOf(incident),
    doc: incident,
    hash: hashOf(incident),
  }));
  await sql`
    INSERT INTO incidents (id, type, stage, tier, date_from, date_to, places, violations, elections, years, statuses,
      steps, outlets, doc, hash, first_seen, changed_at)
    SELECT id, type, stage, tier, date_from, date_to, places, violations, elections, years, statuses, steps, outlets,
      doc, hash, coalesce((SELECT min(at) FROM changes c WHERE c.incident = x.id), ${now}::timestamptz),
      ${now}::timestamptz
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (id text, type text, stage text, tier text, date_from date,
      date_to date, places text[], violations text[], elections text[], years int[], statuses text[], steps text[],
      outlets text[], doc jsonb, hash text)
    ON CONFLICT (id) DO UPDATE SET type = excluded.type, stage = excluded.stage, tier = excluded.tier,
      date_from = excluded.date_from, date_to = excluded.date_to, places = excluded.places,
      violations = excluded.violations, elections = excluded.elections, years = excluded.years,
      statuses = excluded.statuses, steps = excluded.steps, outlets = excluded.outlets, doc = excluded.doc,
      hash = excluded.hash, changed_at = excluded.changed_at`.execute(db);
}
