/** Precedents: cases of the past that an article recalls ("pada pilkada lalu seorang camat diturunkan pangkatnya karena ..."), told in a sentence or two (ruling 11.13). */
import type { Reality, SubjectStatus } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import { deniesLink, isElection, isNeutrality, isOtherCrime } from './about-marks.js';
import { finish, recall, type CaseDraft } from './cases.js';
import { citedTokens } from './citations.js';
import type { Entity, Telling } from './entity.js';
import { fillActs } from './fill-acts.js';
import { isActual } from './modality.js';
import { mayBe, oddsOf } from './mark-odds.js';
import { evidenceOf, type Mark, type Passage } from './passage.js';
import { peopleWords } from './people-words.js';
import type { StepTelling } from './steps.js';
import { sentenceAt } from './sentence-at.js';
import { clusterTitles } from './title-clusters.js';
import { tellByTitles } from './unnamed.js';

/** What became of somebody, worth telling years later. */
const OUTCOMES = new Set<string>([
  'sanction_imposed',
  'sanction_recommended',
  'convicted',
  'sentence_executed',
  'acquitted',
  'assessed_violation',
  'assessed_no_violation',
  'acting_head_replaced',
  'transfer_annulled',
  'candidacy_cancelled',
]);

const TOLD = new Set<Reality>(['realised', 'historical']);

/** Log odds from which an outcome is told that no pattern finds, and one that a pattern finds. */
const WEIGHED = 0.5;
const FOUND = -1;

const MOST = 20; // more than any article recalls

/** What is told in an article beside the drafts of its cases. */
export interface Recalled {
  title: Passage;
  body: Passage;
  now: string | null;
  steps: readonly StepTelling[];
  /** Sentences dated long before the article. */
  past: ReadonlySet<number>;
  dictionary: Dictionary;
}

/** Cases of the past that no draft of `drafts` tells of yet. */
export function findPrecedents(recalled: Recalled, drafts: readonly CaseDraft[]): CaseDraft[] {
  const { title, body, past, dictionary } = recalled;
  const found: CaseDraft[] = [];
  const outcomes = outcomesBySentence(recalled.steps);
  if (outcomes.size === 0) return found;
  const cited = citedTokens(body, dictionary); // the year of a law dates nothing
  const dated = datedByYear(recalled, cited);
  const today = toldToday(drafts);
  const taken = new Set(
    drafts.filter(({ historical }) => historical).flatMap(({ sentences }) => [...sentences]),
  );
  body.bySentence.forEach((row, sentence) => {
    if (found.length >= MOST || taken.has(sentence) || (sentence < LEAD && !past.has(sentence))) return;
    const told = outcomesIn(recalled, outcomes, sentence);
    const [outcome] = told;
    if (outcome === undefined || isOfElse(body, sentence) || !isOurs(row)) return;
    const isDated = past.has(sentence) || dated.has(sentence) || namesYearBefore(recalled, cited, sentence);
    const isPast = told.some(({ reality }) => reality === 'historical') && isActTold(row);
    if (!isPast && (!(isDated || row.some(isOfMemory)) || isUnheard(outcome, row))) return;
    const other = whoseOutcome(body, sentence, outcome.mark);
    if (other !== null && !isDated && other.tellings.some(({ first }) => today.has(first))) return;
    const person = other ?? earlierOf(recalled, drafts, outcome);
    if (person === null) return;
    const sentences = new Set([sentence, ...told.map(({ mark }) => mark.sentence)]);
    const violations = [...sentences].flatMap((at) =>
      (body.bySentence[at] ?? [])
        .filter((mark) => mark.kind === 'violation' && isOfPast(mark))
        .map((mark) => ({ passage: body, mark })),
    );
    const draft = recall(finish([person], { steps: told, violations, sentences }));
    fillActs(draft, title, body, { least: -Infinity, alone: false });
    found.push(draft);
    for (const at of sentences) taken.add(at);
  });
  return found;
}

/** A draft of today without what is told in the sentences of precedents: their people, and what became of them; null when nothing is left. */
export function withoutPrecedents(draft: CaseDraft, precedents: readonly CaseDraft[]): CaseDraft | null {
  const past = new Set(precedents.flatMap(({ sentences }) => [...sentences]));
  const isGone = ({ tellings }: Entity): boolean => tellings.every(({ sentence }) => past.has(sentence));
  const ended = new Set(precedents.flatMap(({ steps }) => steps.map(({ mark }) => mark)));
  const steps = draft.steps.filter(({ mark }) => !ended.has(mark));
  const accused = draft.accused.filter((person) => !isGone(person));
  if (steps.length === draft.steps.length && accused.length === draft.accused.length) return draft;
  return accused.length === 0 ? null : finish(accused, { ...draft, steps });
}

const isOfPast = ({ reality }: Mark): boolean => isActual(reality) || reality === 'historical';

/** "Perkara itu bukan soal keberpihakan": what is told here or right behind has nothing to do with taking sides. */
const isOfElse = ({ bySentence }: Passage, sentence: number): boolean =>
  [sentence, sentence + 1].some((at) => (bySentence[at] ?? []).some(deniesLink));

/** Whether a sentence tells of taking sides at all: "pada 2018 camatnya dicopot" may be for anything, and "karena korupsi" is. */
const isOurs = (row: readonly Mark[]): boolean =>
  row.some((mark) => isElection(mark) || isNeutrality(mark)) || (isActTold(row) && !row.some(isOtherCrime));

/** "Pernah", "dulu": what calls its time gone. */
const isOfMemory = ({ kind, code }: Mark): boolean => kind === 'modality' && code === 'historical';

const isBefore = (year: number, now: string | null): boolean =>
  year >= FIRST_YEAR && year < Number(now?.slice(0, 4));

/** "Tahun 2018 seorang guru ...": sentences that date something by a year before that of the article. */
function datedByYear({ body, now }: Recalled, cited: ReadonlySet<number>): Set<number> {
  const ofYears = body.analysed.dates.filter(
    ({ form, value, last }) => form === 'year' && !cited.has(last - 1) && isBefore(Number(value), now),
  );
  return new Set(ofYears.map(({ first }) => sentenceAt(body, first)));
}

/** "Pada 2018 seorang guru ...", "Pilkada 2018": a sentence that names a year before that of the article, with no noun or behind an election. */
function namesYearBefore({ body, now }: Recalled, cited: ReadonlySet<number>, index: number): boolean {
  const { analysed, bySentence, grammar } = body;
  const { folded, kind } = analysed.tokens;
  const { first, last } = analysed.sentences[index] ?? { first: 0, last: 0 };
  for (let token = first + 1; token < last; token += 1) {
    if (kind[token] !== 1 || cited.has(token) || !isBefore(Number(folded[token]), now)) continue;
    if (grammar.patientMarkers.includes(folded[token - 1] ?? '')) return true;
    const isOfElection = (mark: Mark): boolean =>
      mark.kind === 'election' && mark.first < token && token <= mark.last + 1;
    if ((bySentence[index] ?? []).some(isOfElection)) return true;
  }
  return false;
}
const LEAD = 2; // sentences that tell what an article is about, however long ago it began
const FIRST_YEAR = 1999; // of free elections

/** The outcomes that are told, by sentence. */
function outcomesBySentence(steps: readonly StepTelling[]): Map<number, StepTelling[]> {
  const told = new Map<number, StepTelling[]>();
  for (const step of steps) {
    const { code, reality, mark } = step;
    const least = mark.kind === 'weighed' ? WEIGHED : FOUND;
    if (!OUTCOMES.has(code) || !TOLD.has(reality) || oddsOf(mark, Infinity) < least) continue;
    const known = told.get(mark.sentence);
    if (known === undefined) told.set(mark.sentence, [step]);
    else known.push(step);
  }
  return told;
}

/** The outcomes told in a sentence, else in the one behind it. */
function outcomesIn(
  { body, past }: Recalled,
  outcomes: ReadonlyMap<number, StepTelling[]>,
  sentence: number,
): StepTelling[] {
  const own = outcomes.get(sentence);
  if (own !== undefined) return own;
  const behind = body.bySentence[sentence + 1] ?? [];
  const goesOn = past.has(sentence + 1) && !behind.some(({ kind }) => kind === 'subject');
  return goesOn ? (outcomes.get(sentence + 1) ?? []) : [];
}

/** Whoever an outcome befell: one told of by number ("seorang lurah", "dua kades"), before a passive verb, behind an active one. */
function whoseOutcome(body: Passage, sentence: number, outcome: Mark): Entity | null {
  const titles = (body.bySentence[sentence] ?? []).filter(({ kind }) => kind === 'subject');
  const people = clusterTitles(body, peopleWords(body.grammar).apposers, titles)
    .map((cluster) => tellOf(body, cluster, sentence))
    .filter(isSomebody);
  const before = people.findLast(({ tellings }) => (tellings[0]?.last ?? Infinity) <= outcome.first);
  const behind = people.find(({ tellings }) => (tellings[0]?.first ?? 0) >= outcome.last);
  const told = outcome.voice === 'active' ? (behind ?? before) : (before ?? behind);
  return told ?? people[0] ?? null;
}

/** One told of by number, or by an office and its place ("perbekel di Kecamatan X") that is not that of who punishes. */
const isSomebody = ({ count, universal, office, placed, statuses }: Entity): boolean =>
  !universal && (count !== null || (office && placed && !statuses.some(({ code }) => HEADS.has(code))));
const HEADS = new Set<SubjectStatus>(['head_of_region', 'acting_head']);

/** Somebody told of by these titles alone; "ada sekdes yang ..." brings in one. */
function tellOf(body: Passage, cluster: readonly Mark[], sentence: number): Entity {
  const { grammar, analysed } = body;
  const person = tellByTitles(body, grammar, OUTSIDE, cluster, sentence);
  const [{ first, last } = { first: 0, last: 0 }] = person.tellings;
  const isBroughtIn = grammar.existentials.includes(analysed.tokens.folded[first - 1] ?? '');
  if (person.count === null && !person.plural && isBroughtIn) {
    person.count = 1;
    person.countEvidence = evidenceOf(body, first - 1, last);
  }
  return person;
}
const OUTSIDE = -1; // number of whoever is none of the people of today

/** Whether an act is told in a sentence, by a pattern or rather than not by all of its words. */
const isActTold = (row: readonly Mark[]): boolean =>
  row.some((mark) => mayBe(mark, 'violation') && isOfPast(mark) && oddsOf(mark, ACT) >= ACT);
const ACT = 0; // log odds

/** An outcome that no pattern finds, in a sentence without an act. */
const isUnheard = ({ mark }: StepTelling, row: readonly Mark[]): boolean =>
  mark.kind === 'weighed' && !isActTold(row);

/** The words that tell of somebody whom a draft accuses, and who is told of in several sentences. */
function toldToday(drafts: readonly CaseDraft[]): Set<number> {
  const tokens = new Set<number>();
  for (const { tellings } of drafts.flatMap(({ accused }) => accused)) {
    if (tellings.every(({ sentence }) => sentence === tellings[0]?.sentence)) continue;
    for (const { first, last } of tellings)
      for (let token = first; token < last; token += 1) tokens.add(token);
  }
  return tokens;
}

/**
 * "Pada Pilkada 2015, ketika masih kanit, ia pernah ditegur": what became of somebody accused today in a matter before. Whoever
 * is told of by an office alone may have held it then.
 */
function earlierOf(
  { body, past }: Recalled,
  drafts: readonly CaseDraft[],
  { mark }: StepTelling,
): Entity | null {
  if (!past.has(mark.sentence)) return null;
  const { demonstratives } = peopleWords(body.grammar);
  const { folded } = body.analysed.tokens;
  const isHim = ({ how, sentence, first, last }: Telling): boolean =>
    sentence === mark.sentence &&
    first < mark.first &&
    (how !== 'status' || demonstratives.has(folded[last] ?? ''));
  const told = drafts
    .flatMap(({ accused, historical }) => (historical ? [] : accused))
    .filter(({ name, tellings }) => name !== null && tellings.some(isHim));
  return told.length === 1 ? (told[0] ?? null) : null;
}
