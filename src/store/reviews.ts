/** Reviews: decisions of analysts, append-only, above what the machine made; each has its reports linked and shown anew. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { StageCode } from '../model/codes.js';
import { isEntryField, StageOnDay, type EntryField } from '../model/correction.js';
import { Misuse } from '../model/errors.js';
import { describeFault } from '../model/fault.js';
import { Incident } from '../model/incident.js';
import { Report } from '../model/report.js';
import { Reply, Review } from '../model/review.js';
import { applyReviews, basisOfIncident, CORRECTED } from './apply-reviews.js';
import { noteCauses } from './causes.js';
import { hashOf, readDocument, toJson, toStableJson } from './documents.js';
import { NEXT_MARK } from './link-marks.js';
import { resolveId } from './redirects.js';
import { resolveCorrection } from './resolve-correction.js';
import { HOLDS, listStanding } from './review-places.js';
import { WRITE_LOCK } from './reports.js';
import type { Tables } from './tables.js';
import { veilIncoming } from './tombstones.js';

/**
 * A decision to be made; reports, basis and id come from the store. The value of a correction of a person, an authority or
 * a step is `{ of, set }`, with `of` as an analyst calls it (see resolveCorrection).
 */
export type Decision = Omit<Review, 'id' | 'at' | 'reports' | 'basis'>;

/** A decision with whether it holds, and whether the evidence under it is another now. */
export interface ReviewStanding {
  review: Review;
  /** Incidents that it holds for today; the reports it rests on, under their ids of today. */
  incidents: string[];
  reports: string[];
  revoked: boolean;
  stale: boolean;
}

/** What a decision is about, as it stands. */
interface Matter {
  kind: Review['target']['kind'];
  id: string;
  /** Reports on each side; a merge and a split have two. */
  sides: string[][];
  basis: string | null;
}

/**
 * Stores a decision and has the reports under it linked again: the flow shows what comes of it. The same decision made
 * at the same moment is stored once.
 * @throws Misuse when what it is about is not there, or what is given for it does not fit
 */
export async function decide(database: Kysely<Tables>, decision: Decision, now: Date): Promise<Review> {
  return database.transaction().execute(async (db) => {
    await WRITE_LOCK.execute(db);
    // Whoever was erased is not named by a decision either.
    const [asked = decision] = await veilIncoming(db, [decision]);
    const told = await checkValue(db, asked);
    const matter = await findMatter(db, told);
    const at = now.toISOString();
    const full = { ...told, target: { kind: matter.kind, id: matter.id }, at };
    const id = `review-${createHash('sha256').update(toStableJson(full)).digest('hex').slice(0, 12)}`;
    const review = Review.parse({ ...full, id, reports: matter.sides.flat(), basis: matter.basis });
    const { rows } = await sql`
      INSERT INTO reviews (id, kind, target, decision, doc, at)
      VALUES (${id}, ${review.target.kind}, ${matter.id}, ${review.decision}, ${toJson(review)}::jsonb, ${at}::timestamptz)
      ON CONFLICT (id) DO NOTHING RETURNING id`.execute(db);
    if (rows.length === 0) return review;
    await placeReview(db, review, matter);
    await haveLinked(db, review);
    return review;
  });
}

/**
 * Checks what is given; the entry that a correction is about is found, as analysts see it.
 * @throws Misuse when a value is missing or does not fit
 */
async function checkValue(db: Kysely<Tables>, asked: Decision): Promise<Decision> {
  const { decision, field, value, note, target } = asked;
  const fail = (what: string): never => {
    throw new Misuse(`review: ${decision}: ${what}`);
  };
  const ofIncidents = ['merge', 'split', 'correct', 'reply'];
  if (ofIncidents.includes(decision) && target.kind !== 'incident') fail('this is decided on incidents');
  if (decision === 'note' && !note?.trim()) fail('say what is to be noted');
  const reply = decision === 'reply' ? Reply.omit({ id: true }).safeParse(value).error?.issues[0] : undefined;
  if (reply !== undefined) fail(`--${reply.path.join('.')} ${describeFault(reply)}`);
  if (decision !== 'correct') return asked;
  if (field === null) return fail('name the field that is wrong');
  if (isEntryField(field)) return checkEntry(db, asked, field);
  // Told apart here, so that a fault is that of what was meant.
  const ofStage = typeof value === 'object' ? StageOnDay.nullable() : StageCode;
  const schema = field === 'stage' ? ofStage : CORRECTED[field];
  const parsed = schema.safeParse(value);
  const [issue] = parsed.error?.issues ?? [];
  if (issue !== undefined) fail(`${field}: ${tellGiven(value)} ${describeFault(issue)}`);
  return asked;
}

/** What was given, to be told in a message. */
const tellGiven = (value: Decision['value']): string =>
  typeof value === 'object' ? 'what was given' : `"${value}"`;

async function checkEntry(db: Kysely<Tables>, asked: Decision, field: EntryField): Promise<Decision> {
  const linked = await findLinked(db, asked.target.id);
  const decisions = (await listStanding(db, [linked.id])).get(linked.id) ?? [];
  const value = resolveCorrection(applyReviews(linked, decisions) ?? linked, field, asked.value);
  const shows = 'set' in value && (value.set as { named?: boolean } | null)?.named === true;
  if (shows && !asked.note?.trim())
    throw new Misuse(
      'review: correct: subject: say with --note why the name may be shown: which office, or which verdict',
    );
  return { ...asked, value: value as Decision['value'] };
}

async function findMatter(db: Kysely<Tables>, decision: Decision): Promise<Matter> {
  const { target, value } = decision;
  if (decision.decision === 'revoke') return revoked(db, value);
  if (target.kind === 'report') {
    const basis = await basisOfReports(db, [target.id]);
    if (basis === null)
      throw new Misuse(`review: no incident and no report "${target.id}"; "pantau query" lists the ids`);
    return {
      kind: 'report',
      id: target.id,
      sides: [[target.id]],
      basis: decision.decision === 'note' ? null : basis,
    };
  }
  const incident = await findLinked(db, target.id);
  const members = await membersOf(db, incident.id);
  switch (decision.decision) {
    case 'merge': {
      const other = await findLinked(db, typeof value === 'string' ? value : '');
      if (other.id === incident.id) throw new Misuse(`review: ${target.id} and ${other.id} are one already`);
      const sides = [members, await membersOf(db, other.id)];
      return { kind: 'incident', id: incident.id, sides, basis: await basisOfReports(db, sides.flat()) };
    }
    case 'split': {
      const moved = (Array.isArray(value) ? value : []).map(String);
      const stranger = moved.find((one) => !members.includes(one));
      if (stranger !== undefined) throw new Misuse(`review: report ${stranger} is not of ${incident.id}`);
      const stay = members.filter((one) => !moved.includes(one));
      if (moved.length === 0 || stay.length === 0)
        throw new Misuse('review: split: name some of the reports of the incident, not none and not all');
      return {
        kind: 'incident',
        id: incident.id,
        sides: [stay, moved],
        basis: await basisOfReports(db, members),
      };
    }
    case 'note':
    case 'reply':
      return { kind: 'incident', id: incident.id, sides: [members], basis: null };
    default:
      return {
        kind: 'incident',
        id: incident.id,
        sides: [members],
        basis: basisOfIncident(incident, decision),
      };
  }
}

/** The matter of a decision that is taken back. */
async function revoked(db: Kysely<Tables>, value: unknown): Promise<Matter> {
  const { rows } = await sql<Pick<Matter, 'kind'> & { target: string; decision: string; reports: string[] }>`
    SELECT kind, target, decision,
      ARRAY(SELECT p.report FROM review_reports p WHERE p.review = reviews.id ORDER BY side, report) AS reports
    FROM reviews WHERE id = ${String(value)}`.execute(db);
  const [row] = rows;
  if (row === undefined || row.decision === 'revoke')
    throw new Misuse(`review: no decision "${String(value)}" to revoke`);
  return { kind: row.kind, id: row.target, sides: [row.reports], basis: null };
}

/** @throws Misuse when an id stands for no incident, or for several */
async function findLinked(db: Kysely<Tables>, id: string): Promise<Incident> {
  const [own, ...others] = await resolveId(db, id);
  if (own === undefined) throw new Misuse(`review: no incident "${id}"`);
  if (others.length > 0)
    throw new Misuse(`review: ${id} was split into ${[own, ...others].join(', ')}; name one of them`);
  const row = await db.selectFrom('linked').select('doc').where('id', '=', own).executeTakeFirstOrThrow();
  return readDocument(Incident, row.doc, `incident ${own}`);
}

async function membersOf(db: Kysely<Tables>, incident: string): Promise<string[]> {
  const { rows } = await sql<{ report: string }>`
    SELECT report FROM incident_reports WHERE incident = ${incident} ORDER BY nth, report`.execute(db);
  return rows.map(({ report }) => report);
}

/** Hash of what some reports say, whatever their ids; null where one of them is not there. */
async function basisOfReports(db: Kysely<Tables>, ids: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{
    doc: unknown;
  }>`SELECT doc FROM reports WHERE id = ANY(${[...ids]}::text[])`.execute(db);
  if (rows.length < new Set(ids).size) return null;
  const said = rows.map(({ doc }) => {
    const { id: _, confidence: __, ...rest } = readDocument(Report, doc, 'a report under review');
    return hashOf(rest);
  });
  return hashOf(said.sort());
}

async function placeReview(
  db: Kysely<Tables>,
  { id, target, decision }: Review,
  matter: Matter,
): Promise<void> {
  if (target.kind === 'incident' && decision !== 'revoke')
    await sql`INSERT INTO review_incidents (review, target, incident)
      VALUES (${id}, ${matter.id}, ${matter.id})`.execute(db);
  const rows = matter.sides.flatMap((reports, side) => reports.map((report) => ({ report, side })));
  await sql`INSERT INTO review_reports (review, side, report)
    SELECT ${id}, side, report FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (side int, report text)
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Reports under a decision wait to be linked, with the decision as cause; also those whose incident it holds for. */
async function haveLinked(db: Kysely<Tables>, { id, decision, value }: Review): Promise<void> {
  const of = decision === 'revoke' && typeof value === 'string' ? value : id;
  const { rows } = await sql<{ id: string }>`
    UPDATE reports SET to_link = ${NEXT_MARK} WHERE id IN (
      SELECT p.report FROM review_reports p WHERE p.review IN (${id}, ${of})
      UNION SELECT m.report FROM review_incidents p JOIN incident_reports m ON m.incident = p.incident
        WHERE p.review IN (${id}, ${of}))
    RETURNING id`.execute(db);
  const cause = { kind: decision === 'reply' ? ('reply' as const) : ('review' as const), ref: id };
  await noteCauses(
    db,
    rows.map((row) => ({ report: row.id, cause })),
  );
}

/** Decisions in the order in which they were made: all, or those on an incident or report, under any id it had. */
export async function listReviews(db: Kysely<Tables>, about: string | null): Promise<ReviewStanding[]> {
  const { rows } = await sql<{
    id: string;
    doc: unknown;
    incidents: string[];
    reports: string[];
    holds: boolean;
    linked: unknown[];
  }>`
    SELECT r.id, r.doc, ${HOLDS} AS holds,
      ARRAY(SELECT p.incident FROM review_incidents p WHERE p.review = r.id) AS incidents,
      ARRAY(SELECT p.report FROM review_reports p WHERE p.review = r.id ORDER BY p.side, p.report) AS reports,
      ARRAY(SELECT l.doc FROM review_incidents p JOIN linked l ON l.id = p.incident WHERE p.review = r.id) AS linked
    FROM reviews r
    WHERE ${about}::text IS NULL OR r.target = ${about} OR r.doc #>> '{value}' = ${about}
      OR EXISTS (SELECT FROM review_incidents p WHERE p.review = r.id AND p.incident = ${about})
      OR EXISTS (SELECT FROM review_reports p LEFT JOIN incident_reports m ON m.report = p.report
        WHERE p.review = r.id AND (p.report = ${about} OR m.incident = ${about}))
    ORDER BY r.seq`.execute(db);
  return Promise.all(
    rows.map(async ({ id, doc, incidents, reports, holds, linked }) => {
      const review = readDocument(Review, doc, `review ${id}`);
      const stale = holds && (await isStale(db, review, { reports, linked: linked[0] ?? null }));
      return { review, incidents, reports, revoked: !holds, stale };
    }),
  );
}

async function isStale(
  db: Kysely<Tables>,
  review: Review,
  now: { reports: string[]; linked: unknown },
): Promise<boolean> {
  const { basis, target, decision } = review;
  if (basis === null) return false;
  if (target.kind === 'report' || decision === 'merge' || decision === 'split')
    return basis !== (await basisOfReports(db, now.reports));
  if (now.linked === null) return true;
  return basis !== basisOfIncident(readDocument(Incident, now.linked, `incident ${target.id}`), review);
}
