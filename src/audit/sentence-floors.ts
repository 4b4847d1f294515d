/** Sentence floors: how many lines of each sentence bank must be right; never lowered without a reason. */
import { z } from 'zod';
import type { BankScore } from './sentence-banks.js';

const BankFloor = z.strictObject({
  lines: z.int().describe('How many lines the bank held when the floor was taken'),
  right: z.int().describe('How many of them must be right'),
  lowered: z.string().optional().describe('Why it was lowered when it last was'),
});
/** fixtures/sentences/floors.json: floors by bank. */
export const SentenceFloors = z.record(z.string(), BankFloor);
export type SentenceFloors = z.infer<typeof SentenceFloors>;

const linesOf = ({ seen, heldOut }: BankScore): number => seen.lines + heldOut.lines;
const rightOf = ({ seen, heldOut }: BankScore): number => seen.right + heldOut.right;

/** What fell below its floor, one sentence each; empty when all holds. */
export function checkSentenceFloors(scores: readonly BankScore[], floors: SentenceFloors): string[] {
  return scores.flatMap((score) => {
    const floor = floors[score.name];
    if (floor === undefined || floor.lines !== linesOf(score))
      return [
        `bank ${score.name} has other lines than its floor: look at the figures, then pin it with --pin`,
      ];
    return rightOf(score) < floor.right
      ? [
          `bank ${score.name}: ${rightOf(score)} of ${floor.lines} lines are right, its floor is ${floor.right}`,
        ]
      : [];
  });
}

/** Floors that today's figures just meet; `refused` names those that would be lowered without a reason. */
export function pinSentenceFloors(
  scores: readonly BankScore[],
  before: SentenceFloors,
  reason: string | null,
): { floors: SentenceFloors; refused: string[] } {
  const refused: string[] = [];
  const floors = scores.map((score): [string, SentenceFloors[string]] => {
    const own = before[score.name];
    const lines = linesOf(score);
    const right = rightOf(score);
    const falls = own !== undefined && own.lines <= lines && right < own.right;
    if (falls && reason === null)
      refused.push(`bank ${score.name} would fall from ${own.right} to ${right} lines that are right`);
    const lowered = falls ? reason : own?.lowered;
    return [score.name, { lines, right, ...(lowered === undefined || lowered === null ? {} : { lowered }) }];
  });
  return { floors: Object.fromEntries(floors), refused };
}
