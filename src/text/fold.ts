/** Folding: the letters of a text as they are compared, whatever accents, quotes or invisible signs were printed. */

export const OTHER = 1;
export const LETTER = 2;
export const DIGIT = 3;
export const MARK = 4; // combining accents and invisible signs that may stand inside a word
export const APOSTROPHE = 5;

const classes = new Uint8Array(65536);
const APOSTROPHES = "'\u2018\u2019\u02BC\u02B9\u0060\u00B4\uFF07\u2032";
const INVISIBLE = '\u00AD\u200B\u200C\u200D\u2060\uFEFF\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u180E';
// 'a', 'é'
const IS_LETTER = /^\p{L}$/u;
// '7', '７'
const IS_DIGIT = /^\p{Nd}$/u;
// U+0301
const IS_MARK = /^\p{M}$/u;
// all combining accents and invisible signs of a word
const NOT_COMPARED = /[\p{M}\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u180E]/gu;
const ANY_APOSTROPHE = /[\u2018\u2019\u02BC\u02B9\u0060\u00B4\uFF07\u2032]/g;

function classify(code: number): number {
  const sign = String.fromCharCode(code);
  if (APOSTROPHES.includes(sign)) return APOSTROPHE;
  if (INVISIBLE.includes(sign) || IS_MARK.test(sign)) return MARK;
  if (code >= 0xd800 && code <= 0xdfff) return OTHER;
  if (IS_LETTER.test(sign)) return LETTER;
  return IS_DIGIT.test(sign) ? DIGIT : OTHER;
}

/** Class of a code unit: LETTER, DIGIT, MARK, APOSTROPHE or OTHER. Halves of surrogate pairs are OTHER. */
export function classOf(code: number): number {
  const known = classes[code] ?? OTHER;
  if (known !== 0) return known;
  return (classes[code] = classify(code));
}

/** Class of the whole sign at `at`, which may be a surrogate pair; pairs are letters, digits or OTHER. */
export function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0xd800 || code > 0xdbff) return classOf(code);
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (sign.length < 2) return OTHER;
  if (IS_LETTER.test(sign)) return LETTER;
  return IS_DIGIT.test(sign) ? DIGIT : OTHER;
}

/** A printed word as it is compared: NFKC, lower case, without accents and invisible signs, straight apostrophes. */
export function fold(printed: string): string {
  return printed
    .replace(ANY_APOSTROPHE, "'")
    .normalize('NFKD')
    .replace(NOT_COMPARED, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(NOT_COMPARED, '');
}
