/** Weighing realities: how real each telling of a step is, by cues, words and who says it; what rules hold of it is one sign among many. */
import type { Reality } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import { hasHappened } from '../model/realities.js';
import { implyMark } from './passage.js';
import { DEEDS, WEIGHTY } from './step-kinds.js';
import type { StepTelling } from './steps.js';
import { tellingSigner, type TellingStage } from './telling-signs.js';
import { addUp } from './weights.js';

/** Log odds by which another reality must lead; further where what rules hold to be open would have happened. */
const LEAD = { any: 0, happened: 2.5 };

/** Steps that say of somebody that he was found guilty, is dealt with or let go, or that rest on that (public tier "found"). */
const SETTLING = new Set<string>([...DEEDS, ...WEIGHTY, 'forwarded', 'sanction_pending']);

/** Whether somebody tells by it that a step was taken, lately or long ago. */
const isTaken = (reality: string): boolean => hasHappened(reality) || reality === 'historical';

/** "Belum dieksekusi", "kabarnya dicopot pada 2018": that what is open was taken, of such a step weights alone never say. */
const isSettling = ({ code, reality: held }: StepTelling, reality: string): boolean =>
  SETTLING.has(code) && (hasHappened(reality) || (isTaken(reality) && !isTaken(held)));

/** Sets each telling of a stage to the reality that is likeliest; the weights become its cue. */
export function weighRealities(stage: TellingStage, { weights }: Dictionary): void {
  const table = weights.find(({ kind }) => kind === 'reality');
  if (table === undefined || stage.chances === null) return;
  const { codes } = table;
  const takeSigns = tellingSigner(stage);
  const hashes: number[] = [];
  // What is told beside a telling is a sign of it: all are weighed before any is set.
  const likeliest = stage.steps.map((telling): string => {
    hashes.length = 0;
    takeSigns(telling, (hash) => hashes.push(hash));
    const { odds } = addUp(table, hashes);
    const held = odds[codes.indexOf(telling.reality)] ?? -Infinity;
    const best = odds.reduce((most, one, code) => (one > (odds[most] ?? -Infinity) ? code : most), 0);
    const code = codes[best] ?? telling.reality;
    const least = hasHappened(code) && !hasHappened(telling.reality) ? LEAD.happened : LEAD.any;
    const leads = (odds[best] ?? -Infinity) - held > least;
    return leads && !isSettling(telling, code) ? code : telling.reality;
  });
  stage.steps.forEach((telling, index) => setReality(telling, likeliest[index] as Reality));
}

function setReality(telling: StepTelling, reality: Reality): void {
  if (reality === telling.reality) return;
  const { mark } = telling;
  telling.reality = reality;
  mark.reality = reality;
  mark.cue = implyMark({ kind: 'modality', code: reality, rule: `weights/realities/${reality}` }, mark);
}
