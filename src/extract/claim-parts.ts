/** Claim parts: what stands beside a number of a list: the step that it counts, or the region or form of act that it breaks down to. */
import { CLAIM_STAGES } from '../model/code-lists.js';
import type { ClaimStage } from '../model/codes.js';
import type { Grammar } from '../model/grammar.js';
import type { NumberMention } from '../text/text.js';
import { oneOf } from './one-of.js';
import type { Mark, Passage } from './passage.js';
import type { PlaceTelling } from './place-tellings.js';

/** A number with the stretch that is its own: from the number before it to the one after it. */
export interface Neighbourhood {
  passage: Passage;
  row: readonly Mark[];
  number: NumberMention;
  /** The sentence lists several counts. */
  listed: boolean;
  from: number; // token
  to: number;
}

/** Steps read as the nearest stage that a claim may count. */
const NEAREST: Record<string, ClaimStage> = {
  found_by_supervisor: 'reported',
  exposed_public: 'reported',
  registered: 'reported',
  statistic: 'reported',
  summoned: 'examined',
  not_registered: 'assessed_no_violation',
  criminal_dropped: 'assessed_no_violation',
  sanction_annulled: 'assessed_no_violation',
  acquitted: 'assessed_no_violation',
  sanction_pending: 'sanction_recommended',
  data_blocked: 'sanction_recommended',
  prosecuted: 'forwarded',
  suspect_named: 'assessed_violation',
  convicted: 'sanction_imposed',
  sentence_executed: 'sanction_imposed',
};

const asStage = oneOf(CLAIM_STAGES);

/** The stage that a step stands for in a count; null when counts know none. */
export function claimStage(code: string): ClaimStage | null {
  return asStage(code) ?? NEAREST[code] ?? null;
}

const FAR = 14; // tokens between a number and its step

/** The step that a number counts: the first behind it before the next number, else the last before it. */
export function stepBeside({ row, number, from, to }: Neighbourhood): Mark | null {
  let after: Mark | null = null;
  let before: Mark | null = null;
  let around: Mark | null = null;
  for (const mark of row) {
    if (mark.kind !== 'step' || claimStage(mark.code) === null) continue;
    if (mark.reality === 'conditional' || mark.reality === 'norm') continue;
    if (mark.first <= number.first && mark.last > number.first) around = mark;
    else if (mark.first >= number.last && mark.first < to && mark.first - number.last <= FAR) after ??= mark;
    else if (mark.last <= number.first && mark.last > from && number.first - mark.last <= FAR) before = mark;
  }
  const beside = nearer(after, before, number);
  // "Dari 138 perkara": that something is counted says less than what was done with it.
  return around !== null && around.code !== 'statistic' ? around : (beside ?? around);
}

function nearer(after: Mark | null, before: Mark | null, number: NumberMention): Mark | null {
  if (after === null || before === null) return after ?? before;
  return after.first - number.last <= number.first - before.last + 3 ? after : before;
}

const BESIDE = 3; // tokens between a name and its number

/** The region or form of act that a number counts, as printed: "Muna 21", "sembilan di Polman", "mendekati partai 16". */
export function breakdownOf(
  around: Neighbourhood,
  places: readonly PlaceTelling[],
  grammar: Grammar,
): string | null {
  return regionOf(around, places, grammar) ?? formOf(around);
}

function regionOf(
  { passage, row, number, from, to }: Neighbourhood,
  places: readonly PlaceTelling[],
  grammar: Grammar,
): string | null {
  const inBody = ({ first }: PlaceTelling): boolean =>
    !row.some((mark) => mark.kind === 'institution' && mark.last >= first && mark.first < first);
  let best: PlaceTelling | null = null;
  let distance = BESIDE + 1;
  for (const telling of places) {
    if (telling.passage !== passage || telling.dateline || !inBody(telling)) continue;
    const gap = telling.last <= number.first ? number.first - telling.last : telling.first - number.last;
    const own = telling.last <= number.first ? telling.first >= from : telling.first < to;
    if (own && gap >= 0 && gap < distance) [best, distance] = [telling, gap];
  }
  if (best === null) return null;
  const { folded, start, end } = passage.analysed.tokens;
  const announced = grammar.placeTypes[folded[best.first - 1] ?? ''] !== undefined;
  const first = announced && best.first > from ? best.first - 1 : best.first;
  return passage.text.slice(start[first], end[best.last - 1]);
}

function formOf({ passage, row, number, from }: Neighbourhood): string | null {
  const act = row.findLast(
    (mark) =>
      mark.kind === 'violation' &&
      mark.last <= number.first &&
      mark.first >= from &&
      number.first - mark.last <= BESIDE,
  );
  return act === undefined ? null : passage.text.slice(act.start, act.end);
}
