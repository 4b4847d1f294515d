/** Claim units: which numbers count something, and what one of it is: a person, a case, a report. */
import { CLAIM_UNITS } from '../model/code-lists.js';
import type { ClaimUnit } from '../model/codes.js';
import type { NumberMention } from '../text/text.js';
import type { Neighbourhood } from './claim-parts.js';
import { oneOf } from './one-of.js';
import type { Mark, Passage } from './passage.js';

/** Whether a number counts something at all: "8." at the start of a line numbers a list. */
export function counts(passage: Passage, number: NumberMention): boolean {
  if (number.sort !== 'count' || number.value === null) return false;
  if (number.value < 1 || !Number.isInteger(number.value)) return false;
  const { text, breakBefore } = passage.analysed.tokens;
  const opens = (breakBefore[number.first] ?? 0) >= 4;
  return !(opens && /^[.)]/.test(text.slice(number.end, number.end + 1)));
}

/** "tujuh kabupaten": regions are no cases; in "Muna 38, Kabupaten Wakatobi 33" the comma parts them. */
export const isOfRegions = (passage: Passage, row: readonly Mark[], number: NumberMention): boolean =>
  (passage.analysed.tokens.breakBefore[number.last] ?? 0) < 2 &&
  row.some((mark) => mark.kind === 'unit' && mark.code === 'daerah' && mark.first === number.last);

export interface Counted {
  unit: ClaimUnit;
  mark: Mark;
  people: boolean;
}

const asUnit = oneOf(CLAIM_UNITS);
const MOST_TO_UNIT = 2; // tokens between a number and its unit

/** The unit right behind a number: a kind of case, or people. */
export function unitOf({ row, number }: Neighbourhood): Counted | null {
  const behind = (mark: Mark): boolean =>
    mark.first >= number.first && mark.last > number.last && mark.first - number.last <= MOST_TO_UNIT;
  const unit = row.find((mark) => mark.kind === 'unit' && mark.code !== 'daerah' && behind(mark));
  const subject = row.find((mark) => mark.kind === 'subject' && behind(mark));
  const code = asUnit(unit?.code);
  if (unit !== undefined && code !== null) {
    const people = code === 'orang' || (subject !== undefined && subject.first <= unit.first);
    return { unit: people ? 'orang' : code, mark: unit, people };
  }
  return subject === undefined ? null : { unit: 'orang', mark: subject, people: true };
}
