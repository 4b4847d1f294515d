/** Bearers: decides which offices, statuses and roles told around a name belong to whoever bears it. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import { isActsObject } from './naming.js';
import type { Mark, Passage } from './passage.js';
import { leadOf, tailOf, type Bearer, type Ground, type PersonSpan } from './person-spans.js';
import { isRestOfPlace } from './rests-of-places.js';
import { numberRolls } from './rolls.js';
import { clauseAt } from './sentence-at.js';
import { overlapping, titlesBehind } from './titles-behind.js';

const REACH = 18; // words between an office and its holder

/** The titles of each name of a sentence, in the order of the names. Names that are but the rest of a place are left out. */
export function findBearers(ground: Ground, names: readonly PersonSpan[], titles: readonly Mark[]): Bearer[] {
  const people = names.flatMap((name, index) => {
    const behind = names.slice(index + 1);
    if (isAlias(ground, names[index - 1], name) || isRestOfPlace(ground, name, behind, titles)) return [];
    const alias = behind[0];
    return [alias !== undefined && isAlias(ground, name, alias) ? { ...name, last: alias.last } : name];
  });
  const found = people.map((name): Bearer => ({
    name,
    own: titlesBefore(ground, name, people, titles),
    list: null,
    roll: null,
  }));
  numberLists(ground, found);
  numberRolls(ground, found);
  shareTitles(ground, found, titles);
  passEmployers(found);
  for (const one of found) {
    const { own, tied } = titlesBehind(ground, one.name, titles);
    if (one.own.length > 0) {
      // "Bidan ES berstatus PTT": what is told of the employment behind a name adds to the office before it.
      // "Terlapor, Budi, adalah ASN": so it does to a word for any accused.
      const bare = one.own.every((title) => title.kind === 'role' && title.code === 'accused');
      // "Penyuluh KB, inisial SLV, PNS, ...": and so does a bare employment between commas.
      const employed = one.own.some(isWork) && own.every((title) => title.props['employment'] !== undefined);
      if (tied || bare || employed)
        one.own = [...one.own, ...own.filter((title) => title.kind === 'subject')];
      continue;
    }
    one.own = own;
    // "MSL dan HP adalah tenaga harian lepas"
    if (tied && one.list !== null)
      for (const mate of found) if (mate.list === one.list && mate.own.length === 0) mate.own = own;
  }
  return found;
}

/** "JFR alias Jefry": a further name of the one before. */
export const isAlias = (
  { passage, words }: Ground,
  left: PersonSpan | undefined,
  right: PersonSpan,
): boolean =>
  left !== undefined &&
  right.first - left.last === 1 &&
  words.aliases.has(passage.analysed.tokens.folded[left.last] ?? '');

/** Names parted by nothing but commas, ages and words of listing are a list. */
function numberLists(ground: Ground, found: Bearer[]): void {
  found.forEach((right, index) => {
    const left = found[index - 1];
    if (left === undefined || !isListed(ground, left, right)) return;
    left.list ??= left.name.first;
    right.list = left.list;
  });
}

/** Titles before a name ("Ketua Bawaslu Bulukumba, Andi ..."); of several offices the nearest is its bearer's. */
function titlesBefore(
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
      isJoined(ground, nearest.last, lead, longForm.length > 0) || isApposed(ground, nearest.last, lead, name)
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

function nearestBefore(titles: readonly Mark[], token: number): Mark | null {
  let best: Mark | null = null;
  for (const title of titles)
    if (title.last <= token && (best === null || title.last > best.last)) best = title;
  return best;
}

/** "Kepala Desa (Kades) X": the office that its short name in brackets stands for. */
function explained({ passage }: Ground, titles: readonly Mark[], title: Mark): Mark[] {
  const bracketed = passage.text[title.start - 1] === '(' && passage.text[title.end] === ')';
  return bracketed ? titles.filter((other) => other.last === title.first) : [];
}

/** "guru non-ASN", "perawat PPPK": work with the employment behind it. */
const isWork = (mark: Mark | undefined): boolean =>
  mark?.kind === 'subject' && mark.props['employment'] === undefined;

/** Titles as groups that overlap, in order; "Hukum Tua (Kumtua)", "Jaksa Penuntut Umum (JPU)" and "guru berstatus PNS" are one. */
export function clusterTitles(
  { text, analysed }: Passage,
  apposers: ReadonlySet<string>,
  titles: readonly Mark[],
): Mark[][] {
  const clusters: Mark[][] = [];
  const { folded, breakBefore } = analysed.tokens;
  const isTied = (from: number, to: number): boolean => {
    if (to - from > MOST_TIES) return false;
    for (let token = from; token <= to; token += 1)
      if ((breakBefore[token] ?? HARD) >= HARD || (token < to && !apposers.has(folded[token] ?? '')))
        return false;
    return true;
  };
  let end = -1;
  for (const title of titles.toSorted((a, b) => a.first - b.first)) {
    const last = clusters.at(-1);
    const explains = text[title.start - 1] === '(' && text[title.end] === ')' && title.first === end;
    const beside =
      title.kind === 'subject' &&
      isWork(last?.at(-1)) &&
      (title.first === end
        ? /[^\S\r\n]/.test(text[title.start - 1] ?? '')
        : !isWork(title) && title.first > end && isTied(end, title.first));
    if (last !== undefined && (title.first < end || explains || beside)) last.push(title);
    else clusters.push([title]);
    end = Math.max(end, title.last);
  }
  return clusters;
}
const MOST_TIES = 3; // words such as "yang juga berstatus" between work and employment

/**
 * Between an office and its holder stand only places, bodies, numbers and the small words that tie them. `bracketed`:
 * the office is itself the short form in the bracket that closes first ("aparatur sipil negara (ASN) di X, Y").
 */
function isJoined(ground: Ground, from: number, to: number, bracketed = false): boolean {
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

const opensClause = (passage: Passage, token: number): boolean =>
  passage.analysed.clauses[clauseAt(passage, token)]?.first === token;

const isComma = ({ text, analysed: { tokens } }: Passage, token: number): boolean =>
  tokens.breakBefore[token] === HARD && text[tokens.end[token - 1] ?? 0] === ',';

const closesBracket = (text: string): boolean => {
  const close = text.indexOf(')');
  return close >= 0 && !text.slice(0, close).includes('(');
};

/** "para camat", "dua lurah": a title of several; "Para lurah dikumpulkan Kabag X": no further than a verb. */
function isGroup({ passage, words, verbal }: Ground, title: Mark): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  for (let token = title.last - 1; token >= Math.max(0, title.first - 3); token -= 1) {
    const word = folded[token] ?? '';
    if (token < title.first && ((breakBefore[token + 1] ?? 0) >= HARD || verbal[token] === 1)) break;
    if (words.universals.has(word) || words.plurals.has(word)) return true;
  }
  return passage.analysed.numbers.some(
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

/** "Kedua guru itu, SH dan RA": what is told of several before a list of names is told of each. */
function shareTitles(ground: Ground, found: Bearer[], titles: readonly Mark[]): void {
  for (let index = 0; index + 1 < found.length; index += 1) {
    const head = found[index];
    if (head === undefined) continue;
    const lead = leadOf(head.name);
    const group = nearestBefore(titles, lead);
    if (group === null || (head.own.length > 0 && !head.own.includes(group))) continue;
    const bracketed = explained(ground, titles, group).length > 0;
    if (
      !isJoined(ground, group.last, lead, bracketed) ||
      !(isGroup(ground, group) || isSeveral(ground, group))
    )
      continue;
    let next = index + 1;
    while (next < found.length && isOneRoll(found[next - 1], found[next])) next += 1;
    if (next - index < 2) continue;
    const shared = overlapping(titles, group);
    for (const one of found.slice(index, next)) if (one.own.length === 0) one.own = shared;
    index = next - 1;
  }
}

/**
 * "peneliti Borneo Watch, Ahmad Z": behind the role of an outsider, the first of two names parted by a comma alone is
 * rather that of his house; the second bears the role too.
 */
function passEmployers(found: readonly Bearer[]): void {
  found.forEach((left, index) => {
    const right = found[index + 1];
    const alone = left.list !== found[index - 1]?.list && left.list !== found[index + 2]?.list;
    if (right === undefined || right.own.length > 0 || left.list === null || left.list !== right.list) return;
    const role = left.own.find((title) => title.kind === 'role' && OUTSIDERS.has(title.code));
    if (alone && role?.last === left.name.first && tailOf(left.name) === leadOf(right.name))
      right.own = [role];
  });
}
const OUTSIDERS = new Set<string>(['observer', 'lawyer', 'complainant']);

const isOneRoll = (left: Bearer | undefined, right: Bearer | undefined): boolean =>
  left?.roll !== null && left?.roll === right?.roll;

/** "Kedua guru": a number word that points back. */
function isSeveral({ passage, words }: Ground, title: Mark): boolean {
  const word = passage.analysed.tokens.folded[title.first - 1] ?? '';
  return words.groups.has(word) || words.groups.has(passage.analysed.tokens.folded[title.first] ?? '');
}

/** Nothing but commas, ages and words of listing between two names. */
function isListed(
  ground: Ground,
  left: { name: PersonSpan } | undefined,
  right: { name: PersonSpan } | undefined,
): boolean {
  if (left === undefined || right === undefined) return false;
  const { folded, capital, breakBefore, kind } = ground.passage.analysed.tokens;
  const to = leadOf(right.name);
  for (let token = tailOf(left.name); token < to; token += 1) {
    if ((breakBefore[token] ?? 0) >= SENTENCE) return false;
    const word = folded[token] ?? '';
    if (
      kind[token] === 0 &&
      capital[token] === LOWER &&
      !ground.words.lists.has(word) &&
      !ground.words.ages.has(word)
    )
      return false;
  }
  const between = to - tailOf(left.name);
  return between <= 4 && (breakBefore[to] ?? 0) < SENTENCE && (between > 0 || (breakBefore[to] ?? 0) >= HARD);
}
