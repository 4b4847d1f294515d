/** Person spellings: a name as somebody types it -> the name without titles and degrees, in all spellings of its words. */
import type { Dictionary } from '../src/model/dictionary.js';

type Words = Pick<Dictionary, 'grammar' | 'linking'>;

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * "H. Muhammad Saleh Basri, S.Sos., M.Si." as "Muhammad Saleh Basri". A name that would be left with less than two words
 * stays as it is: "Hj. Aminah".
 */
export function bareName(printed: string, { grammar }: Words): string {
  const before = new Set([...grammar.titles, ...grammar.courtesy].map(fold));
  const behind = new Set(grammar.degrees.map(fold));
  const [name = ''] = printed.split(',');
  // "H.M. Saleh": a stop parts words as a space does, but for degrees: "S.Sos".
  const words = name.split(/\s+/u).flatMap((word) => (behind.has(fold(word)) ? word : splitLetters(word)));
  let [first, last] = [0, words.length];
  for (let size = Math.min(3, last); size > 0 && last - first > 2;) {
    const isTitle = last - first - size >= 2 && before.has(fold(words.slice(first, first + size).join('')));
    if (isTitle) first += size;
    size = isTitle ? 3 : size - 1;
  }
  while (last - first > 2 && behind.has(fold(words[last - 1] ?? ''))) last -= 1;
  return words.slice(first, last).join(' ');
}

/** "H.M.Saleh" as "H." "M." "Saleh". */
const splitLetters = (word: string): string[] => word.match(/[^.]+\.?/gu) ?? [];

const MOST_SPELLINGS = 200;

/** The name in all spellings of its words, itself the first: "Moh Saleh Basri", "M Saleh Basri". */
export function spellOut(name: string, { linking }: Words): string[] {
  const families = linking.terms?.nameSpellings ?? [];
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const spelled = words.reduce<string[][]>(
    (begun, word, at) => {
      const ways = waysToSpell(word, at, families);
      return begun.flatMap((head) => ways.map((one) => [...head, one])).slice(0, MOST_SPELLINGS);
    },
    [[]],
  );
  return [...new Set([name, ...joinLetters(words), ...spelled.map((all) => all.join(' '))])];
}

// A lone letter is anybody's, so that "M" is not spelled out, and only the first word is cut down to one.
function waysToSpell(word: string, at: number, families: readonly (readonly string[])[]): string[] {
  const folded = fold(word);
  const family = folded.length < 2 ? [] : (families.find((one) => one.includes(folded)) ?? []);
  return [word, ...family.filter((one) => one !== folded && (at === 0 || one.length > 1))];
}

/** "A. R. Saleh" as "AR Saleh", too. */
function joinLetters(words: readonly string[]): string[] {
  const joined = words.reduce<string[]>((done, word) => {
    const last = done.at(-1);
    const isLetter = fold(word).length === 1;
    if (last === undefined || !isLetter || !/^\p{Lu}+$/u.test(last))
      return [...done, isLetter ? fold(word).toUpperCase() : word];
    return [...done.slice(0, -1), `${last}${fold(word).toUpperCase()}`];
  }, []);
  return [joined.join(' ')];
}
