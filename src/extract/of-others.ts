/** Of others: steps whose own sentence says that they fall on somebody who is not accused, or are of another offence. */
import { isOtherCrime } from './about-marks.js';
import { PERSONAL } from './step-kinds.js';
import { canBeAccused, isOversight } from './accusable.js';
import type { Entity } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { presentIn } from './present.js';

const BESIDE = 3; // words between somebody and what is done to him
const NEAR = 12; // words between a step and the offence that it is of
const BEFORE = 9; // words between a candidate who opens a clause and what is done to him

/**
 * "Caleg itu dijatuhi teguran", "pengurus partai memecat kadernya", "ketua Bawaslu diberhentikan", "dalam kasus korupsi
 * ia tersangka": a step of somebody else, where no accused is told of before it in its sentence.
 */
export function isOfOthers(
  passage: Passage,
  mark: Mark,
  accused: readonly Entity[],
  people: readonly Entity[],
): boolean {
  if (mark.kind !== 'step' || !PERSONAL.has(mark.code) || mark.reality !== 'realised') return false;
  const row = passage.bySentence[mark.sentence] ?? [];
  if (isOfOtherOffence(row, mark)) return true;
  const told = presentIn(people, mark.sentence);
  const present = told.filter(({ telling }) => telling.last <= mark.first);
  // "Jaksa menuntut Kades X tiga bulan penjara": somebody told of inside the step is on whom it falls.
  const inside = told.filter(({ telling }) => telling.first > mark.first && telling.last <= mark.last);
  if ([...present, ...inside].some(({ entity }) => accused.includes(entity))) return false;
  const opens = row.find((one) => one.last <= mark.first && WHO.has(one.kind));
  if (opens !== undefined && isRival(opens) && mark.first - opens.last <= BEFORE)
    return isJoined(passage, opens.last, mark.first);
  if (mark.voice !== 'passive' && mark.voice !== 'state') return false;
  const last = present.at(-1);
  return (
    last !== undefined &&
    !canBeAccused(last.entity) &&
    (isOversight(last.entity) || last.entity.other !== null) &&
    mark.first - last.telling.last <= BESIDE &&
    isJoined(passage, last.telling.last, mark.first)
  );
}

const WHO = new Set<string>([
  'candidate',
  'subject',
  'position',
  'institution',
  'role',
  'topic',
  'violation',
]);

/** Candidates and parties, who are punished by their own rules. */
const isRival = ({ kind, code }: Mark): boolean =>
  kind === 'candidate' || ((kind === 'topic' || kind === 'role') && code === 'party');

function isOfOtherOffence(row: readonly Mark[], mark: Mark): boolean {
  const other = row.some((one) => isOtherCrime(one) && Math.abs(one.first - mark.first) <= NEAR);
  return (
    other &&
    !row.some(
      (one) =>
        one.kind === 'violation' ||
        one.kind === 'candidate' ||
        one.kind === 'election' ||
        (one.kind === 'topic' && (one.code === 'neutrality' || one.code === 'taking_sides')),
    )
  );
}

/** Whether no break of comma strength stands between two tokens. */
function isJoined({ analysed }: Passage, from: number, to: number): boolean {
  for (let token = from; token <= to; token += 1)
    if ((analysed.tokens.breakBefore[token] ?? 0) >= 2) return false;
  return true;
}
