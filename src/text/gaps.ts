/** Gaps: what stands between two tokens, read as the strength of the break that it makes. */
import { MARK, classOf } from './fold.js';

/** What is known of the tokens on both sides of a gap. */
export interface Sides {
  /** The token before is one capital letter, as in initials. */
  loneCapital: boolean;
  /** The token before is in capitals. */
  allCaps: boolean;
  /** The token before is a word of fewer than three letters. */
  short: boolean;
  /** The token after is a word in lower case. */
  nextLower: boolean;
  /** The token after is a word, not a number. */
  nextWord: boolean;
}

const NEW_LINES = '\n\r\v\f\u0085\u2028\u2029';
const HYPHENS = '-\u2010\u2011\uFE63\uFF0D';
const DASHES = '\u2012\u2013\u2014\u2015\u2212';
const SOFT_SIGNS = '/\\&@_+~\u2044';
const SILENT_SIGNS = '%\u00B0#$\u20AC\u00A3';
const CLOSERS = '"\u201C\u201D\u201E\u00AB\u00BB)]}\'\u2018\u2019*';

const isSpace = (sign: string): boolean =>
  sign === ' ' || sign === '\t' || sign === '\u00A0' || (sign > '\u1679' && /^\s$/u.test(sign));
const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9';

const NO_STOP = 0;
const FULL_STOP = 1;
const CALL = 2; // ! or ?
const ELLIPSIS = 3;

/** 0 plain, 1 soft, 2 hard, 3 sentence end, 4 paragraph end, for the stretch text[from, to) between two tokens. */
export function gapBreak(text: string, from: number, to: number, sides: Sides): number {
  let level = 0;
  let stop = NO_STOP;
  let closed = false; // a quote mark or bracket closes right after the stop
  let spaced = false; // a space follows the stop
  for (let i = from; i < to; i++) {
    const sign = text[i] ?? '';
    if (NEW_LINES.includes(sign)) return 4;
    if (isSpace(sign)) {
      spaced ||= stop !== NO_STOP;
    } else if (sign === '.') {
      stop = stop === NO_STOP ? FULL_STOP : stop === FULL_STOP && text[i - 1] === '.' ? ELLIPSIS : stop;
    } else if (sign === '\u2026') {
      stop = ELLIPSIS;
    } else if (sign === '!' || sign === '?') {
      stop = CALL;
    } else if (stop !== NO_STOP && !spaced && (sign === ',' || sign === ';' || sign === ':')) {
      // 'S.H., M.Hum., ' ends nothing.
      stop = NO_STOP;
      level = 2;
    } else {
      closed ||= stop !== NO_STOP && !spaced && CLOSERS.includes(sign);
      level = Math.max(level, signBreak(text, i, sign));
    }
  }
  return stop === NO_STOP ? level : Math.max(level, stopBreak(stop, spaced, closed, sides));
}

function signBreak(text: string, at: number, sign: string): number {
  if (HYPHENS.includes(sign)) {
    return isSpace(text[at - 1] ?? ' ') || isSpace(text[at + 1] ?? ' ') ? 2 : 1;
  }
  if (DASHES.includes(sign)) return isDigit(text[at - 1] ?? '') && isDigit(text[at + 1] ?? '') ? 1 : 2;
  if (SOFT_SIGNS.includes(sign)) return 1;
  if (SILENT_SIGNS.includes(sign) || classOf(sign.charCodeAt(0)) === MARK) return 0;
  return 2;
}

function stopBreak(stop: number, spaced: boolean, closed: boolean, sides: Sides): number {
  const { nextLower, nextWord } = sides;
  if (stop === ELLIPSIS) return nextLower || !(spaced || closed) ? 2 : 3;
  if (closed) return nextLower ? 2 : 3;
  if (spaced) return stop === FULL_STOP && sides.loneCapital && nextWord && !nextLower ? 1 : 3;
  if (stop === CALL) return nextLower ? 2 : 3;
  // A stop without a space: of an address or abbreviation, or of a sentence whose space was forgotten.
  return nextWord && !nextLower && !sides.allCaps && !sides.short ? 3 : 1;
}
