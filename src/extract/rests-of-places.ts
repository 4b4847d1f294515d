/** Rests of places: capitalised words behind an office that belong to a place or a field, and name nobody. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import type { Mark, Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';
import { leadOf, tailOf, type Ground, type PersonSpan } from './person-spans.js';

/** Those who head a place that is told right behind their office. */
const VILLAGES = new Set<string>(['village_head', 'territorial_official']);

/**
 * "Wali Nagari Koto Gadang Hilia, Syafrinal ...": a capitalised word right behind a place, or behind the head of a
 * village or district, is part of the place when a comma and another name follow; so is what a word for places opens,
 * the name of an enterprise ("Direktur Perumda Air Minum Tirta Sejuk, Budi"), and the field of an office ("Kepala Bidang Bina Marga").
 */
export function isRestOfPlace(
  { passage, words, isPlace }: Ground,
  name: PersonSpan,
  behind: readonly PersonSpan[],
  titles: readonly Mark[],
): boolean {
  if (name.name.titles.length > 0 || name.name.initials || name.name.age !== null) return false;
  if (name.name.last > name.name.coreLast) return false; // degrees
  if (leadOf(name) !== name.first) return false;
  if (words.announcers.has(passage.analysed.tokens.folded[name.first - 1] ?? '')) return false;
  const { folded, breakBefore, capital, kind } = passage.analysed.tokens;
  if (words.placeTypes.has(folded[name.first] ?? '')) return true;
  if (
    words.territories.has(folded[name.first - 1] ?? '') &&
    (breakBefore[name.first] ?? 0) < HARD &&
    !titles.some((one) => one.last === name.first)
  )
    return true;
  if (closesPlace(passage, isPlace, name, behind)) return true;
  // "Kepala KUA Wonosari berinisial HZ"
  if (words.announcers.has(folded[name.last] ?? '') && (breakBefore[name.last] ?? HARD) < HARD) return true;
  let from = name.first;
  const stops = (token: number): boolean => titles.some((one) => one.last === token);
  while (
    from > 0 &&
    !stops(from) &&
    (breakBefore[from] ?? SENTENCE) < HARD &&
    (capital[from - 1] !== LOWER || kind[from - 1] !== 0)
  )
    from -= 1;
  const title =
    (breakBefore[from] ?? SENTENCE) < SENTENCE ? titles.find((one) => one.last === from) : undefined;
  if (title === undefined) return false;
  // "Raja Negeri Hatuhenu itu", "Datuk Rio Dusun Tanjung Berugo itu", "Kepala Puskesmas Labanan itu"
  const before = folded[name.first - 1] ?? '';
  if (
    (from === name.first ? name.last - name.first === 1 : words.links.has(before)) &&
    words.demonstratives.has(folded[name.last] ?? '') &&
    (breakBefore[name.first] ?? 0) < HARD &&
    titles.some((one) => one.last === from && one.kind === 'subject' && PLACED.has(one.code))
  )
    return true;
  if (from === name.first && isSeat(passage, words, name, titles)) return true;
  if (from === name.first && isNamedBehind(passage, words, name, behind[0], title)) return true;
  const bureau = hasAny(passage, words.bureaus, title);
  const comma = (breakBefore[from] ?? 0) >= HARD;
  if (!comma && from === name.first && words.bureaus.has(folded[title.last - 1] ?? '')) return true;
  // "Kepala Dinas Pendidikan, Kepemudaan dan Olahraga X, Fransiska ..."
  const field = bureau && name.last - name.first === 1;
  // "peneliti Borneo Governance Watch, Ahmad ..."
  const housed =
    hasAny(passage, words.houses, title) ||
    hasHouse(folded, words, title.last, name.first) ||
    (title.kind === 'role' && title.code === 'observer');
  const next = behind.find((one) =>
    field ? one.last - one.first > 1 : !housed || (breakBefore[leadOf(one)] ?? 0) >= HARD,
  );
  if (next === undefined) return false;
  const seated = housed || hasAny(passage, words.territories, title) || isLoneBefore(passage, name, next);
  if (!field && (comma || !seated)) return false;
  // Only places, and at least one comma, between the rest of the place and the name that follows.
  const lead = leadOf(next);
  let closed = false;
  for (let token = name.last; token <= lead; token += 1) {
    const parted = breakBefore[token] ?? SENTENCE;
    if (parted >= SENTENCE || titles.some((one) => one.first === token)) return false;
    if (parted >= HARD) closed = true;
    if (token < lead && capital[token] === LOWER && !isPlace(token) && !words.links.has(folded[token] ?? ''))
      return false;
  }
  return closed || lead < next.first || words.announcers.has(folded[lead - 1] ?? '');
}

/** "Desa Karangtengah Wetan, Kecamatan Kejobong, Sunarko": one word right behind a place, before a comma, and a name further on. */
function closesPlace(
  { analysed }: Passage,
  isPlace: (token: number) => boolean,
  { first, last }: PersonSpan,
  behind: readonly PersonSpan[],
): boolean {
  const { breakBefore } = analysed.tokens;
  return (
    last - first === 1 &&
    behind.length > 0 &&
    first > 0 &&
    isPlace(first - 1) &&
    (breakBefore[first] ?? SENTENCE) < HARD &&
    breakBefore[last] === HARD
  );
}

/** "Ketua BPD Karangdowo, Budi Hartono, diperiksa": one word, and then a name of its own that a comma or its sentence closes. */
function isLoneBefore({ analysed }: Passage, name: PersonSpan, next: PersonSpan): boolean {
  const { breakBefore, capital } = analysed.tokens;
  const tail = tailOf(next);
  return (
    name.last - name.first === 1 &&
    next.last - next.first > 1 &&
    (breakBefore[tail] ?? SENTENCE) >= HARD &&
    capital[tail] === LOWER
  );
}

/**
 * "Kepala Desa Karangwuni dilaporkan": one word right behind the head of a village or district, and in the article nowhere but behind
 * such an office, is where he serves; his own name would come back, or stand between commas. "Pak Lurah Suyitno", "atasannya, Lurah
 * Nurdin": courtesy and an apposition speak of somebody.
 */
function isSeat(
  passage: Passage,
  words: PeopleWords,
  { first, last }: PersonSpan,
  titles: readonly Mark[],
): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (last - first !== 1 || (breakBefore[first] ?? HARD) >= HARD) return false;
  const heads = titles.filter((one) => one.last === first);
  if (!heads.some(({ kind, code }) => kind === 'subject' && VILLAGES.has(code))) return false;
  const office = Math.min(...heads.map((one) => one.first));
  if (breakBefore[office] === HARD || words.courtesy.has(folded[office - 1] ?? '')) return false;
  return !namedAlone(passage, words).has(folded[first] ?? '');
}

const alone = new WeakMap<Passage, ReadonlySet<string>>();

/** Words that a passage tells of without an office before them; gathered once, so that work stays linear. */
function namedAlone(passage: Passage, words: PeopleWords): ReadonlySet<string> {
  const known = alone.get(passage);
  if (known !== undefined) return known;
  const { folded, count } = passage.analysed.tokens;
  const found = new Set<string>();
  for (let token = 0; token < count; token += 1) {
    const before = folded[token - 1] ?? '';
    if (!words.offices.has(before) && !words.territories.has(before)) found.add(folded[token] ?? '');
  }
  alone.set(passage, found);
  return found;
}

/** Those whose office is told with the place or house that they serve. */
const PLACED = new Set<string>([
  ...VILLAGES,
  'bpd',
  'village_staff',
  'rt_rw_linmas',
  'teacher_school',
  'health_worker',
  'organiser_kpu',
  'organiser_bawaslu',
]);

/** "Ketua BPD Watu Lanur, Benediktus, berorasi": right behind such an office, where another name follows between commas. */
function isNamedBehind(
  { analysed, text }: Passage,
  words: PeopleWords,
  name: PersonSpan,
  next: PersonSpan | undefined,
  title: Mark,
): boolean {
  if (next === undefined || title.kind !== 'subject' || !PLACED.has(title.code)) return false;
  const { folded, breakBefore, capital, count } = analysed.tokens;
  const tail = tailOf(next);
  return (
    // "Ketua Panitia Pemilihan Distrik (PPD) Moswaren, Simson Kladit, ..."
    (text[title.end] === ')' || (breakBefore[name.first] ?? HARD) < HARD) &&
    leadOf(next) === tailOf(name) &&
    breakBefore[leadOf(next)] === HARD &&
    tail < count &&
    breakBefore[tail] === HARD &&
    capital[tail] === LOWER &&
    !words.lists.has(folded[tail] ?? '')
  );
}

/** "Direktur Utama PT Karimun Maritim Sejahtera": a word for an enterprise between an office and a name. */
function hasHouse(folded: readonly string[], words: PeopleWords, from: number, to: number): boolean {
  for (let token = from; token < to; token += 1) if (words.houses.has(folded[token] ?? '')) return true;
  return false;
}

export function hasAny(passage: Passage, words: ReadonlySet<string>, title: Mark): boolean {
  const { folded } = passage.analysed.tokens;
  for (let token = title.first; token < title.last; token += 1)
    if (words.has(folded[token] ?? '')) return true;
  return false;
}
