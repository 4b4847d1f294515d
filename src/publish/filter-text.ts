/** Filters as one line of text, such as `region:33 tier:sanctioned,convicted "mutasi jabatan"`, and back. */
import { Misuse } from '../model/errors.js';
import { Filter } from '../model/query.js';

/** A filter as people give it: regions by name or code, not yet checked. */
export type GivenFilter = Record<string, unknown>;

const KEYS = Object.keys(Filter.shape) as (keyof Filter)[];
const isList = (key: keyof Filter): boolean => Array.isArray(Filter.parse({})[key]);
const isNumber = (key: keyof Filter): boolean => key === 'year' || key === 'independent';

// Bare values: no white space, comma, quote or backslash in them
const BARE = /^[^\s,"\\]+$/;

/**
 * Writes a filter; reading the text gives the same filter. The empty filter, which takes everything, is the empty text.
 */
export function printFilter(filter: Filter): string {
  return KEYS.flatMap((key) => {
    const value = filter[key];
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    return [`${key}:${[value].flat().map(printValue).join(',')}`];
  }).join(' ');
}

/** Whether two filters as text take the same: in which order values of a list were given is of no account. */
export const isSameFilter = (one: string, other: string): boolean =>
  one === other || sort(one) === sort(other);

function sort(text: string): string {
  try {
    const given = Object.entries(readFilterText(text)).map(([key, value]) =>
      JSON.stringify([key, ...[value].flat().map(String).toSorted(inOrder)]),
    );
    return given.toSorted(inOrder).join('\n');
  } catch (error) {
    // Printed by a program with other filters.
    if (error instanceof Misuse) return text;
    throw error;
  }
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const printValue = (value: string | number): string => {
  const text = String(value);
  return BARE.test(text) ? text : `"${text.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;
};

interface Token {
  /** Null for words of the full text. */
  key: string | null;
  values: string[];
  /** As it stands, for the full text. */
  raw: string;
}

/**
 * Reads a line: `key:value`, `key:one,two`, values with spaces in double quotes; everything else are words of the full
 * text, as a web search reads them ("a phrase", -without, or).
 * @throws Misuse that names what cannot be read
 */
export function readFilterText(text: string): GivenFilter {
  const given: GivenFilter = {};
  const words: string[] = [];
  for (const { key, values, raw } of tokensOf(text)) {
    if (key === null) words.push(raw);
    else if (!(KEYS as string[]).includes(key))
      throw new Misuse(`filter: "${key}:" is no filter; there are ${KEYS.map((one) => `${one}:`).join(' ')}`);
    else if (values.length === 0)
      throw new Misuse(`filter: "${key}:" has no value behind it; leave it out to take all`);
    else addValues(given, key as keyof Filter, values);
  }
  addWords(given, words);
  return given;
}

function addWords(given: GivenFilter, words: readonly string[]): void {
  const before = typeof given.text === 'string' ? [given.text] : [];
  if (words.length > 0) given.text = [...before, ...words].join(' ');
}

function addValues(given: GivenFilter, key: keyof Filter, values: readonly string[]): void {
  if (isList(key)) {
    given[key] = [...((given[key] as string[] | undefined) ?? []), ...values];
    return;
  }
  if (key === 'text') {
    addWords(given, [values.join(',')]);
    return;
  }
  if (values.length > 1 || given[key] !== undefined)
    throw new Misuse(`filter: ${key}: takes one value, not ${values.join(' and ')}`);
  given[key] = isNumber(key) ? Number(values[0]) : values[0];
}

// `region:`; a colon inside a word, as in "12:30", begins no filter
const KEY = /^([a-z]{2,20}):/;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const key = KEY.exec(text.slice(at, at + 24))?.[1] ?? null;
    const start = key === null ? at : at + key.length + 1;
    const { values, next } = valuesAt(text, start);
    tokens.push({ key, values, raw: text.slice(at, next) });
    at = next;
  }
  return tokens;
}

/** Values up to the next white space that is in no quotes. */
function valuesAt(text: string, start: number): { values: string[]; next: number } {
  const values: string[] = [];
  let value = '';
  let quoted = false;
  let at = start;
  for (; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quoted && sign === '\\') value += text[(at += 1)] ?? '';
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && /\s/.test(sign)) break;
    else if (!quoted && sign === ',') {
      values.push(value);
      value = '';
    } else value += sign;
  }
  if (quoted) throw new Misuse(`filter: a quotation mark is not closed in ${text.slice(start, start + 60)}`);
  return { values: [...values, value].filter((one) => one.trim() !== ''), next: at };
}
