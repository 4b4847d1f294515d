/** Framing: whether an article is told as one of neutrality, and in how many of its sentences. */
import {
  ON_DUTY,
  count,
  isApparatus,
  isElection,
  isElectionBody,
  isHardElection,
  isNeutrality,
} from './about-marks.js';
import type { Mark, Passage } from './passage.js';

/** Measures that are words or oaths; the others, such as supervision, are of every matter of an election. */
const WORDS = new Set<string>([
  'appeal',
  'directive',
  'circular_issued',
  'pledge',
  'peace_declaration',
  'outreach',
  'leave_taken',
  'resign_to_run',
]);

/**
 * Whether an article tells of neutrality or of acts against it, or, without the word, often of an election together
 * with oaths, orders or exits; measures of other matters have neither.
 */
export function tellsOfNeutrality(title: Passage, body: Passage): boolean {
  const passages = [title, body];
  const has = (test: (mark: Mark) => boolean): boolean => passages.some((one) => one.marks.some(test));
  if (has((mark) => isNeutrality(mark) || mark.kind === 'violation')) return true;
  const said = (mark: Mark): boolean =>
    mark.kind === 'step' && WORDS.has(mark.code) && mark.props['weak'] === undefined;
  if (passages.some((one) => one.bySentence.some((row) => row.some(said) && row.some(isElection))))
    return true;
  if (
    passages.some((one) =>
      one.bySentence.some((row, at, rows) => isWatched(row, [...(rows[at - 1] ?? []), ...row])),
    )
  )
    return true;
  return count(title, isElection) + count(body, isElection) >= 3 && has(said);
}

/** "Bawaslu mengawasi akun media sosial ASN selama masa kampanye", "guru jangan bawa politik": those who owe neutrality are watched or told to leave what takes sides. */
const isWatched = (row: readonly Mark[], near: readonly Mark[]): boolean =>
  row.some((mark) => (mark.kind === 'step' && WATCHES.has(mark.code)) || mark.props['force'] !== undefined) &&
  row.some((mark) => mark.kind === 'subject' && !ON_DUTY.has(mark.code)) &&
  row.some((mark) => mark.kind === 'topic' && SIDES.has(mark.code)) &&
  near.some((mark) => isHardElection(mark) || isElectionBody(mark));

const WATCHES = new Set<string>(['monitoring', 'public_call_to_report']);
const SIDES = new Set<string>(['taking_sides', 'election_context']);

/** Sentences in which apparatus is told of, with neutrality or a partisan act in the same sentence or beside it. */
export function framesIn(passage: Passage): number {
  const partisan = passage.bySentence.map((row) =>
    row.some((mark) => isNeutrality(mark) || mark.kind === 'violation'),
  );
  return passage.bySentence.filter(
    (row, index) =>
      row.some(isApparatus) &&
      (partisan[index - 1] === true || partisan[index] === true || partisan[index + 1] === true),
  ).length;
}
