/** Name vetting: which names of a body may be people, and which titles may be told of them. */
import type { Grammar } from '../model/grammar.js';
import { HARD, SENTENCE, type NameMention } from '../text/text.js';
import type { Ground, PersonSpan } from './person-spans.js';
import type { Entity } from './entity.js';
import type { Mark, Passage } from './passage.js';

const DATELINE = 90; // code units in which a dateline ends
// "Tanjung Selor – ", "DUMAI (Lensa Rimba) - ": whatever stands before the first dash of a line without speech
const DATELINE_DASH = /^[^\n\r\v\f\u0085\u2028\u2029"“]{1,80}?(?:\s-{1,2}\s|\s?[–—]{1,2}\s?)/;
/** "seorang bekas kepala dinas": who left the office no longer bears it, unless he was put out of it or held it then. */
export const isFormer = ({ passage, words }: Ground, mark: Mark): boolean =>
  words.formers.has(passage.analysed.tokens.folded[mark.first - 1] ?? '') &&
  ![mark.sentence, mark.sentence + 1].some((sentence) =>
    (passage.bySentence[sentence] ?? []).some(
      ({ code, voice, reality, first }) =>
        first > mark.first &&
        (code === 'in_office_then' ||
          (code === 'sanction_imposed' && voice === 'passive' && reality === 'realised')),
    ),
  );

/** "istri Kades X": who is related to the bearer of an office does not bear it, nor is its bearer the one told of. */
export const isOfKin = ({ passage, words }: Ground, mark: Mark): boolean =>
  words.kin.has(passage.analysed.tokens.folded[mark.first - 1] ?? '') &&
  (passage.analysed.tokens.breakBefore[mark.first] ?? 0) === 0;

/** "dari kantor camat": an office that only tells whose building it is. */
export const isOfBuilding = (row: readonly Mark[], mark: Mark): boolean =>
  mark.kind === 'position' &&
  row.some(
    (other) =>
      other.kind === 'object' &&
      other.code === 'state_place' &&
      other.first < mark.first &&
      other.last === mark.last,
  );

/**
 * "Jalan Jaksa Agung Suprapto", "Paslon Bupati dan Wakil Bupati", "Pemilihan Gubernur, Bupati dan Wali Kota": an office inside a
 * street's name, a candidature or an election is nobody's.
 */
export const isBorrowed = ({ passage, words }: Ground, row: readonly Mark[], mark: Mark): boolean =>
  mark.kind !== 'candidate' &&
  row.some(
    (other) =>
      (other.kind === 'object' && other.code === 'street' && other.last === mark.first) ||
      ((other.kind === 'candidate' || other.kind === 'election') &&
        (mark.kind === 'position' ||
          (mark.kind === 'subject' &&
            words.placeTypes.has(passage.analysed.tokens.folded[mark.last - 1] ?? ''))) &&
        other.first < mark.first &&
        mark.last <= other.last),
  );

/** "Rahmat Basri - Siti Munawar", "Rahmat Basri-Siti Munawar": two names tied by a dash run together for an office. */
export function isOfPair({ text }: Passage, name: PersonSpan, names: readonly PersonSpan[]): boolean {
  const [before, behind] = name.text.split('-');
  if (behind !== undefined && name.text.includes(' ')) {
    // "Arman Sulung-H. Dahri": a title may stand before the second.
    const second = behind.split(' ').find((word) => !word.endsWith('.'));
    return (before?.split(' ').at(-1)?.length ?? 0) >= WHOLE && (second?.length ?? 0) >= WHOLE;
  }
  const tied = (left: NameMention, right: NameMention): boolean =>
    left.end < right.start && /^\s?[-–—]\s?$/.test(text.slice(left.end, right.start));
  return names.some((other) => tied(other.name, name.name) || tied(name.name, other.name));
}

const WHOLE = 4; // letters of a word that is a name of its own: "Al-", "Ar-" are none

/** "Sarmin (bukan nama sebenarnya)": a name that nobody bears. */
export const isInvented = (passage: Passage, entity: Entity): boolean =>
  entity.name !== null &&
  entity.tellings.some(
    ({ how, sentence, end }) =>
      how === 'name' &&
      (passage.bySentence[sentence] ?? []).some(
        (mark) =>
          mark.kind === 'role' &&
          mark.code === 'unnamed' &&
          mark.start - end <= 2 &&
          mark.start > end &&
          passage.text[mark.start - 1] === '(',
      ),
  );

/** "Bupati Kaur": a place that is spelt like an office. */
export function isPlaceName({ passage, isPlace }: Ground, mark: Mark): boolean {
  for (let token = mark.first; token < mark.last; token += 1)
    if (!isPlace(token) || passage.analysed.tokens.capital[token] === 0) return false;
  return true;
}

/** The name mentions of each sentence. */
export function bySentence(passage: Passage): NameMention[][] {
  const { sentences } = passage.analysed;
  const rows: NameMention[][] = sentences.map(() => []);
  let index = 0;
  for (const name of passage.analysed.names) {
    while (index < sentences.length && name.first >= (sentences[index]?.last ?? 0)) index += 1;
    rows[index]?.push(name);
  }
  return rows;
}

/** Marks that say who somebody is. */
export const isTitle = (mark: Mark): boolean =>
  (mark.kind === 'position' ||
    mark.kind === 'subject' ||
    mark.kind === 'role' ||
    mark.kind === 'candidate') &&
  mark.props['points'] === undefined;

const UNIT_AND_NAME = 3; // "Kodam V/Brawijaya Candra Kirana": words of a unit and of its commander

/** "di Kikim", "Jalan Jenderal Sudirman", "RSUD Depati Bahrin": what stands behind such a word is named, but no person. */
export function namesPlace(
  passage: Passage,
  grammar: Grammar,
  row: readonly Mark[],
  name: NameMention,
): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (isAbbreviated(passage, name)) return true;
  // "Ketua Badan Permusyawaratan Kampung (Bapekam)": in brackets behind an office stands its short name.
  // "Budi Hartono (Karangdowo), Joko Susilo (Trucuk)": in brackets behind a name stands where its bearer is from.
  if (isBracketed(passage, name) && !name.initials && isBehindName(passage, name)) return true;
  if (isBracketed(passage, name) && row.some((mark) => mark.last === name.first && isTitle(mark)))
    return true;
  if ((breakBefore[name.first] ?? 0) >= HARD) return false;
  // "Korem 132/Tadulako"
  if (passage.text[name.start - 1] === '/') return name.coreLast - name.coreFirst < UNIT_AND_NAME;
  if (
    name.titles.length === 0 &&
    name.first === name.coreFirst &&
    grammar.locatives.includes(folded[name.first - 1] ?? '')
  )
    return true;
  return row.some(
    (mark) =>
      mark.last === name.first &&
      ((mark.kind === 'object' && mark.code === 'building') ||
        (mark.kind === 'institution' && mark.code === 'none' && !isHeaded(row, mark))),
  );
}

const isBehindName = ({ analysed }: Passage, { first }: NameMention): boolean =>
  analysed.names.some((other) => other.last === first && !other.initials);

const isBracketed = ({ text }: Passage, { start, end }: NameMention): boolean =>
  text[start - 1] === '(' && text[end] === ')';

/** "Kasat Reskrim": a body at the end of an office. */
const isHeaded = (row: readonly Mark[], body: Mark): boolean =>
  row.some((mark) => mark.kind === 'position' && mark.first < body.first && mark.last === body.last);

/** "Pekerja Harian Lepas (PHL)": what its own first letters stand for is no person. */
function isAbbreviated({ text }: Passage, name: NameMention): boolean {
  const inBrackets = /^\s?\(([A-Z]{2,8})\)/.exec(text.slice(name.end, name.end + 12));
  if (inBrackets === null || name.initials) return false;
  const letters = name.printed
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('');
  return letters.toUpperCase() === inBrackets[1];
}

/**
 * "DUMAI (Lensa Rimba) - ...": names before the dash of a dateline are the outlet's. The code unit where it ends; lines of
 * advertising may stand before it.
 */
export function datelineEnd({ text, analysed, muted, bySentence: rows }: Passage): number {
  const opening = analysed.sentences.findIndex((_, index) => muted[index] !== true);
  const from = analysed.sentences[opening]?.start ?? 0;
  const dateline = DATELINE_DASH.exec(text.slice(from, from + DATELINE));
  const end = dateline === null ? 0 : from + dateline[0].length;
  const first = rows.find((row, index) => index >= opening && row.length > 0) ?? [];
  const someone = first.some(
    (mark) => mark.start < end && (mark.kind === 'position' || mark.kind === 'subject'),
  );
  return someone ? 0 : end;
}

/** Tokens covered by hits that are no names. */
export function coverTokens(passage: Passage, kinds: ReadonlySet<string>): Uint8Array {
  const covered = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const mark of passage.marks) if (kinds.has(mark.kind)) covered.fill(1, mark.first, mark.last);
  return covered;
}

/** Tokens at which such a hit begins; its object may stand inside it. */
export function startsOf(passage: Passage, kinds: ReadonlySet<string>): Uint8Array {
  const starts = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const mark of passage.marks) if (kinds.has(mark.kind)) starts[mark.first] = 1;
  return starts;
}

export const OFFICIAL = new Set<string>([
  'institution',
  'position',
  'subject',
  'role',
  'candidate',
  'election',
  'speech',
  'boilerplate',
  'law',
]);
export const VERBAL = new Set<string>(['speech', 'step', 'violation', 'modality']);

/** Cuts tokens that are titles, bodies or places off both ends of a name; splits nothing in the middle. */
export function cleanName({ passage, covered, isPlace, words }: Ground, name: NameMention): PersonSpan[] {
  let { coreFirst: first, coreLast: last } = name;
  if (name.initials) return [{ name, first, last, text: name.core }];
  const drop = (token: number): boolean => covered[token] === 1 || isPlace(token);
  if (passage.text[name.start - 1] === '/' && first === name.first) first += 1;
  while (first < last && drop(first)) first += 1;
  while (last > first && covered[last - 1] === 1) last -= 1;
  const { folded } = passage.analysed.tokens;
  const isCommon = (token: number): boolean => words.common.has(folded[token] ?? '');
  // "Kemudian Sujarwanto berpesan": an adverb before a name.
  while (name.titles.length === 0 && last - first > 1 && isCommon(first) && opensSentence(passage, first))
    first += 1;
  if (
    first >= last ||
    (last - first === 1 && name.titles.length === 0 && words.links.has(folded[first] ?? ''))
  )
    return [];
  // Behind an office even such a word may be somebody's only name.
  if ((last - first > 1 || covered[first - 1] !== 1) && isPhrase(first, last, isCommon)) return [];
  if (allPlaces(first, last, isPlace)) return [];
  const cut = first !== name.coreFirst || last !== name.coreLast;
  const { start, end } = passage.analysed.tokens;
  const text = cut ? passage.text.slice(start[first] ?? 0, end[last - 1] ?? 0) : name.core;
  return [{ name, first, last, text: text.replace(/\s+/g, ' ') }];
}

/** Whether a token is the first of its sentence. */
function opensSentence(passage: Passage, token: number): boolean {
  return (passage.analysed.tokens.breakBefore[token] ?? SENTENCE) >= SENTENCE;
}

/** "Sistem Informasi", "Penerapan Nilai Dasar": capitals on nothing but common words. */
function isPhrase(first: number, last: number, isCommon: (token: number) => boolean): boolean {
  for (let token = first; token < last; token += 1) if (!isCommon(token)) return false;
  return true;
}

function allPlaces(first: number, last: number, isPlaceToken: (token: number) => boolean): boolean {
  for (let token = first; token < last; token += 1) if (!isPlaceToken(token)) return false;
  return true;
}
