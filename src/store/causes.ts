/** Causes: why reports wait to be linked, kept beside their marks, so that each change of an incident can say why. */
import { sql, type Kysely } from 'kysely';
import type { Cause } from '../model/change.js';
import { toJson } from './documents.js';
import type { Tables } from './tables.js';

/** A cause and the reports that wait because of it. */
export interface CauseOf {
  report: string;
  cause: Cause;
}

/** Notes why reports wait; called after they are marked, in the same transaction. */
export async function noteCauses(db: Kysely<Tables>, causes: readonly CauseOf[]): Promise<void> {
  if (causes.length === 0) return;
  const rows = causes.map(({ report, cause }) => ({ report, kind: cause.kind, ref: cause.ref ?? '' }));
  await sql`
    INSERT INTO link_causes (report, kind, ref, mark)
    SELECT DISTINCT x.report, x.kind, x.ref, r.to_link
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (report text, kind text, ref text)
      JOIN reports r ON r.id = x.report AND r.to_link IS NOT NULL
    ON CONFLICT (report, kind, ref) DO UPDATE SET mark = excluded.mark`.execute(db);
}

/** Takes the causes that linking has seen; gives them by report. */
export async function takeCauses(
  db: Kysely<Tables>,
  reports: readonly string[],
  asOf: number,
): Promise<Map<string, Cause[]>> {
  const { rows } = await sql<{ report: string; kind: Cause['kind']; ref: string }>`
    DELETE FROM link_causes WHERE report = ANY(${[...reports]}::text[]) AND mark <= ${asOf}
    RETURNING report, kind, ref`.execute(db);
  const byReport = new Map<string, Cause[]>();
  for (const { report, kind, ref } of rows.sort((a, b) => (a.kind + a.ref < b.kind + b.ref ? -1 : 1))) {
    const cause = { kind, ref: ref === '' ? null : ref };
    byReport.set(report, [...(byReport.get(report) ?? []), cause]);
  }
  return byReport;
}

const MOST = 20;

/** Why the incident of some reports changed: for their own sake, else for that of the neighbours linked with them. */
export function causesOf(reports: Iterable<string>, known: ReadonlyMap<string, Cause[]>): Cause[] {
  const own = distinct([...reports].flatMap((report) => known.get(report) ?? []));
  if (own.length > 0) return own.slice(0, MOST);
  const all = distinct([...known.values()].flat());
  return all.length === 0 ? [{ kind: 'linking', ref: null }] : all.slice(0, MOST);
}

function distinct(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.kind} ${cause.ref ?? ''}`, cause])).values()];
}
