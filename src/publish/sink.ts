/** Sinks: where the bytes of a file go, and what every writer of tables has in common. */
import type { Cell, Row } from './tables.js';

/** Takes bytes; resolves when more may come. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** What a file says of itself, where its format has room for it. */
export interface About {
  /** The filter that its rows passed, as text; empty for all rows. */
  filter: string;
}

export interface TableWriter {
  write: (rows: readonly Row[]) => Promise<void>;
  /** Ends the file; gives the number of rows. */
  end: () => Promise<number>;
}

/** A cell as text: nothing for what is not known, never 0; several values parted by "; ". */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.join('; ') : String(cell);
}

// All control characters but for tab and line ends
// oxlint-disable-next-line no-control-regex -- they are what is being removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without characters that no file format may hold. */
export const writable = (text: string): string => text.replace(CONTROL, '').replace(HALVES, '\ufffd');
