/** Bytes to text: finds the charset that a body is really in, whatever its labels say. */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export interface Decoded {
  text: string;
  charset: string;
}

const HEAD_BYTES = 4096;

/** Example: `text/html; charset="ISO-8859-1"` gives iso-8859-1. */
const HEADER_CHARSET = /charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i;
/** Example: `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`. */
const META_CHARSET = /<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i;
/** Example: `<?xml version="1.0" encoding="ISO-8859-1"?>`. */
const XML_CHARSET = /^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/i;

/** Labels that browsers read as windows-1252. */
const LATIN = new Set(['iso-8859-1', 'iso8859-1', 'latin1', 'latin-1', 'us-ascii', 'ascii', 'cp1252']);

function namedCharset(label: string | undefined, inDocument: boolean): string | null {
  if (label === undefined) return null;
  const name = label.toLowerCase();
  if (LATIN.has(name)) return 'windows-1252';
  if (name === 'utf8') return 'utf-8';
  // A label that could be read as ASCII cannot be in a wide charset.
  if (name.startsWith('utf-16')) return inDocument ? 'utf-8' : name;
  return name !== 'utf-7' && iconv.encodingExists(name) ? name : null;
}

function byteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Counts well-formed UTF-8 sequences of several bytes, and bytes above 127 that are in none. */
function countUtf8(bytes: Buffer): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length === 1) {
      i += 1;
      continue;
    }
    let fits = length > 0 && lead < 0xf5;
    for (let k = 1; fits && k < length; k += 1) fits = ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
    if (fits) good += 1;
    else bad += 1;
    i += fits ? length : 1;
  }
  return { good, bad };
}

function trueCharset(bytes: Buffer, labelled: string | null): string {
  const narrow = labelled === null || labelled === 'utf-8' || labelled === 'windows-1252';
  if (!narrow) return labelled;
  if (isUtf8(bytes)) return 'utf-8';
  const { good, bad } = countUtf8(bytes);
  if (labelled === 'windows-1252' && good < 3) return 'windows-1252';
  return good > bad ? 'utf-8' : 'windows-1252';
}

/**
 * Decodes a body. A byte order mark wins, then the header, then the document's own label; a label of UTF-8 or
 * Latin-1 is believed only when the bytes agree.
 * @param contentType the Content-Type header as sent
 */
export function decodeBody(bytes: Buffer, contentType: string | null): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return { text: iconv.decode(bytes, mark), charset: mark };
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1');
  const labelled =
    namedCharset(HEADER_CHARSET.exec(contentType ?? '')?.[1], false) ??
    namedCharset((XML_CHARSET.exec(head) ?? META_CHARSET.exec(head))?.[1], true);
  const charset = trueCharset(bytes, labelled);
  return { text: charset === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, charset), charset };
}
