/** Exports of reviews: what analysts decided, as drafts of gold articles and of examples for the dictionaries. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../src/model/article.js';
import { StageCorrection, StepCorrection } from '../src/model/correction.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Incident } from '../src/model/incident.js';
import type { Report } from '../src/model/report.js';
import type { Evidence } from '../src/model/why.js';
import { quoteAround, sentenceCutter, type CutSentences } from '../src/publish/publish.js';
import type { ReviewStanding, Store } from '../src/store/store.js';
import { correctReport } from './corrected-report.js';
import { goldDraft, type Judged } from './gold-draft.js';
import { writeWhole } from './write-whole.js';

/** A draft of a dictionary entry: an example that it should find, with the words as its form, or that it should not. */
interface Proposal {
  review: string;
  /** Entry that made the value; null where a value is proposed that no entry made. */
  rule: string | null;
  kind: 'violation' | 'step';
  code: string;
  forms?: string[];
  examples: { find: string[] } | { ignore: string[] };
}

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
  for (const one of standing) {
    const reports = await reportsUnder(store, one);
    const shown = await shownFor(store, one);
    for (const { report, article } of reports) {
      note(judged, article, report, one, shown);
      proposals.push(...propose(one, report, article, { cut, shown }));
    }
  }
  await addTheOthers(store, judged);
  await mkdir(join(folder, 'gold'), { recursive: true });
  const drafts = [...judged.values()].sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
  for (const draft of drafts) {
    const { id, text } = goldDraft(draft);
    await writeWhole(join(folder, 'gold', `${id}.yaml`), Buffer.from(text));
  }
  const lines = proposals.map((one) => `- ${JSON.stringify(one)}\n`).join('');
  const head =
    '# Proposed by reviews: forms and examples that an entry should find, or examples that it should not. Write the sentences anew.\n';
  await writeWhole(join(folder, 'proposals.yaml'), Buffer.from(`${head}${lines === '' ? '[]\n' : lines}`));
  process.stdout.write(`${drafts.length} articles and ${proposals.length} examples in ${folder}\n`);
}

type InContext = Awaited<ReturnType<Store['reportsOf']>>[number];

async function reportsUnder(
  store: Store,
  { review, reports, incidents }: ReviewStanding,
): Promise<InContext[]> {
  const articles =
    review.target.kind === 'incident'
      ? (await Promise.all(incidents.map((id) => store.reportsOfIncident(id)))).flat()
      : await store.reportsWith(reports);
  const wanted = new Set(reports);
  return articles.filter(({ report }) => wanted.has(report.id));
}

async function shownFor(store: Store, { incidents }: ReviewStanding): Promise<Incident | null> {
  const [id] = incidents;
  return id === undefined ? null : store.incident(id);
}

/** What a decision says of a report: that it is right, wrong, or right with another value. */
function note(
  judged: Map<string, Judged>,
  article: Article,
  report: Report,
  { review }: ReviewStanding,
  shown: Incident | null,
): void {
  if (!['confirm', 'reject', 'correct'].includes(review.decision)) return;
  const known = judged.get(article.id) ?? {
    article,
    reports: new Map<string, Report | null>(),
    claims: [],
    by: [],
    open: [],
  };
  known.by.push(review.id);
  if (review.decision === 'correct' && shown !== null && shown.links.length > 1)
    known.open.push(
      `${review.id} gives ${review.field ?? ''} ${JSON.stringify(review.value)} to all of ${shown.id}`,
    );
  const before = known.reports.get(report.id) ?? report;
  const after = review.decision === 'correct' ? correctReport(before, review, shown) : before;
  known.reports.set(report.id, review.decision === 'reject' ? null : after);
  judged.set(article.id, known);
}

/** The other reports of an article stand as the machine made them; a draft without them would call them wrong. */
async function addTheOthers(store: Store, judged: Map<string, Judged>): Promise<void> {
  for (const { report, article } of await store.reportsOf([...judged.keys()])) {
    const known = judged.get(article.id);
    if (known === undefined || known.reports.has(report.id)) continue;
    known.reports.set(report.id, report);
  }
  for (const [id, known] of judged) known.claims = (await store.extraction(id))?.claims ?? [];
}

/** Examples that follow from a decision: what a rejected report rests on is to be ignored, what was given to be found. */
function propose(
  { review }: ReviewStanding,
  report: Report,
  article: Article,
  { cut, shown }: { cut: CutSentences; shown: Incident | null },
): Proposal[] {
  const { decision, id } = review;
  const sentence = (one: Evidence): string => bracketed(article, one, cut);
  const ignore = (
    kind: Proposal['kind'],
    one: { value: string; rule: string; evidence: Evidence[] },
  ): Proposal[] =>
    one.evidence.slice(0, 1).map((evidence) => ({
      review: id,
      rule: one.rule,
      kind,
      code: one.value,
      examples: { ignore: [sentence(evidence)] },
    }));
  if (decision === 'reject')
    return [
      ...report.violations.flatMap((one) => ignore('violation', one)),
      ...report.steps.flatMap((one) => ignore('step', one)),
    ];
  const right = rightCode(review, report);
  if (right === null || shown === null || shown.links.length > 1) return [];
  const { kind, code, told } = right;
  const wrong = told.filter((one) => one.value !== code);
  const found = told.flatMap(({ evidence }) => evidence).slice(0, 1);
  return [
    ...wrong.flatMap((one) => ignore(kind, one)),
    ...found.map((one): Proposal => ({
      review: id,
      rule: null,
      kind,
      code,
      forms: [wordsAt(article, one).toLowerCase()],
      examples: { find: [sentence(one)] },
    })),
  ];
}

/** The code that an analyst gave, and what in the report told another. */
function rightCode(
  { decision, field, value }: ReviewStanding['review'],
  { stage, steps, violations }: Report,
): { kind: Proposal['kind']; code: string; told: readonly Told[] } | null {
  if (decision !== 'correct') return null;
  if (field === 'violations' && typeof value === 'string')
    return { kind: 'violation', code: value, told: violations };
  if (field === 'stage' && value !== null) {
    const given = StageCorrection.parse(value);
    const code = given !== null && typeof given === 'object' ? given.stage : given;
    if (code !== null) return { kind: 'step', code, told: steps.filter((one) => one.value === stage) };
  }
  if (field !== 'step') return null;
  const { of, set } = StepCorrection.parse(value);
  if (of === null || set?.step === undefined) return null;
  return { kind: 'step', code: set.step, told: steps.filter((one) => one.value === of.value) };
}

type Told = Report['steps'][number] | Report['violations'][number];

const wordsAt = (article: Article, { in: where, start, end }: Evidence): string =>
  (where === 'title' ? article.title : article.text).slice(start, end).replace(/\s+/g, ' ').trim();

/** The sentence around a stretch, which stands in brackets as in the examples of the lexicon. */
function bracketed(article: Article, { in: where, start, end }: Evidence, cut: CutSentences): string {
  const text = where === 'title' ? article.title : article.text;
  const words = text.slice(start, end);
  const whole = quoteAround(text, start, end, cut);
  return whole.replace(words, () => `[${words}]`);
}
