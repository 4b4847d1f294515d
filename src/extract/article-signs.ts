/** Article signs: what of a whole article is weighed to know whether it is a case, a measure, context or nothing of ours. */
import { stem } from '../text/text.js';
import type { Mark, Passage } from './passage.js';

/** Kinds of marks that are a sign whatever their code. */
const PLAIN = new Set<string>(['candidate', 'subject', 'position', 'law']);
/** Kinds of marks whose realities are signs. */
const REAL = new Set<string>(['violation', 'step', 'weighed']);
const MANY = [2, 4] as const;

/** The signs of an article, each once: its marks, how many of a kind there are, and the roots of its words. */
export function articleSigns(title: Passage, body: Passage): Set<string> {
  const counts = new Map<string, number>();
  const add = (sign: string): void => void counts.set(sign, (counts.get(sign) ?? 0) + 1);
  for (const mark of title.marks) ofMark(mark, 'title', add);
  for (const mark of body.marks) ofMark(mark, 'body', add);
  const signs = new Set<string>();
  for (const [sign, count] of counts) {
    signs.add(sign);
    for (const many of MANY) if (count >= many) signs.add(`${sign}>=${many}`);
  }
  takeRoots(title, 'title', signs);
  takeRoots(body, 'body', signs);
  return signs;
}

function ofMark(mark: Mark, where: string, add: (sign: string) => void): void {
  const { kind, code, reality, props } = mark;
  const name = PLAIN.has(kind) ? kind : `${kind}:${code}`;
  add(`${where}/${name}`);
  add(`${where}/${kind}`);
  if (!REAL.has(kind)) return;
  add(`${where}/${name}:${reality}`);
  add(`${where}/${kind}:${reality}`);
  if (Number(props['odds'] ?? props['support'] ?? -1) > 0) add(`${where}/sure-${props['of'] ?? kind}`);
}

/** Names are no signs: capitals inside a sentence of the body are left out; titles are all capitals. */
function takeRoots({ analysed, muted }: Passage, where: string, signs: Set<string>): void {
  const { folded, capital, kind } = analysed.tokens;
  analysed.sentences.forEach(({ first, last }, index) => {
    if (muted[index] === true) return;
    for (let token = first; token < last; token += 1) {
      if (kind[token] === 1 || (where === 'body' && capital[token] === 1 && token > first)) continue;
      signs.add(`${where}=${stem(folded[token] ?? '')}`);
    }
  });
}
