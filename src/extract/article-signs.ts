/** Article signs: what of a whole article is weighed to know whether it is a case, a measure, context or nothing of ours. */
import { OF_BODY, OF_TITLE, hashOfSign, rootOf, rootSign, type Word } from '../text/text.js';
import type { Mark, Passage } from './passage.js';

/** Kinds of marks that are a sign whatever their code. */
const PLAIN = new Set<string>(['candidate', 'subject', 'position', 'law']);
/** Kinds of marks whose realities are signs. */
const REAL = new Set<string>(['violation', 'step', 'weighed']);
const MANY = [2, 4] as const;

/** The signs of an article, each once: its marks, how many of a kind there are, and the roots of its words. */
export function articleSigns(title: Passage, body: Passage): Set<string> {
  const signs = signsOfMarks(title, body);
  takeRoots(title, 'title', (word) => signs.add(`title=${rootOf(word)}`));
  takeRoots(body, 'body', (word) => signs.add(`body=${rootOf(word)}`));
  return signs;
}

/** The hashes of the same signs in the same order: those of roots are kept on their words, and no string is made for them. */
export function articleHashes(title: Passage, body: Passage): number[] {
  const hashes = new Set<number>();
  // As whole numbers of 32 bits with a sign, which the engine keeps without a box.
  for (const sign of signsOfMarks(title, body)) hashes.add(hashOfSign(`a ${sign}`) | 0);
  takeRoots(title, 'title', (word) => hashes.add(rootSign(OF_TITLE, word) | 0));
  takeRoots(body, 'body', (word) => hashes.add(rootSign(OF_BODY, word) | 0));
  return Array.from(hashes, (hash) => hash >>> 0);
}

function signsOfMarks(title: Passage, body: Passage): Set<string> {
  const counts = new Map<string, number>();
  const add = (sign: string): void => void counts.set(sign, (counts.get(sign) ?? 0) + 1);
  for (const mark of title.marks) ofMark(mark, 'title', add);
  for (const mark of body.marks) ofMark(mark, 'body', add);
  const signs = new Set<string>();
  for (const [sign, count] of counts) {
    signs.add(sign);
    for (const many of MANY) if (count >= many) signs.add(`${sign}>=${many}`);
  }
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
function takeRoots({ analysed, muted }: Passage, where: string, take: (word: Word) => void): void {
  const { words, capital, kind } = analysed.tokens;
  analysed.sentences.forEach(({ first, last }, index) => {
    if (muted[index] === true) return;
    for (let token = first; token < last; token += 1) {
      if (kind[token] === 1 || (where === 'body' && capital[token] === 1 && token > first)) continue;
      const word = words[token];
      if (word !== undefined) take(word);
    }
  });
}
