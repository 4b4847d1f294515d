/** Plain names: names and texts in the plain form in which masks hold them against each other. */
import { tellErased } from './erased-names.js';
import { writable } from './sink.js';

/** Puts initials in the place of names. */
export type Mask = (text: string) => string;

/** Letters of a name that is long enough to be looked for without its spaces. */
export const LONG = 8;

// Soft hyphens, joiners and marks of direction, which a reader does not see and which part the letters of a name
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]/g;
/** A text as names are looked for in it: nothing unseen parts the letters of a name. */
export const tidy: Mask = (text) => tellErased(writable(text).replace(UNSEEN, '').normalize('NFC'));

/** Letters and digits alone, in small letters: "Sutarno-Wibisana" as "sutarnowibisana". */
export const squeeze = (text: string): string =>
  tidy(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Words of names and texts. */
export const WORD = /[\p{L}\p{N}'’]+/gu;
/** Words of a name in small letters. */
export const wordsOf = (name: string): string[] =>
  [...tidy(name).matchAll(WORD)].map(([word]) => word.toLowerCase());
