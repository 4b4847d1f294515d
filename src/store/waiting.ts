/** Reports that wait to be linked, with all that they may meet. */
import { sql, type Kysely } from 'kysely';
import type { Origin } from '../model/codes.js';
import { Report } from '../model/report.js';
import { readDocument } from './documents.js';
import { listDecided, type Decided } from './review-places.js';
import type { Tables } from './tables.js';

/** A report with what linking has to know of its article; no body is read for it. */
export interface ReportToLink {
  report: Report;
  article: {
    id: string;
    url: string | null;
    outlet: string | null;
    title: string;
    published: string | null;
    /** What its body is known by; null when it was stored unsigned. */
    sign: string | null;
    /** How it came to its outlet; null when it does not say. */
    origin: Origin | null;
  };
}

export interface ReportsToLink {
  /** A closed neighbourhood: no report outside shares a block key or an incident with one inside. */
  reports: ReportToLink[];
  /** Changes up to this mark were seen; give it to saveIncidents. */
  asOf: number;
  /** Reports that analysts keep out of every incident; saveIncidents has to be told of them, too. */
  leftOut: string[];
  /** What analysts decided on which reports are one happening, in the order of their decisions. */
  bonds: Decided['bonds'];
}

/**
 * Reports that wait the longest, with all that they may meet; null when none waits.
 * @param most how many waiting ones to begin from
 */
export async function listReportsToLink(db: Kysely<Tables>, most: number): Promise<ReportsToLink | null> {
  const { rows } = await sql<{ asOf: number | null }>`SELECT max(to_link) AS "asOf" FROM reports`.execute(db);
  const asOf = rows[0]?.asOf ?? null;
  if (asOf === null) return null;
  const first = await sql<Near>`SELECT id, blocks FROM reports
    WHERE to_link IS NOT NULL ORDER BY to_link LIMIT ${most}`.execute(db);
  const ids = await listNeighbourhood(db, first.rows);
  const { leftOut, bonds } = await listDecided(db, ids);
  const linkable = ids.filter((id) => !leftOut.has(id));
  return { reports: await listToLink(db, linkable), asOf, leftOut: [...leftOut], bonds };
}

async function listToLink(db: Kysely<Tables>, ids: readonly string[]): Promise<ReportToLink[]> {
  const { rows } = await sql<ReportToLink['article'] & { report: unknown }>`
    SELECT r.doc AS report, r.sign, a.id, a.url, a.outlet, a.title, a.published, a.doc->>'origin' AS origin
    FROM reports r JOIN articles a ON a.id = r.article
    WHERE r.id = ANY(${[...ids]}::text[]) ORDER BY a.id, r.seq`.execute(db);
  return rows.map(({ report, ...article }) => ({
    report: readDocument(Report, report, `a report of article ${article.id}`),
    article,
  }));
}

interface Near {
  id: string;
  blocks: string[];
}

/** Goes from report to report over shared keys, incidents and decisions, until there is nobody new. */
async function listNeighbourhood(db: Kysely<Tables>, first: readonly Near[]): Promise<string[]> {
  const ids = new Set<string>();
  const keys = new Set<string>();
  for (let next = first; next.length > 0;) {
    const newIds = next.map(({ id }) => id).filter((id) => !ids.has(id));
    const newKeys = [...new Set(next.flatMap(({ blocks }) => blocks))].filter((key) => !keys.has(key));
    for (const id of newIds) ids.add(id);
    for (const key of newKeys) keys.add(key);
    const { rows } = await sql<Near>`
      SELECT id, blocks FROM reports WHERE blocks && ${newKeys}::text[]
      UNION
      SELECT r.id, r.blocks FROM incident_reports m
        JOIN incident_reports other ON other.incident = m.incident JOIN reports r ON r.id = other.report
        WHERE m.report = ANY(${newIds}::text[])
      UNION
      SELECT r.id, r.blocks FROM review_reports p JOIN reviews d ON d.id = p.review AND d.decision IN ('merge', 'split')
        JOIN review_reports other ON other.review = p.review JOIN reports r ON r.id = other.report
        WHERE p.report = ANY(${newIds}::text[])`.execute(db);
    next = rows.filter(({ id }) => !ids.has(id));
  }
  return [...ids];
}
