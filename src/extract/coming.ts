/** Coming: steps on a day that is still to come, seen from the publication, are planned, whatever word says so or none. */
import type { Grammar } from '../model/grammar.js';
import { hasHappened } from '../model/realities.js';
import { SPEECH_ACTS } from './asked.js';
import { implyMark, type Mark, type Passage } from './passage.js';

const REACH = 12; // words between a step and its day
const AHEAD = 1; // words between a word of deadline and the day

/** "Kegiatan serupa digelar 3 Maret", "petugasnya menginap mulai besok": sets what is told of such a day to planned, by that day. */
export function judgeComing(passage: Passage, grammar: Grammar, now: string | null): void {
  if (now === null) return;
  const { dates, sentences } = passage.analysed;
  let next = 0;
  sentences.forEach((sentence, index) => {
    const from = next;
    while ((dates[next]?.first ?? Infinity) < sentence.last) next += 1;
    const own = dates.slice(from, next).filter(({ value }) => value !== null);
    if (own.length === 0) return;
    const row = passage.bySentence[index] ?? [];
    if (row.some(isDone)) return;
    const isPlanned = (date: Dated): boolean =>
      isComing(date, now) && !isDeadline(passage, grammar, date.first);
    if (own.every(isPlanned)) planBeside(row, own, sentence, index);
  });
}

/** Sets the steps that stand near one of the days to planned. */
function planBeside(
  row: readonly Mark[],
  days: readonly Dated[],
  sentence: { first: number; last: number },
  index: number,
): void {
  const ofElection = new Uint8Array(sentence.last - sentence.first + 2);
  for (const mark of row)
    if (isOfElection(mark))
      ofElection.fill(1, Math.max(0, mark.first - sentence.first - 1), mark.last - sentence.first + 1);
  /** The day that is near each word, by number from 1. */
  const near = new Int32Array(sentence.last - sentence.first);
  days.forEach(({ first, last }, day) => {
    if (ofElection.subarray(first - sentence.first, last - sentence.first + 1).includes(1)) return;
    near.fill(day + 1, Math.max(0, first - sentence.first - REACH), last - sentence.first + REACH);
  });
  for (const mark of row) {
    if (!mayCome(mark)) continue;
    const day = days[(near[mark.first - sentence.first] || near[mark.last - 1 - sentence.first] || 0) - 1];
    if (day === undefined) continue;
    mark.reality = 'planned';
    mark.cue = cueOf(day, index);
  }
}

/** The day as what makes a step planned. */
const cueOf = (day: Dated, sentence: number): Mark =>
  implyMark({ kind: 'modality', code: 'planned', rule: 'modality/day-to-come' }, { ...day, sentence });

/** Days of elections and candidatures are told of beside what is done before them. */
const isOfElection = ({ kind, code }: Mark): boolean =>
  kind === 'election' || kind === 'candidate' || code === 'election_context';

type Dated = Passage['analysed']['dates'][number];

const isComing = ({ value, direction }: Dated, now: string): boolean =>
  direction === '+' || (value !== null && value > now.slice(0, value.length));

/** A word that says that something has been done. */
const isDone = ({ kind, code, props }: Mark): boolean =>
  kind === 'modality' && code === 'realised' && props['gone'] !== 'true';

const isDeadline = ({ analysed }: Passage, grammar: Grammar, first: number): boolean => {
  const { folded } = analysed.tokens;
  for (let token = first - 1; token >= first - 1 - AHEAD; token -= 1)
    if (grammar.deadlineLeads.includes(folded[token] ?? '')) return true;
  return false;
};

/** Steps that are told as done; words to others are said before what they ask for is done. */
const mayCome = (mark: Mark): boolean =>
  (mark.kind === 'step' || mark.props['of'] === 'step') &&
  hasHappened(mark.reality) &&
  !SPEECH_ACTS.has(mark.code) &&
  !STATES.has(mark.code);

/** What holds for a time that ends on a day to come, or is told of it. */
const STATES = new Set<string>([
  'leave_taken',
  'resign_to_run',
  'norm_explainer',
  'denial',
  'sanction_pending',
]);
