/** Erased names: what erasure left of them in a text, as a sentence is cut by it and as people read it. */
import { ERASED_SIGN } from '../model/tombstone.js';

// A whole name, with the stops of shortened words in it: "██████", "█████ ██. ███"; not "██████. ██████" of two sentences
const NAME = new RegExp(
  `${ERASED_SIGN}+(?:(?:[ '’-]{1,2}|(?<=(?<!${ERASED_SIGN})${ERASED_SIGN}{1,3})\\. ?)${ERASED_SIGN}+)*`,
  'g',
);
// Nothing before, or marks alone: `"`, `“… `
const BEGINS = /^[^\p{L}\p{N}]{0,5}$/u;

/** The text with a word of the same length for each erased name, so that sentences begin with it as with a name. */
export const standIn = (text: string): string => text.replace(NAME, ({ length }) => 'X'.padEnd(length, 'x'));

/** Words in the place of an erased name, in the language of what is quoted: not even its length is told. */
export const tellErased = (text: string): string =>
  text.includes(ERASED_SIGN)
    ? text.replace(NAME, (_, at: number) =>
        BEGINS.test(text.slice(0, at)) ? '[Nama dihapus]' : '[nama dihapus]',
      )
    : text;
