/** Writing CSV (RFC 4180), safe to open in a spreadsheet. */
import type { Cell, Table } from './tables.js';
import { cellText, writable, type Sink, type TableWriter } from './sink.js';

const NEEDS_QUOTES = /[",\r\n]/;
// Spreadsheets run a cell that begins so as a formula: =1+1, +1, -1, @SUM, also in wide letters, or after white space,
// a byte order mark or a mark of direction
const FORMULA = /^[\s\u00ad\u200b-\u200f\u202a-\u202e\ufeff]{0,20}[=+\-@＝＋－＠]|^[\t\r\n]/;
// The same further on in a text, as in "a; =1+1": a spreadsheet set to Indonesian parts cells at semicolons, and heeds no
// quotation mark inside of what it takes for a cell
const FORMULA_WITHIN = /(?<=[;\t\r\n][\s"\u00ad\u200b-\u200f\u202a-\u202e\ufeff]{0,20})[=+\-@＝＋－＠]/g;

/** A cell, quoted where it must be; text that a spreadsheet would run gets an apostrophe in front. */
function csvCell(cell: Cell): string {
  const text = writable(cellText(cell));
  if (typeof cell === 'number' || typeof cell === 'boolean') return text;
  const within = text.replace(FORMULA_WITHIN, "'$&");
  const harmless = FORMULA.test(text) ? `'${within}` : within;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const line = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

const BYTE_ORDER_MARK = '\uFEFF';

/** The line of names comes also where no row does. */
export function csvWriter({ columns }: Table, sink: Sink, bom: boolean): TableWriter {
  let count = 0;
  let begun = false;
  const head = `${bom ? BYTE_ORDER_MARK : ''}${line(columns.map(({ name }) => name))}`;
  const begin = (): string => {
    const text = begun ? '' : head;
    begun = true;
    return text;
  };
  return {
    write: async (rows) => {
      count += rows.length;
      const lines = rows.map((row) => line(columns.map(({ name }) => row[name] ?? null)));
      const text = begin() + lines.join('');
      if (text !== '') await sink(Buffer.from(text));
    },
    end: async () => {
      const text = begin();
      if (text !== '') await sink(Buffer.from(text));
      return count;
    },
  };
}
