/** Erased names: what erasure left of them in a text, as a sentence is cut by it and as people read it. */
import { ERASED_SIGN } from '../model/tombstone.js';

// A whole name, with the stops of shortened words in it: "██████", "█████ ██. ███"; not "██████. ██████" of two sentences
const NAME = new RegExp(
  `${ERASED_SIGN}+(?:(?:[ '’-]{1,2}|(?<=(?<!${ERASED_SIGN})${ERASED_SIGN}{1,3})\\. ?)${ERASED_SIGN}+)*`,
  'g',
);
// Longer than a shortened word of a name, so that a stop behind it stays one when it is read again.
const TOLD = ERASED_SIGN.repeat(5);

/** The text with a word of the same length for each erased name, so that sentences begin with it as with a name. */
export const standIn = (text: string): string => text.replace(NAME, ({ length }) => 'X'.padEnd(length, 'x'));

/** The same five signs in the place of each erased name, in any language: not even its length is told. */
export const tellErased = (text: string): string => text.replace(NAME, TOLD);
