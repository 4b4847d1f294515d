/** Citations: laws cited in a passage, by name or by type, number and year, with their articles, in normal form (codebook 6). */
import type { Dictionary } from '../model/dictionary.js';
import type { Doubt, Evidence } from '../model/why.js';
import { HARD, NUMBER } from '../text/text.js';
import { wordsOf, type Words } from './citation-words.js';
import { addArticles } from './law-articles.js';
import { evidenceOf, type Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';

/** One citation of a law. */
export interface Citation {
  value: string; // normal form: UU 20/2023
  article: string | null; // "280 ayat (2)"
  valid: boolean;
  doubt: Pick<Doubt, 'code' | 'message'> | null;
  rule: string;
  first: number; // token
  last: number;
  sentence: number;
  evidence: Evidence;
}

const known = new WeakMap<Passage, Citation[]>();

/** The citations of the unmuted sentences of a passage, in order. */
export function citationsIn(passage: Passage, dictionary: Dictionary): Citation[] {
  const before = known.get(passage);
  if (before !== undefined) return before;
  const words = wordsOf(dictionary);
  const found: Citation[] = [];
  passage.analysed.sentences.forEach((sentence, index) => {
    if (passage.muted[index] === true) return;
    for (let token = sentence.first; token < sentence.last;) {
      const cited = readLaw(passage, token, sentence.last, words);
      if (cited === null) {
        token += 1;
        continue;
      }
      found.push({ ...cited, sentence: index });
      token = cited.last;
    }
  });
  const citations = [...found, ...namedLaws(passage, dictionary, found)].toSorted(
    (a, b) => a.first - b.first,
  );
  addArticles(passage, citations, words);
  known.set(passage, citations);
  return citations;
}

/** The tokens that stand inside a citation: the year of "UU Nomor 10 Tahun 2016" dates nothing. */
export function citedTokens(passage: Passage, dictionary: Dictionary): ReadonlySet<number> {
  const tokens = new Set<number>();
  for (const { first, last } of citationsIn(passage, dictionary))
    for (let token = first; token < last; token += 1) tokens.add(token);
  return tokens;
}

/** Names such as "UU ASN", where no number stands with them; of two laws of one name the one in force is meant. */
function namedLaws(passage: Passage, dictionary: Dictionary, numbered: readonly Citation[]): Citation[] {
  const named = new Map<number, Citation>();
  const taken = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const { first, last } of numbered) taken.fill(1, first, last);
  for (const mark of passage.marks) {
    if (mark.kind !== 'law' || taken[mark.first] === 1) continue;
    if (!dictionary.laws.some(({ value }) => value === mark.code)) continue;
    const rival = named.get(mark.first);
    if (rival !== undefined && isNewer(rival.value, mark.code, dictionary)) continue;
    named.set(mark.first, {
      value: mark.code,
      article: null,
      valid: true,
      doubt: null,
      rule: mark.rule,
      first: mark.first,
      last: mark.last,
      sentence: sentenceAt(passage, mark.first),
      evidence: { in: passage.in, start: mark.start, end: mark.end },
    });
  }
  return [...named.values()];
}

const startOf = (value: string, dictionary: Dictionary): string =>
  dictionary.laws.find((law) => law.value === value)?.inForce.from ?? '';

const isNewer = (a: string, b: string, dictionary: Dictionary): boolean =>
  startOf(a, dictionary) >= startOf(b, dictionary);

type Read = Omit<Citation, 'sentence'>;

const MOST_BETWEEN = 4; // words between the type and "Nomor": "UU KPU-RI nomor 7"

/** "UU Nomor 20 Tahun 2023", "PP 94/2021", "Putusan MK Nomor 136/PUU-XXII/2024". */
function readLaw(passage: Passage, at: number, to: number, words: Words): Read | null {
  const { tokens } = passage.analysed;
  const type = words.types.at(tokens, at, to);
  if (type === null) return null;
  let number = type.last;
  for (let skip = 0; skip <= MOST_BETWEEN && number < to; skip += 1, number += 1) {
    const word = words.number.at(tokens, number, to);
    if (word !== null) {
      number = word.last;
      break;
    }
    if (tokens.kind[number] === NUMBER && skip === 0) break;
    if (skip === MOST_BETWEEN || (tokens.breakBefore[number] ?? 0) >= HARD) return null;
  }
  if (number >= to || tokens.kind[number] !== NUMBER) return null;
  const parts = readNumber(passage, number, to, words);
  return parts === null ? null : asCitation(passage, at, type.value, parts, words);
}

interface LawNumber {
  number: string;
  year: string | null;
  last: number;
}

/** Number and year behind a type: "20 Tahun 2023", "20/2023", "136/PUU-XXII/2024". */
function readNumber(passage: Passage, at: number, to: number, words: Words): LawNumber | null {
  const { tokens } = passage.analysed;
  const slashed = slashedEnd(passage, at, to);
  if (slashed > at + 1) {
    const printed = tokens.text.slice(tokens.start[at], tokens.end[slashed - 1]);
    const cut = printed.lastIndexOf('/');
    const year = printed.slice(cut + 1);
    if (isYear(year)) return { number: printed.slice(0, cut), year, last: slashed };
    const behind = yearAt(passage, slashed, to, words);
    return { number: printed, year: behind?.year ?? null, last: behind?.last ?? slashed };
  }
  const year = yearAt(passage, at + 1, to, words);
  return { number: tokens.folded[at] ?? '', year: year?.year ?? null, last: year?.last ?? at + 1 };
}

function yearAt(
  passage: Passage,
  at: number,
  to: number,
  words: Words,
): { year: string; last: number } | null {
  const { tokens } = passage.analysed;
  const word = words.year.at(tokens, at, to);
  if (word === null || word.last >= to) return null;
  const year = tokens.folded[word.last] ?? '';
  return isYear(year) ? { year, last: word.last + 1 } : null;
}

// "2023"
const isYear = (text: string): boolean => /^(?:19|20)\d{2}$/.test(text);

/** Token after a number that goes on behind slashes, hyphens and full stops without a space. */
function slashedEnd(passage: Passage, at: number, to: number): number {
  const { tokens } = passage.analysed;
  let last = at + 1;
  while (last < to && last < at + 12) {
    const gap = tokens.text.slice(tokens.end[last - 1], tokens.start[last]);
    if (gap !== '/' && gap !== '-' && gap !== '.') break;
    last += 1;
  }
  return last;
}

function asCitation(
  passage: Passage,
  first: number,
  type: string,
  parts: LawNumber,
  words: Words,
): Read | null {
  const number = parts.number.toUpperCase().replace(/^0+(?=\d)/, '');
  const written = parts.year === null ? `${type} ${number}` : `${type} ${number}/${parts.year}`;
  const base = {
    article: null,
    rule: 'law/citation',
    first,
    last: parts.last,
    evidence: evidenceOf(passage, first, parts.last),
  };
  const law = words.laws.get(written.toLowerCase());
  if (law !== undefined) return { ...base, value: law.value, valid: true, doubt: null };
  const meant = words.corrupted.get(written.toLowerCase());
  if (meant !== undefined)
    return {
      ...base,
      value: meant.value,
      valid: true,
      doubt: { code: 'law_misprinted', message: `The text cites ${written}; ${meant.value} is meant.` },
    };
  if (parts.year === null) return withoutYear(base, type, number, words);
  if (!words.listed.has(type) || /[A-Z]/.test(number)) return null;
  return {
    ...base,
    value: written,
    valid: false,
    doubt: { code: 'law_unknown', message: `${written} is not on the list of known laws.` },
  };
}

/** "UU Nomor 7 tahun 201...": without a year only where the list has one law of that type and number. */
function withoutYear(
  base: Omit<Read, 'value' | 'valid' | 'doubt'>,
  type: string,
  number: string,
  words: Words,
): Read | null {
  const start = `${type} ${number}/`.toLowerCase();
  const fitting = [...words.laws].filter(([value]) => value.startsWith(start));
  const law = fitting.length === 1 ? fitting[0]?.[1] : undefined;
  if (law === undefined) return null;
  return {
    ...base,
    value: law.value,
    valid: true,
    doubt: {
      code: 'law_without_year',
      message: `The text cites ${type} ${number} without a year; ${law.value} is the only one known.`,
    },
  };
}
