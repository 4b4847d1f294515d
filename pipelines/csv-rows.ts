/** CSV rows: a stream of bytes as rows of named values, also where values hold line breaks, quotes or commas. */
import { readLines } from './lines.js';

export interface CsvRow {
  /** Line where the row begins. */
  line: number;
  row: Record<string, string> | null;
  error: string | null;
}

const SEPARATORS = [',', ';', '\t'];

/**
 * Reads rows under a line of names. Commas, semicolons or tabs part the values, whichever the first line has most of.
 * @param limit most characters of one row
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<CsvRow> {
  let names: string[] | null = null;
  let separator = ',';
  let held = '';
  let begin = 0;
  let open = false;
  for await (const { number, text, over } of readLines(chunks, limit)) {
    if (held === '' && !over && text === '') continue;
    begin = held === '' ? number : begin;
    held = held === '' ? text : `${held}\n${text}`;
    if (over || held.length > limit) {
      yield {
        line: begin,
        row: null,
        error: `longer than ${limit} characters, or a quote that is never closed`,
      };
      held = '';
      open = false;
      continue;
    }
    open = open !== hasOddQuotes(text);
    if (open) continue;
    if (names === null) {
      separator = chooseSeparator(held);
      names = splitRow(held, separator).map((name) => name.trim());
    } else {
      const values = splitRow(held, separator);
      const row = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
      yield { line: begin, row, error: null };
    }
    held = '';
  }
  if (held !== '') yield { line: begin, row: null, error: 'a quote is never closed' };
}

/** A quoted value goes on in the next line where the quotes so far are odd. */
function hasOddQuotes(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
}

function chooseSeparator(first: string): string {
  const count = (sign: string): number => first.split(sign).length;
  return SEPARATORS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function splitRow(text: string, separator: string): string[] {
  const values: string[] = [];
  for (let at = 0; ;) {
    const { value, next } = text[at] === '"' ? quoted(text, at + 1) : bare(text, at, separator);
    values.push(value);
    const end = text.indexOf(separator, next);
    if (end < 0) return values;
    at = end + 1;
  }
}

function bare(text: string, at: number, separator: string): { value: string; next: number } {
  const end = text.indexOf(separator, at);
  const next = end < 0 ? text.length : end;
  return { value: text.slice(at, next), next };
}

/** A value up to its closing quote; two quotes inside stand for one. */
function quoted(text: string, at: number): { value: string; next: number } {
  let value = '';
  for (let from = at; ;) {
    const end = text.indexOf('"', from);
    if (end < 0) return { value: value + text.slice(from), next: text.length };
    value += text.slice(from, end);
    if (text[end + 1] !== '"') return { value, next: end + 1 };
    value += '"';
    from = end + 2;
  }
}
