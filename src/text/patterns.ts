/** Patterns: the small language in which dictionaries write down phrasings, read into atoms. */
import type { PatternAtom } from '../model/dictionary.js';
import { foldedRun, printedRun, tokenise } from './tokens.js';

const WIDEST_GAP = 12;
const MOST_ATOMS = 24;
// '..3'
const GAP = /^\.\.(\d{1,2})$/;
// 'step', 'step:tracing'
const REFERENCE = /^[a-z_]+(:[A-Za-z0-9_.-]+)?$/;

/**
 * Reads one form into its atoms. The language, atoms being parted by spaces:
 * `word`; `a|b` alternatives; `word?` optional; `word*` prefix; `~root` any word of that root;
 * `=Exact` letter by letter as printed; `..3` up to three words between; `#` a number in digits or words;
 * `<kind>`, `<kind:code|code>`, `<kind|kind>` a mention found before.
 * A word may hold hyphens, slashes or stops (`a-b`, `A.b`): it matches its parts one after the other.
 * Throws an Error that names the form and what is wrong with it.
 */
export function parseForm(form: string): PatternAtom[] {
  const parts = form.trim().split(/\s+/u);
  if (parts[0] === '') throw complaint(form, 'it is empty');
  const atoms = parts.map((part) => parseAtom(part, form));
  checkForm(atoms, form);
  return atoms;
}

function complaint(form: string, what: string): Error {
  return new Error(`pattern "${form}": ${what}`);
}

function emptyAtom(): PatternAtom {
  return { words: [], prefix: [], stems: [], exact: [], number: false, kinds: [], optional: false, gap: 0 };
}

function parseAtom(part: string, form: string): PatternAtom {
  const atom = emptyAtom();
  const gap = GAP.exec(part);
  if (gap) return { ...atom, gap: gapWidth(Number(gap[1]), form) };
  if (part.startsWith('..')) throw complaint(form, `"${part}" is no gap: write ..1 to ..${WIDEST_GAP}`);
  let body = part;
  if (body.length > 1 && body.endsWith('?')) {
    atom.optional = true;
    body = body.slice(0, -1);
  }
  for (const option of splitOptions(body)) addOption(atom, option, form);
  return atom;
}

function gapWidth(width: number, form: string): number {
  if (width < 1 || width > WIDEST_GAP) throw complaint(form, `a gap is 1 to ${WIDEST_GAP} words wide`);
  return width;
}

/** Splits at bars that do not stand inside a reference. */
function splitOptions(body: string): string[] {
  const options: string[] = [];
  let depth = 0;
  let option = '';
  for (const sign of body) {
    if (sign === '<') depth++;
    if (sign === '>') depth--;
    if (sign === '|' && depth === 0) {
      options.push(option);
      option = '';
    } else option += sign;
  }
  return [...options, option];
}

function addOption(atom: PatternAtom, option: string, form: string): void {
  if (option === '') throw complaint(form, 'an alternative is empty');
  if (option === '#') atom.number = true;
  else if (option.startsWith('<')) atom.kinds.push(...parseReference(option, form));
  else if (option.startsWith('~')) atom.stems.push(oneWord(option, option.slice(1), form));
  else if (option.startsWith('=')) atom.exact.push(exactWords(option.slice(1), form));
  else {
    const prefix = option.endsWith('*');
    atom.words.push(foldedWords(prefix ? option.slice(0, -1) : option, form));
    atom.prefix.push(prefix);
  }
}

/** '<step:a|b>' gives 'step:a' and 'step:b'; '<step|place>' gives both kinds. */
function parseReference(option: string, form: string): string[] {
  if (!option.endsWith('>')) throw complaint(form, `"${option}" has no closing >`);
  const inside = option.slice(1, -1);
  const colon = inside.indexOf(':');
  const kind = colon < 0 ? '' : inside.slice(0, colon + 1);
  const kinds = inside
    .slice(kind.length)
    .split('|')
    .map((name) => kind + name);
  const bad = kinds.find((name) => !REFERENCE.test(name));
  if (bad !== undefined) throw complaint(form, `"<${bad}>" names no mention: write <kind> or <kind:code>`);
  return kinds;
}

// Signs of the language where no word may have them: 'a*b', 'a?b', 'a#', 'a<b'
const STRAY = /[*?~=#<>|]/;

function foldedWords(word: string, form: string): string {
  if (STRAY.test(word)) throw complaint(form, `a stray sign in "${word}"`);
  const tokens = tokenise(word);
  if (tokens.count === 0) throw complaint(form, `"${word}" holds no word`);
  return foldedRun(tokens, 0, tokens.count);
}

function oneWord(option: string, word: string, form: string): string {
  const folded = foldedWords(word, form);
  if (folded.includes(' ')) throw complaint(form, `"${option}" is more than one word`);
  return folded;
}

/** Printed words joined by one space, so that they can be held against the printed tokens. */
function exactWords(word: string, form: string): string {
  const tokens = tokenise(word);
  if (tokens.count === 0) throw complaint(form, `"=${word}" holds no word`);
  const printed: string[] = [];
  for (let i = 0; i < tokens.count; i++) printed.push(printedRun(tokens, i, i + 1));
  return printed.join(' ');
}

function checkForm(atoms: PatternAtom[], form: string): void {
  if (atoms.length > MOST_ATOMS) throw complaint(form, `it has more than ${MOST_ATOMS} parts`);
  const first = atoms[0];
  const last = atoms.at(-1);
  if (first && last && (first.gap > 0 || last.gap > 0))
    throw complaint(form, 'a gap must stand between words');
  if (atoms.every((atom) => atom.optional || atom.gap > 0)) {
    throw complaint(form, 'everything in it is optional');
  }
  atoms.forEach((atom, i) => {
    if (atom.gap > 0 && (atoms[i + 1]?.gap ?? 0) > 0) throw complaint(form, 'two gaps follow each other');
  });
}
