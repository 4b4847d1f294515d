/** Named things: capitalised words that are the name of a building, a school, a vessel, a paper or one of several places, and nobody's. */
import { HARD, LOWER, NUMBER, SENTENCE, type NameMention } from '../text/text.js';
import type { PeopleWords } from './people-words.js';
import type { Mark, Passage } from './passage.js';

/** What tells names of things: the words around a name, and the lists of places of the passage. */
export interface ThingsNamed {
  isThing(name: NameMention, titles: readonly Mark[]): boolean;
}

/** Makes ready what tells the names of things of a passage. */
export function findThings(
  passage: Passage,
  words: PeopleWords,
  isPlace: (token: number) => boolean,
): ThingsNamed {
  const places = listedPlaces(passage, words, isPlace);
  return {
    isThing: (name, titles) =>
      isBare(name) &&
      (places.has(name.core) ||
        isBehindThing(passage, words, name, titles) ||
        isNumbered(passage, words, name) ||
        endsAsPlace(passage, words, name)),
  };
}

/** Without title, courtesy, degree and age, which only people have. */
const isBare = ({ titles, initials, age, first, last, coreFirst, coreLast }: NameMention): boolean =>
  titles.length === 0 && !initials && age === null && first === coreFirst && last === coreLast;

/**
 * "stadion Wiralaga", "pesawat Twin Otter", "honorer Dinas Cipta Karya", "guru SDN 2 Samba Katung": right behind a word for
 * a thing or a house, a number between or not. Where such a word closes somebody's office ("Kepala Puskesmas Sarinah") the name
 * may be his.
 */
function isBehindThing(
  { analysed }: Passage,
  words: PeopleWords,
  name: NameMention,
  titles: readonly Mark[],
): boolean {
  const { folded, kind, breakBefore } = analysed.tokens;
  const isNumber = kind[name.first - 1] === NUMBER;
  const head = name.first - (isNumber ? 2 : 1);
  if (head < 0) return false;
  for (let token = head + 1; token <= name.first; token += 1)
    if ((breakBefore[token] ?? SENTENCE) >= HARD) return false;
  const word = folded[head] ?? '';
  const isHouse = words.houses.has(word) || words.bureaus.has(word);
  if (!isHouse && (isNumber || !words.things.has(word))) return false;
  const office = titles.find(({ last }) => last === head + 1);
  return office === undefined || (isNumber && office.kind === 'subject' && !isHeaded(titles, office));
}

/** "Kepala SDN 2": an office that one person holds. */
const isHeaded = (titles: readonly Mark[], office: Mark): boolean =>
  titles.some((title) => title.kind === 'position' && title.last === office.last);

const LONGEST_NUMBER = 3; // digits

/** "SDN Cipunagara 2": behind a word for a house and before its number. */
function isNumbered({ analysed }: Passage, words: PeopleWords, { first, last }: NameMention): boolean {
  const { folded, kind, breakBefore, count } = analysed.tokens;
  return (
    first > 0 &&
    last < count &&
    words.houses.has(folded[first - 1] ?? '') &&
    (breakBefore[first] ?? HARD) < HARD &&
    kind[last] === NUMBER &&
    (breakBefore[last] ?? HARD) < HARD &&
    (folded[last]?.length ?? 0) <= LONGEST_NUMBER
  );
}

/** "Kepala Dusun Lampa Tengah": before a quarter of the compass, which is no part of anybody's name. */
function endsAsPlace({ analysed }: Passage, words: PeopleWords, { last }: NameMention): boolean {
  const { folded, capital, breakBefore, count } = analysed.tokens;
  const word = folded[last] ?? '';
  return (
    last < count &&
    capital[last] !== LOWER &&
    (breakBefore[last] ?? HARD) < HARD &&
    words.placeEnds.has(word) &&
    words.notNames.has(word)
  );
}

const FEWEST = 3; // places in a list
const LONGEST = 3; // words of a place
const MOST = 40; // places in a list

/**
 * "lurah Klawalu, Klablim, dan Klasur", "Kecamatan Campalagian, Mapilli, dan Luyo": the members of a list that a word for
 * villages or districts opens and a word of listing closes, when all are of few words in capitals; of the heads of villages
 * ("Lurah Cempaka, Budi, dan Andi") another member must be known as a place, or the list be longer.
 */
function listedPlaces(
  { analysed, text }: Passage,
  words: PeopleWords,
  isPlace: (token: number) => boolean,
): Set<string> {
  const { folded, capital, breakBefore, count, start, end } = analysed.tokens;
  const found = new Set<string>();
  for (let token = 0; token + 1 < count; token += 1) {
    const word = folded[token] ?? '';
    if (!words.territories.has(word)) continue;
    const members: { first: number; last: number }[] = [];
    let at = token + 1;
    let closed = false;
    while (at < count && !closed && members.length < MOST) {
      const isLink = words.lists.has(folded[at] ?? '') && capital[at] === LOWER;
      if (members.length > 0 && isLink) {
        closed = true;
        at += 1;
      }
      let last = at;
      while (
        last < count &&
        capital[last] !== LOWER &&
        (last === at || (breakBefore[last] ?? SENTENCE) < HARD)
      )
        last += 1;
      if (last === at || last - at > LONGEST || (breakBefore[at] ?? SENTENCE) >= SENTENCE) break;
      members.push({ first: at, last });
      at = last;
    }
    const known = members.slice(1).some(({ first }) => isPlace(first));
    const heads = !words.things.has(word) || words.offices.has(folded[token - 1] ?? '');
    if (!closed || members.length < FEWEST || (heads && !known && members.length === FEWEST)) continue;
    for (const { first, last } of members) found.add(text.slice(start[first], end[last - 1]));
  }
  return found;
}
