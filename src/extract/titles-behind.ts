/** Titles behind: the offices, statuses and roles told behind a name, in apposition, in brackets or behind a dash. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import type { Mark, Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';
import { tailOf, type Ground, type PersonSpan } from './person-spans.js';
import { hasAny } from './rests-of-places.js';

const BEHIND = 9; // words between a name and the office told behind it
const UNKNOWN = 4; // of them, words that do not themselves tie an office to a name
const INSIDE = 10; // words of a bracket that tell of the one before it

/** Titles that overlap say one thing of one person: "Kepala Dinas" inside "Kepala Dinas Pertanian". */
export function overlapping(titles: readonly Mark[], title: Mark): Mark[] {
  let { first, last } = title;
  for (const other of titles) {
    if (other.first < last && first < other.last) {
      first = Math.min(first, other.first);
      last = Math.max(last, other.last);
    }
  }
  return titles.filter(
    (other) =>
      (other.first < last && first < other.last) ||
      // "guru non-ASN": work and employment side by side.
      (other.last === first && other.kind === 'subject' && title.kind === 'subject'),
  );
}

const NONE: { own: Mark[]; tied: boolean } = { own: [], tied: false };

/** Titles right behind a name: "..., Camat Semin", "... (guru SD)", "... selaku kepala sekolah", "... yang juga lurah". */
export function titlesBehind(
  ground: Ground,
  name: PersonSpan,
  titles: readonly Mark[],
): { own: Mark[]; tied: boolean } {
  const { passage, words, verbal } = ground;
  const { folded, breakBefore, kind } = passage.analysed.tokens;
  let at = tailOf(name);
  if ((breakBefore[at] ?? SENTENCE) >= SENTENCE) return NONE;
  const bracketed = titlesInBracket(ground, at, titles);
  if (bracketed.length > 0) return { own: bracketed, tied: false };
  // "ES (29) ...", "Siti Aminah, 45 tahun, lurah"
  if (kind[at] === 1 && (name.name.age !== null || isParted(passage, at))) {
    at += words.ages.has(folded[at + 1] ?? '') ? 2 : 1;
    if ((breakBefore[at] ?? SENTENCE) >= SENTENCE) return NONE;
  }
  const comma = isParted(passage, at);
  if ((breakBefore[at] ?? SENTENCE) >= SENTENCE) return NONE;
  let unknown = 0;
  for (let token = at; token <= at + BEHIND; token += 1) {
    if (token > at && (breakBefore[token] ?? SENTENCE) >= HARD) return NONE;
    const title = titles.find((one) => one.first === token);
    if (title !== undefined) {
      if (unknown > 0 && !isHeldAt(words, folded, token)) return NONE;
      const own = withEmployment(ground, overlapping(titles, title), titles);
      if (token > at) return { own, tied: !comma };
      if (comma) return isApposed(ground, own) ? { own, tied: false } : NONE;
      return isEquated(passage, name, own) ? { own, tied: true } : NONE;
    }
    // "mencopot Yosep dari kursi kepala distrik"
    const removed = words.sources.has(folded[token] ?? '') && words.posts.has(folded[token + 1] ?? '');
    if (removed || words.posts.has(folded[token] ?? '') || words.apposers.has(folded[token] ?? '')) continue;
    // "yang sudah tiga tahun terakhir menjabat camat"
    unknown += 1;
    if (token === at || unknown > UNKNOWN || verbal[token] === 1) return NONE;
  }
  return NONE;
}

const MOST_TIES = 3; // words such as "yang juga berstatus" between work and employment

/** "staf kelurahan berstatus PPPK", "guru non-ASN": work with the employment told behind it. */
function withEmployment({ passage, words }: Ground, own: Mark[], titles: readonly Mark[]): Mark[] {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (!own.some(({ kind, props }) => kind === 'subject' && props['employment'] === undefined)) return own;
  const last = Math.max(...own.map((one) => one.last));
  for (let token = last; token <= last + MOST_TIES; token += 1) {
    if ((breakBefore[token] ?? SENTENCE) >= HARD) return own;
    const employed = titles.find(
      ({ first, kind, props }) => first === token && kind === 'subject' && props['employment'] !== undefined,
    );
    if (employed !== undefined) return own.includes(employed) ? own : [...own, employed];
    if (!words.apposers.has(folded[token] ?? '')) return own;
  }
  return own;
}

/** "RN PNS, SG honorer": initials and a status that make up a clause by themselves. */
function isEquated({ analysed }: Passage, name: PersonSpan, own: readonly Mark[]): boolean {
  const { breakBefore } = analysed.tokens;
  const last = Math.max(...own.map((one) => one.last));
  return (
    name.name.initials &&
    own.every(({ kind }) => kind === 'subject') &&
    (breakBefore[name.name.first] ?? SENTENCE) >= HARD &&
    (breakBefore[last] ?? SENTENCE) >= HARD
  );
}

/** Whether a word for holding an office stands right before a token, or one word further ahead. */
const isHeldAt = (words: PeopleWords, folded: readonly string[], token: number): boolean =>
  words.holding.has(folded[token - 1] ?? '') || words.holding.has(folded[token - 2] ?? '');

// ", ", " - ", ": " between a name and the office behind it
const PARTED = /^['’)]{0,2}(?:,|:|\s[-–—])\s/;

/** Whether a comma, a colon or a dash parts a token from the name before it. */
const isParted = ({ analysed, text }: Passage, at: number): boolean =>
  PARTED.test(text.slice(analysed.tokens.end[at - 1], analysed.tokens.start[at]));

/** "Siti (guru SD Negeri 2)", "Lia (31, PPPK)": the titles that a bracket right behind a name begins with. */
function titlesInBracket({ passage }: Ground, at: number, titles: readonly Mark[]): Mark[] {
  const { text, analysed } = passage;
  const { start, end, count, kind } = analysed.tokens;
  if (at >= count || !/^\s?\($/.test(text.slice(end[at - 1], start[at]))) return [];
  let first = at;
  // an age, or the word for years behind it
  while (first < at + 2 && kind[first] === 1) first += 1;
  for (let token = at; token < Math.min(count, at + INSIDE); token += 1) {
    const title = titles.find((one) => one.first === token);
    if (title !== undefined) return overlapping(titles, title);
    if (token >= first && !/^,?\s$/.test(text.slice(end[token], start[token + 1]))) return [];
    if (token >= first + 1) return [];
  }
  return [];
}

/** Behind a bare comma an office stands for its holder; anything else only when a comma or stop closes it again. */
function isApposed({ passage, words, isPlace, covered }: Ground, titles: readonly Mark[]): boolean {
  const { folded, capital, breakBefore, kind, count } = passage.analysed.tokens;
  if (titles.some((one) => one.kind === 'position')) return true;
  if (titles.some((one) => one.kind === 'subject' && holdsOffice(passage, words, one))) return true;
  const last = Math.max(...titles.map((one) => one.last));
  for (let token = last; token < last + 10; token += 1) {
    if (token >= count || (breakBefore[token] ?? SENTENCE) >= HARD) return true;
    const word = folded[token] ?? '';
    if (words.apposers.has(word)) return true;
    if (
      kind[token] === 0 &&
      capital[token] === LOWER &&
      !words.links.has(word) &&
      covered[token] !== 1 &&
      !isPlace(token)
    )
      return false;
  }
  return false;
}

/** Whether a title names one post held by one person. */
export function holdsOffice(passage: Passage, words: PeopleWords, title: Mark): boolean {
  return hasAny(passage, words.offices, title);
}
