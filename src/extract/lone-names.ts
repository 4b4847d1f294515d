/** Lone names: one word that opens a sentence and is somebody's only name, known by the office told right behind it. */
import { POINTS_AT } from './accusable.js';
import { CAPITALISED, HARD, LOWER, SENTENCE, type NameMention, type Tokens } from '../text/text.js';
import { nameOfToken, type Ground } from './person-spans.js';
import type { Mark } from './passage.js';
import { SAID_BY_SUBJECT } from './pointed-at.js';

const SHORTEST = 3; // letters
const TIE = 6; // words between a name and the office that a relative clause or a copula ties to it
const APPOSED = 12; // words of an office between commas

/**
 * "Febriansyah, tenaga harian lepas X, diberhentikan", "Sahidi (guru SD)", "Kasman yang menjabat kades ...": by sentence.
 * Once known, the word is a name wherever it opens a sentence again.
 */
export function findLone(
  ground: Ground,
  isTitle: (mark: Mark) => boolean,
  dateline: number,
): NameMention[][] {
  const { passage, words, covered, isPlace } = ground;
  const { sentences, tokens, names } = passage.analysed;
  const { folded, capital, kind, start, count } = tokens;
  let small: Set<string> | null = null;
  const isSmall = (word: string): boolean => {
    small ??= smallWords(passage.analysed.tokens);
    return small.has(word);
  };
  const taken = new Uint8Array(count + 1);
  for (const name of names) if (name.last > name.first) taken[name.first] = 1;
  const looksLone = (token: number): boolean => {
    const word = folded[token] ?? '';
    return (
      kind[token] === 0 &&
      capital[token] === CAPITALISED &&
      word.length >= SHORTEST &&
      taken[token] !== 1 &&
      covered[token] !== 1 &&
      !isPlace(token) &&
      !words.common.has(word) &&
      !words.notNames.has(word) &&
      !isSmall(word) &&
      !words.possessives.some((ending) => word.length > SHORTEST + 3 && word.endsWith(ending))
    );
  };
  const openers = sentences.map((sentence) => {
    for (let token = sentence.first; token < sentence.last; token += 1)
      if ((start[token] ?? 0) >= dateline) return token;
    return sentence.first;
  });
  const known = new Set<string>();
  openers.forEach((token, index) => {
    if (!looksLone(token)) return;
    const titles = (passage.bySentence[index] ?? []).filter(isTitle);
    if (bears(ground, token, titles) || isDealtWith(ground, index, token)) known.add(folded[token] ?? '');
  });
  return openers.map((token) => {
    if (!looksLone(token) || !known.has(folded[token] ?? '')) return [];
    return [nameOfToken(passage, token, false)];
  });
}

/** Words that are printed in small letters somewhere. */
function smallWords({ capital, folded, count }: Tokens): Set<string> {
  const small = new Set<string>();
  for (let token = 0; token < count; token += 1) if (capital[token] === LOWER) small.add(folded[token] ?? '');
  return small;
}

/** "Suryani diperiksa ...", "Warsito mengaku khilaf": a step of a case that falls on whoever the word names, or his regret. */
const isDealtWith = ({ passage }: Ground, sentence: number, token: number): boolean =>
  passage.analysed.tokens.breakBefore[token + 1] === 0 &&
  (passage.bySentence[sentence] ?? []).some(
    (mark) =>
      mark.kind === 'step' &&
      mark.first === token + 1 &&
      (mark.voice === 'passive' ? POINTS_AT.has(mark.code) : SAID_BY_SUBJECT.has(mark.code)),
  );

/** Whether an office told right behind a word is that of whom the word names. */
function bears(ground: Ground, token: number, titles: readonly Mark[]): boolean {
  const { passage, words } = ground;
  const { folded, breakBefore } = passage.analysed.tokens;
  const aged = ageBehind(ground, token);
  if (aged > token) return titles.some((title) => title.first === aged);
  const behind = titles.find((title) => title.first > token && title.first - token <= TIE);
  if (behind === undefined || behind.kind === 'candidate') return false;
  const gap = passage.text.slice(
    passage.analysed.tokens.end[token],
    passage.analysed.tokens.start[token + 1],
  );
  if (/^\s?\(/.test(gap)) return behind.first === token + 1;
  let unknown = 0;
  for (let at = token + 1; at < behind.first; at += 1) {
    if (at > token + 1 && (breakBefore[at] ?? SENTENCE) >= HARD) return false;
    if (!words.apposers.has(folded[at] ?? '')) unknown += 1;
  }
  if (behind.first > token + 1 && (breakBefore[behind.first] ?? 0) >= HARD) return false;
  const tied = words.apposers.has(folded[behind.first - 1] ?? '') && behind.first > token + 1;
  const comma = /^,\s/.test(gap);
  if (comma) return unknown <= (tied ? 2 : 0) && isClosed(passage.analysed.tokens, behind);
  return tied && unknown <= 2 && words.apposers.has(folded[token + 1] ?? '');
}

/** "Iwan, 31 tahun, tenaga kontrak": the token behind an age between commas; the token itself where none stands. */
function ageBehind({ passage, words }: Ground, token: number): number {
  const { folded, kind, start, end, text } = passage.analysed.tokens;
  const comma = (at: number): boolean => /^,\s$/.test(text.slice(end[at - 1], start[at]));
  if (kind[token + 1] !== 1 || !/^\d{2}$/.test(folded[token + 1] ?? '') || !comma(token + 1)) return token;
  const last = words.ages.has(folded[token + 2] ?? '') ? token + 3 : token + 2;
  return comma(last) ? last : token;
}

/** A comma closes the apposition, brackets passed, and a small word goes on. */
function isClosed({ text, start, end, breakBefore, capital, count }: Tokens, title: Mark): boolean {
  for (let token = title.last; token < title.last + APPOSED && token < count; token += 1) {
    if ((breakBefore[token] ?? SENTENCE) >= SENTENCE) return false;
    if (text.slice(end[token - 1], start[token]).includes(',')) return capital[token] === LOWER;
  }
  return false;
}
