/** Cleared: of several, who is told to be cleared is not charged with what those beside him are dealt with for. */
import { STAGE_CODES } from '../model/code-lists.js';
import { withoutSteps, withSteps, type CaseDraft } from './cases.js';
import type { Passage } from './passage.js';
import { CLEARED, HELD_AGAINST } from './step-kinds.js';
import type { StepTelling } from './steps.js';

/** Whether a matter of today is told to have ended well for the accused of a draft: the sentence that tells it, or none. */
function clearedAt({ steps }: CaseDraft): number | null {
  const told = steps.filter(({ code, reality }) => CLEARED.has(code) && reality === 'realised');
  return told.length === 0 ? null : Math.min(...told.map(({ mark }) => mark.sentence));
}

const ORDER: readonly string[] = STAGE_CODES;
const FOUND = ORDER.indexOf('assessed_violation');

/** Somebody in today's matter whom a finding, or what follows one, has reached. */
const isFound = (draft: CaseDraft): boolean =>
  !draft.historical &&
  clearedAt(draft) === null &&
  draft.steps.some(({ code, reality }) => reality === 'realised' && ORDER.indexOf(code) >= FOUND);

/**
 * "AS dan DN melanggar. ZK tidak cukup bukti. Surat penerusan dikirim hari itu": beside others who were found in breach, what
 * follows a finding, told behind the word that clears one, is none of his; where they are one case, it is theirs.
 */
export function handOverSteps(drafts: readonly CaseDraft[]): CaseDraft[] {
  const [guilty, ...more] = drafts.filter(isFound);
  if (guilty === undefined) return [...drafts];
  const handed: StepTelling[] = [];
  const settled = drafts.map((draft) => {
    const cleared = clearedAt(draft);
    if (cleared === null) return draft;
    const isOwn = ({ code, mark }: StepTelling): boolean =>
      CLEARED.has(code) || ORDER.indexOf(code) < FOUND || mark.sentence < cleared;
    handed.push(...draft.steps.filter((step) => !isOwn(step)));
    return draft.steps.every(isOwn) ? draft : withoutSteps(draft, draft.steps.filter(isOwn));
  });
  const known = new Set(guilty.steps.map(({ code }) => code));
  const fresh = handed.filter(({ code }) => !known.has(code));
  if (more.length > 0 || fresh.length === 0) return settled;
  return settled.map((draft) => (draft === guilty ? withSteps(draft, fresh) : draft));
}

/** What clears somebody, with the steps that nobody takes against whom it clears. */
const EXCLUDES: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['assessed_no_violation', new Set([...HELD_AGAINST, 'forwarded'])],
  ['acquitted', new Set(['convicted'])],
];

/**
 * One who is cleared is not dealt with for the same act: where a case has both, one is somebody else's. Of briefs with both
 * nearly nine in ten cases are held against whom they accuse where two such steps are told, where but the weight of words
 * clears him, or where that comes behind; else he is cleared. What a pattern tells in a sentence with his name stays his: a
 * higher court acquits whom another convicted. `several`: the article tells of other cases, too.
 */
export function settleVerdict(draft: CaseDraft, several: boolean): CaseDraft {
  return EXCLUDES.reduce((left, [clears, excludes]) => {
    const reached = left.steps.filter(({ reality }) => reality === 'realised' || reality === 'ongoing');
    const clearing = reached.filter(({ code }) => code === clears);
    const held = reached.filter(({ code }) => excludes.has(code));
    if (clearing.length === 0 || held.length === 0) return left;
    const others = isCleared(clearing, held, several) ? held : clearing;
    const gone = new Set(others.filter((step) => !isToldOfHim(left, step)));
    return gone.size === 0
      ? left
      : withoutSteps(
          left,
          left.steps.filter((step) => !gone.has(step)),
        );
  }, draft);
}

function isCleared(
  clearing: readonly StepTelling[],
  held: readonly StepTelling[],
  several: boolean,
): boolean {
  if (new Set(held.map(({ code }) => code)).size > 1 || !clearing.some(isFoundByPattern)) return false;
  const [one, other] = [firstOf(clearing), firstOf(held)];
  // "Hasil pleno menyatakan kasus itu tidak bisa dilanjutkan": in one sentence what is told last holds.
  const isSame = one.sentence === other.sentence && one.passage === other.passage;
  const isBefore = one.passage === other.passage ? one.first < other.first : one.passage.in === 'title';
  return isBefore !== isSame || (several && !held.some(isFoundByPattern));
}

const isToldOfHim = ({ accused }: CaseDraft, step: StepTelling): boolean =>
  isFoundByPattern(step) &&
  step.passage.in === 'body' &&
  accused.some(({ tellings }) =>
    tellings.some(({ how, sentence }) => how !== 'status' && sentence === step.mark.sentence),
  );

const isFoundByPattern = ({ mark }: StepTelling): boolean => mark.kind === 'step';

/** The telling that stands first, of those of the body where there are any. */
function firstOf(steps: readonly StepTelling[]): { passage: Passage; sentence: number; first: number } {
  const told = steps.map(({ mark: { first, sentence }, passage }) => ({ passage, sentence, first }));
  const inBody = told.filter(({ passage }) => passage.in === 'body');
  return (inBody.length > 0 ? inBody : told).reduce((before, one) =>
    one.first < before.first ? one : before,
  );
}
