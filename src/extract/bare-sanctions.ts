/** Bare sanctions: "pemberhentian", "pencopotan" without a verb; the noun alone tells of no sanction that was imposed (codebook 3.4). */
import type { Dictionary } from '../model/dictionary.js';
import { quoteAt } from './modality.js';
import type { Mark, Passage } from './passage.js';

const OPEN = new Set<string>(['conditional', 'norm']);
const NAME = 1; // capitalised, not all in capitals

/**
 * Sets the reality of sanctions that are told by one noun: in a list they are what those before them are ("ancamannya
 * penurunan pangkat, bahkan pemberhentian"); alone they need something that makes them one in particular, such as
 * "itu", a name or a day.
 */
export function settleBareSanctions(passage: Passage, { grammar }: Dictionary): void {
  for (const row of passage.bySentence) {
    for (const mark of row) {
      if (mark.code !== 'sanction_imposed' || mark.voice !== 'nominal') continue;
      if (mark.cue !== null || mark.reality !== 'realised') continue;
      const before = sanctionBefore(passage, row, mark);
      if (before !== undefined && OPEN.has(before.reality ?? '')) mark.reality = before.reality;
      else if (mark.last - mark.first === 1 && !isParticular(passage, row, mark, grammar))
        mark.reality = 'norm';
    }
  }
}

const sanctionBefore = (passage: Passage, row: readonly Mark[], mark: Mark): Mark | undefined =>
  row.findLast(
    (one) =>
      one.last <= mark.first &&
      (one.kind === 'sanction' || one.code === 'sanction_imposed') &&
      quoteAt(passage, one.start) === quoteAt(passage, mark.start),
  );

/** "Pencopotan itu", "pemberhentiannya", "pemecatan Bambang", "pemberhentian berlaku mulai Juni". */
function isParticular(
  { analysed }: Passage,
  row: readonly Mark[],
  mark: Mark,
  { demonstratives, possessives }: Dictionary['grammar'],
): boolean {
  const { folded, capital, breakBefore } = analysed.tokens;
  const next = folded[mark.last] ?? '';
  const joined = (breakBefore[mark.last] ?? 0) === 0;
  if (joined && (demonstratives.includes(next) || capital[mark.last] === NAME)) return true;
  const word = folded[mark.first] ?? '';
  if (possessives.some((ending) => word.endsWith(ending))) return true;
  if (row.some((one) => one.kind === 'modality' && one.code === 'realised')) return true;
  const sentence = analysed.sentences[mark.sentence];
  return analysed.dates.some(
    (date) => sentence !== undefined && date.first >= sentence.first && date.first < sentence.last,
  );
}
