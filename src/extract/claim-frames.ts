/** Claim frames: whose count a sentence gives, and for which day; carried from sentence to sentence until another is named. */
import { INSTITUTION_CODES } from '../model/code-lists.js';
import type { InstitutionCode } from '../model/codes.js';
import type { Grammar } from '../model/grammar.js';
import { oneOf } from './one-of.js';
import type { Mark, Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';

/** What numbers of a sentence stand under. */
export interface ClaimFrame {
  agency: InstitutionCode | null;
  asOf: string | null;
}

/** Bodies that count cases; offices of the regions and courts are counted, they do not count. */
const COUNTS: ReadonlySet<InstitutionCode> = new Set<InstitutionCode>([
  'bawaslu_ri',
  'bawaslu_local',
  'panwascam',
  'kasn',
  'bkn',
  'menpanrb',
  'kemendagri',
  'bkpsdm',
  'inspektorat',
  'gakkumdu',
  'dkpp',
  'ombudsman',
  'ngo',
  'propam',
  'satgas_netralitas',
]);

const asInstitution = oneOf(INSTITUTION_CODES);

/** The first body that counts in a passage; the headline, which mostly names none, counts for it, too. */
export const firstAgency = (passage: Passage, grammar: Grammar): InstitutionCode | null =>
  claimFrames(passage, grammar, { agency: null, asOf: null }).find(({ agency }) => agency !== null)?.agency ??
  null;

/** The frame of every sentence of a passage; a sentence without its own takes that of the one before. */
export function claimFrames(passage: Passage, grammar: Grammar, start: ClaimFrame): ClaimFrame[] {
  const printed = datesByAsOf(passage, grammar);
  const counts = firstCounts(passage);
  let agency = start.agency;
  let asOf = start.asOf;
  return passage.analysed.sentences.map((sentence, index) => {
    const row = passage.muted[index] === true ? [] : (passage.bySentence[index] ?? []);
    const counted = agency === null ? Infinity : (counts.get(index) ?? Infinity);
    agency = agencyOf(passage, row, sentence.first, grammar, counted) ?? agency;
    const past = pastYear(row, passage, asOf);
    asOf = printed.get(index) ?? asOf;
    return { agency, asOf: past ?? asOf };
  });
}

/** Where the first number of each sentence stands that counts something, by sentence. */
function firstCounts(passage: Passage): Map<number, number> {
  const firsts = new Map<number, number>();
  for (const { first, sort } of passage.analysed.numbers) {
    const sentence = sort === 'count' ? sentenceAt(passage, first) : NOWHERE;
    if (!firsts.has(sentence)) firsts.set(sentence, first);
  }
  return firsts;
}
const NOWHERE = -1;

/**
 * The body that counts: the one that speaks, else the first that acts before anything is counted ("79 perkara diteruskan,
 * yakni BKN untuk ASN" names who receives); never one that only receives.
 */
function agencyOf(
  passage: Passage,
  row: readonly Mark[],
  first: number,
  grammar: Grammar,
  counted: number,
): InstitutionCode | null {
  let acting: InstitutionCode | null = null;
  for (const mark of row) {
    if (mark.kind !== 'institution') continue;
    const code = asInstitution(mark.code);
    if (code === null || !COUNTS.has(code) || receives(passage, mark, row, first, grammar)) continue;
    if (speaks(mark, row)) return code;
    if (mark.first < counted) acting ??= code;
  }
  return acting;
}

/** "kata anggota Bawaslu": right behind a verb of saying. */
const speaks = (mark: Mark, row: readonly Mark[]): boolean =>
  row.some(
    (speech) => speech.kind === 'speech' && mark.first >= speech.last && mark.first - speech.last <= 3,
  );

/** "diteruskan ke BKN", "kepada Mendagri": inside or right behind a step, or behind a word that names a patient. */
function receives(
  passage: Passage,
  mark: Mark,
  row: readonly Mark[],
  first: number,
  grammar: Grammar,
): boolean {
  const { folded } = passage.analysed.tokens;
  const before = mark.first > first ? (folded[mark.first - 1] ?? '') : '';
  if (grammar.patientMarkers.includes(before)) return true;
  return row.some(
    (step) =>
      step.kind === 'step' &&
      step.first < mark.first &&
      (step.last >= mark.last || mark.first - step.last <= 1),
  );
}

/** "hingga 4 November 2024", "per 6 Februari": the date that the count stands for, by sentence. */
function datesByAsOf(passage: Passage, grammar: Grammar): Map<number, string> {
  const { folded } = passage.analysed.tokens;
  const found = new Map<number, string>();
  for (const date of passage.analysed.dates) {
    const sentence = sentenceAt(passage, date.first);
    if (date.value === null || found.has(sentence)) continue;
    const words = [date.first, date.first - 1].map((token) => folded[token] ?? '');
    const pair = `${folded[date.first - 2] ?? ''} ${folded[date.first - 1] ?? ''}`;
    if ([...words, pair].some((word) => grammar.asOf.includes(word))) found.set(sentence, date.value);
  }
  return found;
}

// "2020"
const YEAR = /^(?:19|20)\d{2}$/;

/** "Pada Pilkada 2020 angkanya 63": a count of an earlier election stands for that year. */
function pastYear(row: readonly Mark[], passage: Passage, asOf: string | null): string | null {
  const { folded } = passage.analysed.tokens;
  for (const mark of row) {
    if (mark.kind !== 'election') continue;
    for (let token = mark.last - 1; token <= mark.last + 2; token += 1) {
      const year = folded[token] ?? '';
      if (YEAR.test(year) && asOf !== null && year < asOf.slice(0, 4)) return year;
    }
  }
  return null;
}
