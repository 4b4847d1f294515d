/** Shortened names: initials that no word announces, known by the office told right before or behind them. */
import { ALL_CAPS, CAPITALISED, HARD, LOWER, SENTENCE, type NameMention, type Tokens } from '../text/text.js';
import { nameOfToken, type Ground } from './person-spans.js';
import type { Mark } from './passage.js';
import type { PeopleWords } from './people-words.js';

const LONGEST = 3; // letters
const TIE = 5; // words that tie an office to initials before it

/**
 * Initials between commas beside an office: "Ketiganya ialah LK, camat di Laonti, serta dua lurah, SM dan H", "seorang
 * bhabinkamtibmas, IKS, diperiksa". By sentence; once known they are found wherever they stand again.
 */
export function findShortened(
  { passage, words, covered }: Ground,
  isTitle: (mark: Mark) => boolean,
): NameMention[][] {
  const { sentences, tokens, names } = passage.analysed;
  const { folded, capital, breakBefore, start, end, kind, count } = tokens;
  const taken = new Uint8Array(count + 1);
  for (const name of names) taken.fill(1, name.first, name.last);
  const looksShort = (token: number): boolean =>
    token < count &&
    capital[token] !== LOWER &&
    (end[token] ?? 0) - (start[token] ?? 0) <= LONGEST &&
    (capital[token] === ALL_CAPS || (capital[token] === CAPITALISED && (folded[token]?.length ?? 0) === 1)) &&
    kind[token] === 0 &&
    taken[token] === 0 &&
    covered[token] !== 1 &&
    !words.notNames.has(folded[token] ?? '');
  const closes = (token: number): boolean =>
    token >= count ||
    (breakBefore[token] ?? SENTENCE) >= HARD ||
    passage.text[end[token - 1] ?? 0] === '.' ||
    words.lists.has(folded[token] ?? '');
  const follows = (from: number, to: number): boolean => {
    if (from > to || to - from > 3) return false;
    for (let token = from; token < to; token += 1)
      if ((breakBefore[token] ?? SENTENCE) >= HARD || capital[token] !== 0) return false;
    return true;
  };
  const ties = (from: number, to: number): boolean => {
    if (from >= to || to - from > TIE || (breakBefore[to] ?? SENTENCE) >= HARD) return false;
    for (let token = from; token < to; token += 1)
      if (!words.apposers.has(folded[token] ?? '') || (token > from && (breakBefore[token] ?? 0) >= HARD))
        return false;
    return (breakBefore[from] ?? SENTENCE) < SENTENCE;
  };
  const isLong = (token: number): boolean => (folded[token]?.length ?? 0) > 1;
  const known = new Set<string>(names.filter((name) => name.initials).map((name) => name.core));
  const printed = (token: number): string => passage.text.slice(start[token], end[token]);
  sentences.forEach((sentence, index) => {
    let found: Mark[] | null = null;
    for (let token = sentence.first; token < sentence.last; token += 1) {
      if (!looksShort(token)) continue;
      const titles = (found ??= (passage.bySentence[index] ?? []).filter(isTitle));
      const before = titles.some(
        (title) => follows(title.last, token) && (breakBefore[token] ?? 0) === HARD && closes(token + 1),
      );
      const behind =
        (breakBefore[token + 1] ?? SENTENCE) === HARD &&
        titles.some((title) => title.first === token + 1) &&
        (words.partitives.has(folded[token - 1] ?? '') || isLong(token));
      // "LN tercatat sebagai PPPK", "SW yang juga lurah"
      const tied = isLong(token) && titles.some((title) => ties(token + 1, title.first));
      const listed =
        words.lists.has(folded[token - 1] ?? '') && known.has(printed(token - 2)) && closes(token + 1);
      // "Keduanya ialah SL dan BHR"
      const told = isLong(token) && words.partitives.has(folded[token - 1] ?? '') && closes(token + 1);
      if (before || behind || tied || listed || told) known.add(printed(token));
    }
  });
  // "VO:" labels, "(PPK)" explains.
  const isLabel = (token: number): boolean =>
    passage.text[end[token] ?? 0] === ':' || passage.text[(start[token] ?? 1) - 1] === '(';
  const labels = new Set<string>();
  for (let token = 0; token < count; token += 1)
    if (looksShort(token) && isLabel(token)) labels.add(printed(token));
  for (const core of findRepeated(tokens, words, (at) => looksShort(at) && !labels.has(printed(at)), printed))
    known.add(core);
  return sentences.map((sentence) => {
    const found: NameMention[] = [];
    if (known.size === 0) return found;
    for (let token = sentence.first; token < sentence.last; token += 1) {
      if (!looksShort(token) || !known.has(printed(token))) continue;
      const core = printed(token);
      if (core.length === 1 && (breakBefore[token] ?? 0) >= SENTENCE) continue;
      found.push(nameOfToken(passage, token, true));
    }
    return found;
  });
}

const OFTEN = 2;

/** Capitals that the text uses as it uses a name, more than once: "AJ berkantor", "membebaskan AJ dari". */
function findRepeated(
  { folded, capital, breakBefore, count }: Tokens,
  words: PeopleWords,
  looksShort: (token: number) => boolean,
  printed: (token: number) => string,
): string[] {
  const times = new Map<string, number>();
  const spoilt = new Set<string>();
  for (let token = 0; token < count; token += 1) {
    if (capital[token] !== ALL_CAPS || (folded[token]?.length ?? 0) < 2 || !looksShort(token)) continue;
    const core = printed(token);
    const free =
      (capital[token + 1] === 0 || (breakBefore[token + 1] ?? SENTENCE) >= HARD) &&
      (capital[token - 1] === 0 || (breakBefore[token] ?? SENTENCE) >= HARD);
    if (!free || words.locatives.has(folded[token - 1] ?? '')) spoilt.add(core);
    else times.set(core, (times.get(core) ?? 0) + 1);
  }
  return [...times].filter(([core, often]) => often >= OFTEN && !spoilt.has(core)).map(([core]) => core);
}
