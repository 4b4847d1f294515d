/** Plain text: the bytes of a text or page file as characters, and the headline that a text may begin with. */

const HEADLINE_MOST = 160;
const HEAD_BYTES = 4096;

/**
 * Decodes a file: by its byte order mark, as UTF-8 when it is, by the charset a page names, else as windows-1252.
 * Offsets of evidence count in what comes out of here.
 */
export function decodeBytes(bytes: Uint8Array, page: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const charset = (page ? namedCharset(bytes) : null) ?? 'windows-1252';
    return charset === 'windows-1252' ? decodeWestern(bytes) : new TextDecoder(charset).decode(bytes);
  }
}

// What windows-1252 has at 0x80 to 0x9f, in order. Node 20's own decoder reads these as control characters.
const WESTERN =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWestern(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  // Example: the byte 0x93 is an opening quotation mark.
  return text.replace(/[\u0080-\u009f]/g, (char) => WESTERN[char.charCodeAt(0) - 0x80] ?? char);
}

/** The charset of `<meta charset="iso-8859-1">` or `content="text/html; charset=iso-8859-1"`, if it is one. */
function namedCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const label = /charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(head)?.[1];
  if (label === undefined || /^utf-?8$/i.test(label)) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/**
 * The first line of a text when it stands alone as a headline does: short, without a full stop at its end, and
 * parted from the text below by an empty line or by being followed by a much longer one. Null when it does not.
 */
export function headlineOf(text: string): string | null {
  const lines = text.split(/\r?\n/, 12);
  const at = lines.findIndex((line) => line.trim() !== '');
  const first = lines[at]?.trim() ?? '';
  const next = lines[at + 1];
  if (next === undefined || first.length > HEADLINE_MOST || /[.,;:]["”’)]?$/.test(first)) return null;
  const below = lines.slice(at + 1).find((line) => line.trim() !== '');
  if (below === undefined) return null;
  return next.trim() === '' || next.length > HEADLINE_MOST ? first : null;
}
