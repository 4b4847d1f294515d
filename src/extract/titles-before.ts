/** Titles before: which offices and statuses told before a name belong to whoever bears it. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import { isActsObject } from './naming.js';
import type { Mark, Passage } from './passage.js';
import { leadOf, tailOf, type Ground, type PersonSpan } from './person-spans.js';
import { numberWithin, numbersBefore } from './people-counts.js';
import { clauseAt } from './sentence-at.js';
import { overlapping } from './titles-behind.js';

const REACH = 18; // words between an office and its holder

/** Titles before a name ("Ketua Bawaslu Bulukumba, Andi ..."); of several offices the nearest is its bearer's. */
export function titlesBefore(
  ground: Ground,
  name: PersonSpan,
  names: readonly PersonSpan[],
  titles: readonly Mark[],
): Mark[] {
  const lead = leadOf(name);
  const nearest = nearestBefore(titles, lead);
  if (nearest === null || isActsObject(ground.passage, ground.words, nearest, name)) return [];
  if (names.some((other) => other !== name && other.first >= nearest.last && other.last <= lead)) return [];
  if (names.some((other) => other !== name && isAppositionOf(ground, other, nearest, lead))) return [];
  const longForm = explained(ground, titles, nearest);
  if (
    !(
      isJoined(ground, nearest.last, lead, longForm.length > 0) ||
      isApposed(ground, nearest.last, lead, name) ||
      isRelated(ground, nearest.last, lead)
    ) ||
    (isGroup(ground, nearest) && !isAnnounced(ground, lead, name))
  )
    return [];
  if (isAttendant(ground, nearest, lead, name)) return [];
  const own = [...longForm, ...overlapping(titles, nearest)];
  // "Penggantinya, Kepala Dinas X, Y": the role before an office is its holder's too.
  const first = Math.min(...own.map((title) => title.first));
  const role = titles.find((title) => title.kind === 'role' && title.last === first);
  if (role === undefined || isOfAct(ground, role) || isSpeaker(ground, role)) return own;
  // "Pengacara camat, X": whose lawyer he is.
  const whose = role.code === 'lawyer' && (ground.passage.analysed.tokens.breakBefore[first] ?? 0) < HARD;
  return whose ? [role] : [role, ...own];
}

/** "Sopir Camat X": a name with no comma before it is that of the office's bearer, and not of who serves or is related to him. */
const isAttendant = (
  { passage, words }: Ground,
  title: Mark,
  lead: number,
  { name }: PersonSpan,
): boolean => {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (!words.kin.has(folded[title.first] ?? '') || title.last - title.first < 2) return false;
  return !name.initials && !words.announcers.has(folded[lead - 1] ?? '') && (breakBefore[lead] ?? 0) < HARD;
};

/** "Mengenakan rompi partai, Ketua BPD X ...": a word inside the telling of an act is nobody's role. */
const isOfAct = ({ passage }: Ground, role: Mark): boolean =>
  (passage.bySentence[role.sentence] ?? []).some(
    (mark) => mark.kind === 'violation' && mark.first < role.first && mark.last >= role.last,
  );

/** "Menurut pelapor, Camat X ...": a role between a verb of saying and a comma is that of who speaks. */
const isSpeaker = ({ passage }: Ground, role: Mark): boolean =>
  (passage.analysed.tokens.breakBefore[role.last] ?? 0) >= HARD &&
  (passage.bySentence[role.sentence] ?? []).some(
    (mark) => mark.kind === 'speech' && mark.last === role.first,
  );

/** "Menurut Andi, Ketua Bawaslu X, SW ...": an office between commas right behind a name is not that of the next one. */
function isAppositionOf({ passage }: Ground, other: PersonSpan, title: Mark, lead: number): boolean {
  const { breakBefore } = passage.analysed.tokens;
  const comma = (token: number): boolean => (breakBefore[token] ?? 0) === HARD;
  return tailOf(other) === title.first && comma(title.first) && comma(lead) && !other.name.initials;
}

export function nearestBefore(titles: readonly Mark[], token: number): Mark | null {
  let best: Mark | null = null;
  for (const title of titles)
    if (title.last <= token && (best === null || title.last > best.last)) best = title;
  return best;
}

/** "Kepala Desa (Kades) X": the office that its short name in brackets stands for. */
export function explained({ passage }: Ground, titles: readonly Mark[], title: Mark): Mark[] {
  const bracketed = passage.text[title.start - 1] === '(' && passage.text[title.end] === ')';
  return bracketed ? titles.filter((other) => other.last === title.first) : [];
}

/**
 * Between an office and its holder stand only places, bodies, numbers and the small words that tie them. `bracketed`:
 * the office is itself the short form in the bracket that closes first ("aparatur sipil negara (ASN) di X, Y").
 */
export function isJoined(ground: Ground, from: number, to: number, bracketed = false): boolean {
  if (to - from > REACH) return false;
  const { passage, words, isPlace, covered, verbal } = ground;
  const { folded, capital, breakBefore, start, end, kind } = passage.analysed.tokens;
  const behind = (end[from - 1] ?? 0) + (bracketed ? 1 : 0);
  let unknown = words.announcers.has(folded[to - 1] ?? '') || words.announcers.has(folded[to] ?? '') ? 3 : 0;
  for (let token = from; token <= to; token += 1) {
    const parted = breakBefore[token] ?? 0;
    if (parted >= SENTENCE) return false;
    if (parted >= HARD && /["“”;:]/.test(passage.text.slice(end[token - 1], start[token]))) return false;
    // "Mat (Kasi Trantib), Siti": what stood in brackets was told of the one before.
    if (parted >= HARD && closesBracket(passage.text.slice(behind, start[token]))) return false;
    if (token === to || kind[token] !== 0) continue;
    // In capitals a word is part of the office: "Kepala Badan Pengelolaan Aset".
    if (verbal[token] === 1 && capital[token] === LOWER) return false;
    if (capital[token] !== LOWER || words.links.has(folded[token] ?? '')) continue;
    if (covered[token] !== 1 && !isPlace(token) && --unknown < 0) return false;
  }
  return true;
}

const FARTHEST = 9; // words between an office and the name between commas that it belongs to

/**
 * "Kepala SMK negeri pemilik bus, Sunarwi Hadi, sudah ...", "pengawas sekolah yang ikut menyebarkan berkas itu, HM, masih ...":
 * behind an office and what is told of it in one clause, or in one that begins with a relative word, stands its bearer between
 * commas.
 */
function isApposed({ passage, words }: Ground, from: number, lead: number, name: PersonSpan): boolean {
  const { breakBefore, folded } = passage.analysed.tokens;
  const behind = tailOf(name);
  if (lead - from > FARTHEST || !isComma(passage, lead)) return false;
  if (!isComma(passage, behind) && (breakBefore[behind] ?? SENTENCE) < SENTENCE) return false;
  for (let token = from + 1; token < lead; token += 1) if ((breakBefore[token] ?? 0) >= HARD) return false;
  for (let token = from + 1; token < lead; token += 1)
    if (opensClause(passage, token) && !words.relatives.has(folded[token] ?? '')) return false;
  return true;
}

/** "pegawai yang diadukan berinisial K": behind a relative clause a word announces its bearer. */
function isRelated({ passage, words }: Ground, from: number, lead: number): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  const announced = words.announcers.has(folded[lead] ?? '') || words.announcers.has(folded[lead - 1] ?? '');
  if (!announced || lead - from > FARTHEST || !words.relatives.has(folded[from] ?? '')) return false;
  for (let token = from; token <= lead; token += 1) if ((breakBefore[token] ?? 0) >= HARD) return false;
  return true;
}

const opensClause = (passage: Passage, token: number): boolean =>
  passage.analysed.clauses[clauseAt(passage, token)]?.first === token;

const isComma = ({ text, analysed: { tokens } }: Passage, token: number): boolean =>
  tokens.breakBefore[token] === HARD && text[tokens.end[token - 1] ?? 0] === ',';

const closesBracket = (text: string): boolean => {
  const close = text.indexOf(')');
  return close >= 0 && !text.slice(0, close).includes('(');
};

/** "para camat", "dua lurah": a title of several; "Para lurah dikumpulkan Kabag X": no further than a verb. */
export function isGroup({ passage, words, verbal }: Ground, title: Mark): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  for (let token = title.last - 1; token >= Math.max(0, title.first - 3); token -= 1) {
    const word = folded[token] ?? '';
    if (token < title.first && ((breakBefore[token + 1] ?? 0) >= HARD || verbal[token] === 1)) break;
    if (words.universals.has(word) || words.plurals.has(word)) return true;
  }
  if ((numberWithin(passage, title)?.max ?? 1) > 1) return true;
  return numbersBefore(passage, title.first).some(
    (one) =>
      one.sort === 'count' &&
      one.max > 1 &&
      (one.last === title.first || (one.last + 1 === title.first && (breakBefore[one.last] ?? 0) < HARD)) &&
      (breakBefore[title.first] ?? 0) < HARD,
  );
}

/** "tiga camat, yakni ...", "seorang di antaranya bernama ...": a word that names members stands right before. */
function isAnnounced({ passage, words }: Ground, lead: number, name: PersonSpan): boolean {
  const { folded } = passage.analysed.tokens;
  return name.name.initials || name.first > lead || words.partitives.has(folded[lead - 1] ?? '');
}
