/** Weighing acts: of all kinds of acts that the words of a case may tell of, those that it is told for; patterns and weighed sentences are signs of it. */
import type { Dictionary } from '../model/dictionary.js';
import { actStages, actsTold, takeActSigns, type ActTold } from './act-signs.js';
import type { CaseDraft } from './cases.js';
import { toFilled } from './fill-acts.js';
import { oddsOf } from './mark-odds.js';
import { isActual } from './modality.js';
import type { Passage } from './passage.js';
import type { Story } from './weigh-story.js';
import { addUp } from './weights.js';

/**
 * Log odds from which an act is told of a case: one that patterns found again and again, or once, any other, and the best where
 * none is surely told.
 */
const TOLD = { often: -1.2, found: -0.6, other: -0.1 };
const BEST = -1;

/** Settles the acts of the cases of an article: each has what its words together are likely to tell of. */
export function settleActs(
  drafts: readonly CaseDraft[],
  told: { title: Passage; body: Passage; story: Story },
  { weights }: Dictionary,
): void {
  const table = weights.find(({ kind }) => kind === 'act');
  if (table === undefined) return;
  const hashes: number[] = [];
  actStages(drafts, told).forEach((stage, index) => {
    const draft = drafts[index];
    if (draft === undefined) return;
    const acts = actsTold(stage);
    const odds = new Map(
      acts.map((act, number): [ActTold, number] => {
        hashes.length = 0;
        takeActSigns(stage, acts, number, (hash) => hashes.push(hash));
        return [act, addUp(table, hashes).odds[0] ?? -Infinity];
      }),
    );
    settleDraft(draft, odds);
  });
}

/** How often patterns found it, as something that was done. */
function howFound({ tellings }: ActTold): keyof typeof TOLD {
  const found = tellings.filter(({ mark }) => mark.kind === 'violation' && isActual(mark.reality)).length;
  if (found >= OFTEN) return 'often';
  return found > 0 ? 'found' : 'other';
}
const OFTEN = 3;

function settleDraft(draft: CaseDraft, odds: ReadonlyMap<ActTold, number>): void {
  const ranked = [...odds].toSorted(([, a], [, b]) => b - a);
  const told = ranked.filter(([act, one]) => one >= TOLD[howFound(act)]).map(([act]) => act);
  const [best] = ranked;
  if (told.length === 0 && best !== undefined && best[1] >= BEST) told.push(best[0]);
  const codes = new Set(told.map(({ code }) => code));
  const kept = draft.violations.filter(({ mark }) => codes.has(mark.code));
  const known = new Set(kept.map(({ mark }) => mark.code));
  const added = told.filter(({ code }) => !known.has(code)).flatMap(surestTelling);
  draft.violations = [...kept, ...added];
}

/** The telling of an act that is surest, as an act of a case; none where no telling says that it was done. */
function surestTelling({ tellings }: ActTold): CaseDraft['violations'] {
  const [surest] = tellings
    .filter(({ mark }) => isActual(mark.reality))
    .toSorted((a, b) => oddsOf(b.mark, 0) - oddsOf(a.mark, 0));
  if (surest === undefined) return [];
  const { passage, mark } = surest;
  return [{ passage, mark: toFilled(mark) }];
}
