/** Coming: steps on a day that is still to come, seen from the publication, are planned, whatever word says so or none. */
import type { Grammar } from '../model/dictionary.js';
import { SPEECH_ACTS } from './asked.js';
import type { Mark, Passage } from './passage.js';

const REACH = 12; // words between a step and its day
const AHEAD = 1; // words between a word of deadline and the day

/** "Kegiatan serupa digelar 3 Maret", "petugasnya menginap mulai besok": sets what is told of such a day to planned. */
export function judgeComing(passage: Passage, grammar: Grammar, now: string | null): void {
  if (now === null) return;
  const { dates, sentences } = passage.analysed;
  let next = 0;
  sentences.forEach(({ last }, sentence) => {
    const from = next;
    while ((dates[next]?.first ?? Infinity) < last) next += 1;
    const own = dates.slice(from, next).filter(({ value }) => value !== null);
    if (own.length === 0) return;
    const row = passage.bySentence[sentence] ?? [];
    if (row.some(isDone)) return;
    const coming = own.filter((date) => isComing(date, now) && !isDeadline(passage, grammar, date.first));
    if (coming.length < own.length) return;
    for (const mark of row)
      if (mayCome(mark) && coming.some((date) => isBeside(mark, date, row))) mark.reality = 'planned';
  });
}

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
  (mark.reality === 'realised' || mark.reality === 'ongoing') &&
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

/** The day stands behind the step, or opens the sentence, and is not that of an election or candidature. */
const isBeside = (mark: Mark, date: Dated, row: readonly Mark[]): boolean =>
  date.first - mark.last <= REACH &&
  mark.first - date.last <= REACH &&
  !row.some(
    (other) =>
      (other.kind === 'election' || other.kind === 'candidate' || other.code === 'election_context') &&
      other.first <= date.last + 1 &&
      date.first <= other.last + 1,
  );
