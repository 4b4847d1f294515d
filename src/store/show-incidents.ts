/** Incidents as linked -> incidents as shown, with the decisions of reviews on top, and every change of them logged. */
import { sql, type Kysely } from 'kysely';
import type { Cause } from '../model/change.js';
import { Incident } from '../model/incident.js';
import { recordChanges, summarise, type ChangeToRecord } from './changes.js';
import { hashOf, readDocument } from './documents.js';
import { facetsOf, writeShown } from './facets.js';
import type { Tables } from './tables.js';

/** An incident that may have to be shown otherwise. */
export interface ToShow {
  id: string;
  /** As it is to be shown; null when it is no more, or hidden. */
  incident: Incident | null;
  /** Id of the incident that had its reports before, when that was another. */
  parent: string | null;
  causes: Cause[];
}

export interface Shown {
  /** Ids of incidents that were not there before. */
  fresh: string[];
  /** Ids of incidents that are told otherwise now. */
  changed: string[];
  /** Ids of incidents that are no more. */
  removed: string[];
}

/** Brings what is shown up to date. What is the same as before is not written, and leaves no trace in the log. */
export async function showIncidents(
  db: Kysely<Tables>,
  toShow: readonly ToShow[],
  now: Date,
): Promise<Shown> {
  const before = await listShown(
    db,
    toShow.flatMap(({ id, parent }) => [id, parent ?? id]),
  );
  const changes = toShow.flatMap((one) => describeChange(one, before) ?? []);
  await writeShown(
    db,
    changes.flatMap(({ doc }) => doc ?? []),
    now,
  );
  const removed = changes.flatMap(({ kind, incident }) => (kind === 'removed' ? [incident] : []));
  await sql`DELETE FROM incidents WHERE id = ANY(${removed}::text[])`.execute(db);
  await recordChanges(db, await withPhases(db, changes), now);
  const idsOf = (kind: ChangeToRecord['kind']): string[] =>
    changes.flatMap((change) => (change.kind === kind ? [change.incident] : []));
  return { fresh: idsOf('new'), changed: idsOf('changed'), removed };
}

/** An incident as it is shown; read only where that is needed, since most are the same as before. */
interface Known {
  hash: string;
  read(): Incident;
}

async function listShown(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<{ id: string; doc: unknown; hash: string }>`
    SELECT id, doc, hash FROM incidents WHERE id = ANY(${[...new Set(ids)]}::text[])`.execute(db);
  return new Map(
    rows.map(({ id, doc, hash }) => [
      id,
      { hash, read: () => readDocument(Incident, doc, `incident ${id}`) },
    ]),
  );
}

/** An incident under a new id that takes reports over from another one is no news: it is that one, changed. */
function describeChange(
  { id, incident, parent, causes }: ToShow,
  shown: ReadonlyMap<string, Known>,
): ChangeToRecord | null {
  const known = shown.get(id);
  if (incident === null) {
    if (known === undefined) return null;
    return { incident: id, kind: 'removed', before: summarise(known.read()), after: null, doc: null, causes };
  }
  if (known?.hash === hashOf(incident)) return null;
  const before = known?.read() ?? null;
  // One that was stored by an earlier version may be the same, though its hash is another.
  if (before !== null && hashOf(before) === hashOf(incident)) return null;
  const told = before ?? (parent === null ? null : (shown.get(parent)?.read() ?? null));
  const kind =
    before !== null && isTheSame(before, incident)
      ? ('noted' as const)
      : told === null
        ? ('new' as const)
        : ('changed' as const);
  const summary = told === null ? null : summarise(told);
  return { incident: id, kind, before: summary, after: summarise(incident), doc: incident, causes };
}

/** True when nothing but its likeness to other incidents changed, which is no news. */
const isTheSame = (a: Incident, b: Incident): boolean =>
  hashOf({ ...a, possibly: [] }) === hashOf({ ...b, possibly: [] });

/** Adds what queries filter by, so that they find what was as they find what is. */
async function withPhases(db: Kysely<Tables>, changes: readonly ChangeToRecord[]): Promise<ChangeToRecord[]> {
  const reports = changes.flatMap(({ doc }) => doc?.links.map(({ report }) => report) ?? []);
  const { rows } = await sql<{ id: string; phase: string }>`
    SELECT id, phase FROM reports WHERE phase IS NOT NULL AND id = ANY(${reports}::text[])`.execute(db);
  const phases = new Map(rows.map(({ id, phase }) => [id, phase]));
  return changes.map((change) => {
    if (change.doc === null) return change;
    const own = new Set(change.doc.links.flatMap(({ report }) => phases.get(report) ?? []));
    return { ...change, facets: { ...facetsOf(change.doc), phases: [...own] } };
  });
}
