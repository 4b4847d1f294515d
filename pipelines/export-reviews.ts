/** Exports of reviews: what analysts decided, as drafts of gold articles and of examples for the dictionaries. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isEntryField } from '../src/model/correction.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Incident } from '../src/model/incident.js';
import type { Report } from '../src/model/report.js';
import { sentenceCutter } from '../src/publish/publish.js';
import type { ReportInContext, ReviewStanding, Store } from '../src/store/store.js';
import { bearingOf, tellValue, type Bearing } from './bearing-reports.js';
import { correctReport } from './corrected-report.js';
import { goldDraft, type Judged } from './gold-draft.js';
import { proposeEntries, type OnReport, type Proposal } from './propose-entries.js';
import { writeWhole } from './write-whole.js';

/**
 * Writes what was decided into a folder: `gold/ARTICLE.yaml`, one for each article that a decision judges, and
 * `proposals.yaml`. Both are drafts for a person: the words are those of outlets and their persons are real, so they are
 * to be written anew before they go into fixtures or dictionaries.
 */
export async function exportReviews(store: Store, dictionary: Dictionary, folder: string): Promise<void> {
  const standing = (await store.reviews()).filter(({ revoked }) => !revoked);
  const cut = sentenceCutter(dictionary.grammar);
  const judged = new Map<string, Judged>();
  const proposals: Proposal[] = [];
  for (const one of withoutOverruled(standing))
    for (const matter of await readMatters(store, one, judged)) {
      note(judged, matter);
      proposals.push(...proposeEntries(asProposed(matter), cut));
    }
  await addTheOthers(store, judged);
  await mkdir(join(folder, 'gold'), { recursive: true });
  const drafts = [...judged.values()].sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
  for (const draft of drafts) {
    const { id, text } = goldDraft(draft);
    await writeWhole(join(folder, 'gold', `${id}.yaml`), Buffer.from(text));
  }
  await writeWhole(join(folder, 'proposals.yaml'), Buffer.from(HEAD + linesOf(proposals)));
  const open = proposals.filter(({ doubt }) => doubt !== undefined).length;
  process.stdout.write(
    `${drafts.length} articles and ${proposals.length} proposals${open === 0 ? '' : `, ${open} of them in doubt`}, in ${folder}\n`,
  );
}

const HEAD =
  '# Proposed by reviews: forms and examples that an entry should find, or examples that it should not. Write the sentences anew.\n' +
  '# Where a doubt is told, judge first whether the article says what was wrong, or was misread.\n';

const linesOf = (proposals: readonly Proposal[]): string =>
  proposals.length === 0 ? '[]\n' : proposals.map((one) => `- ${JSON.stringify(one)}\n`).join('');

/** A decision with one of the reports that it is about. */
interface Matter extends ReportInContext {
  review: ReviewStanding['review'];
  /** The incident as it is shown, and as linking made it; null where it is not shown. */
  shown: Incident | null;
  linked: Incident | null;
  /** What a correction says of the report; null for other decisions, and where the incident is not shown. */
  bearing: Bearing | null;
  /** How many other reports the correction finds as wrong as this one. */
  alike: number;
}

/** Of several values given to one field of an incident the last one counts. */
function withoutOverruled(standing: readonly ReviewStanding[]): ReviewStanding[] {
  const keyOf = ({ review, incidents }: ReviewStanding): string =>
    review.decision !== 'correct' || review.field === null || isEntryField(review.field)
      ? review.id
      : `${review.field} of ${incidents[0] ?? review.target.id}`;
  const last = new Map(standing.map((one) => [keyOf(one), one]));
  return standing.filter((one) => last.get(keyOf(one)) === one);
}

async function readMatters(
  store: Store,
  one: ReviewStanding,
  judged: ReadonlyMap<string, Judged>,
): Promise<Matter[]> {
  const { review } = one;
  const [incident] = one.incidents;
  const shown = incident === undefined ? null : await store.incident(incident);
  const linked = incident === undefined ? null : await store.incidentAsLinked(incident);
  const found = await reportsUnder(store, one);
  const reports = found.map(
    ({ article, report }) => judged.get(article.id)?.reports.get(report.id) ?? report,
  );
  const isJudged = review.decision === 'correct' && shown !== null && linked !== null;
  const bearings = reports.map((report) =>
    isJudged ? bearingOf(review, report, { linked, reports }) : null,
  );
  const wrong = bearings.filter((bearing) => bearing?.kind === 'wrong').length;
  return found.map((inContext, at) => {
    const bearing = bearings[at] ?? null;
    return { ...inContext, review, shown, linked, bearing, alike: Math.max(0, wrong - 1) };
  });
}

async function reportsUnder(
  store: Store,
  { review, reports, incidents }: ReviewStanding,
): Promise<ReportInContext[]> {
  const articles =
    review.target.kind === 'incident'
      ? (await Promise.all(incidents.map((id) => store.reportsOfIncident(id)))).flat()
      : await store.reportsWith(reports);
  const wanted = new Set(reports);
  return articles.filter(({ report }) => wanted.has(report.id));
}

const JUDGING: ReadonlySet<ReviewStanding['review']['decision']> = new Set(['confirm', 'reject', 'correct']);

/** What a decision says of a report: that it is right, wrong, or right with another value. */
function note(judged: Map<string, Judged>, matter: Matter): void {
  const { review, report, article, bearing } = matter;
  if (!JUDGING.has(review.decision) || bearing?.kind === 'silent') return;
  const known: Judged = judged.get(article.id) ?? {
    article,
    reports: new Map(),
    claims: [],
    by: [],
    given: [],
    open: [],
  };
  judged.set(article.id, known);
  known.by.push(review.id);
  const before = known.reports.get(report.id) ?? report;
  known.reports.set(report.id, review.decision === 'reject' ? null : putRight(known, before, matter));
}

/** The report with what a correction says of it, which is noted beside. */
function putRight(known: Judged, report: Report, { review, shown, bearing, alike }: Matter): Report {
  if (bearing === null || shown === null) return report;
  const told = `${review.id} gives ${review.field} ${JSON.stringify(review.value)} to all of ${shown.id}`;
  if (bearing.kind === 'open') known.open.push(`${told}: ${bearing.why}`);
  if (bearing.kind !== 'wrong') return report;
  const right = correctReport(report, bearing.review, shown);
  if (right === report) known.open.push(`${told}: which label that is cannot be told`);
  else if (shown.links.length > 1)
    known.given.push(
      `${told}; this article told what was shown before${alike === 0 ? '' : `, as ${alike} more did`}`,
    );
  return right;
}

const asProposed = ({ review, report, article, bearing, alike, linked }: Matter): OnReport => ({
  review,
  report,
  article,
  bearing,
  alike,
  isAlone: linked?.links.length === 1,
  shown: tellValue(linked?.violations.display),
});

/** The other reports of an article stand as the machine made them; a draft without them would call them wrong. */
async function addTheOthers(store: Store, judged: Map<string, Judged>): Promise<void> {
  for (const { report, article } of await store.reportsOf([...judged.keys()])) {
    const known = judged.get(article.id);
    if (known === undefined || known.reports.has(report.id)) continue;
    known.reports.set(report.id, report);
  }
  for (const [id, known] of judged) known.claims = (await store.extraction(id))?.claims ?? [];
}
