/** Modality: decides for every step and violation whether it happened, from the cues whose scope reaches it (codebook 3.4, 3.5). */
import type { MentionReality, Reality } from '../model/codes.js';
import { REALITIES } from '../model/code-lists.js';
import type { Dictionary, PatternAtom } from '../model/dictionary.js';
import { ALL_CAPS } from '../text/text.js';
import { isAskedAway, isOfWhatIsAsked } from './asked.js';
import { governsGap } from './gap-cues.js';
import { realityCarried } from './carried.js';
import { findListings, type Listing } from './listings.js';
import { mayBe } from './mark-odds.js';
import { isOfClass } from './class-words.js';
import { oneOf } from './one-of.js';
import type { Mark, Passage } from './passage.js';
import { isPast, tellsOfPastElection } from './past-elections.js';
import { holdsStop } from './stops.js';
import { clauseAt } from './sentence-at.js';

/**
 * Which cue wins when several reach one hit, strongest first: a condition takes everything out of the world of facts,
 * a norm tells of no act, absence and denial outrank plans, and only then come the ways of having happened.
 */
const STRENGTH: readonly MentionReality[] = [
  'conditional',
  'norm',
  'absent',
  'denied',
  'historical',
  'not_proven',
  'planned',
  'alleged',
  'statistical',
  'habitual',
  'ongoing',
  'realised',
];

const NAMES = new Set(['candidate', 'subject', 'institution', 'position', 'election', 'topic', 'law']);
/** Topics that are names; "tidak memihak", "tidak ikut" tell of a topic, and say no all the same. */
const NAMING = new Set(['party', 'election_context', 'non_electoral', 'other_crime']);
const JUDGED = new Set(['step', 'violation', 'sanction', 'weighed']);

/** Sets `reality` and `cue` of every step, violation and sanction mark of a passage. */
export function judgeReality(passage: Passage, dictionary: Dictionary, now: string | null): void {
  const listed = findListings(passage);
  let past = false;
  dropNameWords(passage);
  for (const [sentence, row] of passage.bySentence.entries()) {
    const listing = listed[sentence] ?? null;
    for (const mark of row) if (JUDGED.has(mark.kind) && isListed(mark, listing)) mark.reality = 'norm';
    if (listing === 'list') continue;
    const cues = row.filter(
      (mark) =>
        mark.kind === 'modality' &&
        !isPartOfName(mark, row) &&
        isPast(mark, passage, now, dictionary) &&
        (past || mark.props['carried'] === undefined),
    );
    past = cues.some((cue) => cue.code === 'historical') || tellsOfPastElection(passage, row, now);
    const asked = isQuestion(passage, sentence);
    for (const mark of row) {
      if (!JUDGED.has(mark.kind)) continue;
      judge(
        mark,
        mark.kind === 'violation' || mark.kind === 'weighed'
          ? cues.filter((cue) => !isOfClass(cue, mark, row))
          : cues,
        passage,
        dictionary,
      );
      if (asked && isActual(mark.reality)) mark.reality = answerTo(passage, sentence);
    }
    agree(row);
    for (const mark of row)
      if (mark.kind === 'violation' && isActual(mark.reality))
        mark.reality = isAskedAway(mark, row)
          ? 'norm'
          : (realityCarried(mark, row, passage, dictionary) ?? mark.reality);
  }
}

/** What a list holds has not happened; a caption may tell of a step, but accuses nobody of an act. */
const isListed = (mark: Mark, listing: Listing | null): boolean =>
  listing === 'list' || (listing === 'head' && mayBe(mark, 'violation'));

/** Tellings of one step that share a word are one telling: "akan dihukum" and "dihukum disiplin" are both a plan. */
function agree(row: readonly Mark[]): void {
  row.forEach((mark, i) => {
    const next = row[i + 1];
    if (next === undefined || mark.kind !== 'step' || next.code !== mark.code || next.first >= mark.last)
      return;
    const [a, b] = [mark.reality ?? 'realised', next.reality ?? 'realised'];
    const weaker = STRENGTH.indexOf(a) < STRENGTH.indexOf(b) ? a : b;
    mark.reality = weaker;
    next.reality = weaker;
  });
}

// "Bawaslu sudah memanggil?", "Benarkah ia dipecat?\""
const QUESTION = /\?["”»')\s]{0,3}$/;

/** Whether a sentence asks. A headline that asks is read by its body. */
const isQuestion = (passage: Passage, sentence: number): boolean => {
  const { start, end } = passage.analysed.sentences[sentence] ?? { start: 0, end: 0 };
  return QUESTION.test(passage.text.slice(start, end));
};

const ANSWER = 3; // first words of an answer that say no

/** What is asked is not told; where the next sentence begins with a no, it is told not to be. */
function answerTo(passage: Passage, sentence: number): MentionReality {
  const next = passage.analysed.sentences[sentence + 1];
  if (next === undefined) return 'norm';
  const no = (passage.bySentence[sentence + 1] ?? []).some(
    (mark) => mark.kind === 'modality' && mark.code === 'absent' && mark.first - next.first < ANSWER,
  );
  return no ? 'absent' : 'norm';
}

/** "bakal calon" is a name for a candidate, no plan: a cue inside a longer hit of another kind is none. */
function isPartOfName(cue: Mark, row: readonly Mark[]): boolean {
  return row.some(
    (mark) =>
      NAMES.has(mark.kind) &&
      (mark.kind !== 'topic' || NAMING.has(mark.code)) &&
      mark.first <= cue.first &&
      mark.last >= cue.last &&
      mark.last - mark.first > cue.last - cue.first &&
      !holdsDeed(mark, row),
  );
}

/** Cues that are words of names are told of nowhere. */
function dropNameWords(passage: Passage): void {
  const isCue = (mark: Mark): boolean => mark.kind === 'modality' && isNameWord(mark, passage);
  if (!passage.marks.some(isCue)) return;
  passage.bySentence = passage.bySentence.map((row) => row.filter((mark) => !isCue(mark)));
  passage.marks = passage.bySentence.flat();
}
/** "Kepala Seksi X tidak diteruskan ke BKN": a name in which something is done has run on into the sentence. */
const holdsDeed = (name: Mark, row: readonly Mark[]): boolean =>
  (name.kind === 'position' || name.kind === 'subject' || name.kind === 'institution') &&
  row.some((mark) => mark.kind === 'step' && mark.first > name.first && mark.last <= name.last);

/** "Sulawesi Tengah", "Bawaslu BS": a lone capitalised word inside a sentence of small letters is a name, no cue. */
function isNameWord(cue: Mark, passage: Passage): boolean {
  const { capital, breakBefore } = passage.analysed.tokens;
  const sentence = passage.analysed.sentences[cue.sentence];
  if ((breakBefore[cue.first] ?? 0) >= 2) return false;
  if (cue.last - cue.first > 1 || sentence === undefined || cue.first === sentence.first) return false;
  if (isHeadlined(passage, sentence)) return false;
  if (capital[cue.first] === ALL_CAPS) return cue.end - cue.start <= SHORT;
  return capital[cue.first] === 1 && capital[cue.first - 1] === 1;
}
const SHORT = 3; // letters of an abbreviation that is spelt like a cue

/** "Bupati Larang Pejabat Ikut Kampanye": where nearly all longer words are capitalised, a capital makes no name. */
function isHeadlined(passage: Passage, { first, last }: { first: number; last: number }): boolean {
  const { capital, start, end } = passage.analysed.tokens;
  let small = 0;
  let long = 0;
  for (let token = first; token < last; token += 1) {
    if ((end[token] ?? 0) - (start[token] ?? 0) < LONG) continue;
    long += 1;
    if (capital[token] === 0) small += 1;
  }
  return small * 4 < long;
}
const LONG = 5; // letters of a word that headlines capitalise

function judge(mark: Mark, cues: readonly Mark[], passage: Passage, dictionary: Dictionary): void {
  const row = passage.bySentence[mark.sentence] ?? [];
  let best = mark.reality;
  let by: Mark | null = null;
  for (const cue of cues) {
    if (isSaidItself(cue, mark) || isOfWhatIsAsked(cue, mark, row)) continue;
    if (!reaches(cue, mark, passage, dictionary)) continue;
    const value = cue.code as MentionReality;
    if (best === null || STRENGTH.indexOf(value) < STRENGTH.indexOf(best)) {
      best = value;
      by = cue;
    }
  }
  mark.reality = best ?? 'realised';
  mark.cue = by;
}

/** "Membantah" is the denial itself, and its own words deny nothing more. */
const isSaidItself = (cue: Mark, mark: Mark): boolean =>
  mark.code === 'denial' && (cue.code === 'denied' || cue.code === 'absent' || cue.code === 'habitual');

function reaches(cue: Mark, mark: Mark, passage: Passage, dictionary: Dictionary): boolean {
  const concept = dictionary.concepts[cue.concept];
  const scope = concept?.scope;
  if (concept === undefined || scope === null || scope === undefined) return false;
  const { touches } = cue.props;
  if (touches !== undefined && touches !== mark.kind && touches !== mark.code) return false;
  // A cue that holds the whole hit ("sanksi ... menanti") says what it is.
  if (cue.first <= mark.first && mark.last <= cue.last) return true;
  // "Kalau terbukti", "bisa kena sanksi": a cue that begins before the hit and runs into it governs it.
  if (cue.first < mark.first && mark.first < cue.last) return true;
  // Words of the form itself are judged by the form; a cue that stands in one of its gaps is a cue.
  if (cue.first < mark.last && mark.first < cue.last)
    return (
      cue.first > mark.first && governsGap(cue, mark, passage) && !isOwnWord(passage, cue, mark, dictionary)
    );
  if (cue.props['topic'] === 'true' && isTopic(cue, mark, passage)) return false;
  const forward = mark.first >= cue.last;
  if (forward && scope.direction === 'backward') return false;
  if (!forward && scope.direction === 'forward') return false;
  const from = forward ? cue.last : mark.last;
  const to = forward ? mark.first : cue.first;
  if (scope.words !== null && to - from > scope.words) return false;
  if (scope.reach === 'clause' && crossesClause(passage, from, to)) return false;
  if (crossesQuote(passage, cue, mark)) return false;
  return !holdsStop(passage, from, to, concept.stop) || stopsInNames(passage, mark, from, to, concept.stop);
}

/** "Kalau HN baru kita teruskan pekan lalu": beside a time gone by the word of condition names what is spoken of. */
function isTopic(cue: Mark, mark: Mark, passage: Passage): boolean {
  return (passage.bySentence[cue.sentence] ?? []).some(
    (other) =>
      other.kind === 'modality' &&
      other.code === 'realised' &&
      other.props['gone'] === 'true' &&
      other.first >= cue.last &&
      quoteAt(passage, other.start) === quoteAt(passage, mark.start) &&
      Math.abs(other.first - mark.last) <= TOPIC,
  );
}
const TOPIC = 4; // words between a step and the time that it happened

/** "Pegawai tidak tetap": a stop that is part of what somebody is called stops nothing. */
function stopsInNames(passage: Passage, mark: Mark, from: number, to: number, stops: Stops): boolean {
  let at = from;
  for (const name of passage.bySentence[mark.sentence] ?? []) {
    if (!(name.kind === 'subject' || (name.kind === 'role' && name.code === 'accused'))) continue;
    if (name.first < at || name.last > to) continue;
    if (holdsStop(passage, at, name.first, stops)) return false;
    at = name.last;
  }
  return at > from && !holdsStop(passage, at, to, stops);
}
type Stops = readonly PatternAtom[][];

function isOwnWord(passage: Passage, cue: Mark, mark: Mark, dictionary: Dictionary): boolean {
  const word = passage.analysed.tokens.folded[cue.first] ?? '';
  const atoms = dictionary.patterns.patterns[mark.pattern]?.atoms ?? [];
  return atoms.some((atom) => atom.words.some((own) => own === word || own.startsWith(`${word} `)));
}

/** A clause ends at a hard break (comma, colon, dash); brackets and appositions end it too, which is the cautious side. */
function crossesClause(passage: Passage, from: number, to: number): boolean {
  // Behind the last token stands the last clause still.
  const last = passage.analysed.tokens.count - 1;
  return clauseAt(passage, Math.max(0, from - 1)) !== clauseAt(passage, Math.min(to, last));
}

/** A cue inside a quotation says nothing of the narration outside, and the other way round. */
function crossesQuote(passage: Passage, cue: Mark, mark: Mark): boolean {
  return quoteAt(passage, cue.start) !== quoteAt(passage, mark.start);
}

/** Number of the quotation that holds an offset; -1 outside. */
export function quoteAt(passage: Passage, offset: number): number {
  const { quotes } = passage.analysed;
  let low = 0;
  let high = quotes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = quotes[low];
  return found !== undefined && found.start <= offset && offset < found.end ? low : -1;
}

const asReality = oneOf(REALITIES);

/** The eight realities of steps; the others of codebook 3.4 make no step (ruling 11.30). */
export function stepReality(value: MentionReality | null): Reality | null {
  return asReality(value);
}

/** Whether a mention tells of something that is told as a fact or an accusation of fact, not as a rule or a threat. */
export function isActual(value: MentionReality | null): boolean {
  return (
    value === null || ['realised', 'ongoing', 'alleged', 'denied', 'not_proven', 'historical'].includes(value)
  );
}
