/** Tags as bytes: where one ends, and what it means to the text around it; nothing is copied or parsed. */

export const INLINE = 0;
export const BREAK = 1;
export const META = 2;
export const SCRIPT = 3;
export const STYLE = 4;

export interface Tag {
  kind: number;
  /** Where it begins, and where what follows it begins. */
  start: number;
  end: number;
}

/** Elements that end a line of text; all others may stand inside of a word. */
const BREAKS =
  'address article aside blockquote body button caption center dd div dl dt fieldset figcaption figure footer form h1 h2 ' +
  'h3 h4 h5 h6 head header hr html label legend li link main nav ol optgroup option p pre section select summary table ' +
  'tbody td tfoot th thead title tr ul';

const MOST_NAME = 10;
/** Kinds by a number made of the name, so that no text has to be made of it. */
const KINDS = new Uint8Array(1 << 16);
const mix = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) & 0xffff;

function numberOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i += 1) hash = mix(hash, name.charCodeAt(i));
  return hash;
}

for (const name of BREAKS.split(' ')) KINDS[numberOf(name)] = BREAK;
KINDS[numberOf('meta')] = META;
KINDS[numberOf('script')] = SCRIPT;
KINDS[numberOf('style')] = STYLE;

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const COMMENT_END = Buffer.from('-->');

const isNameByte = (byte: number): boolean => (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57);

// One is enough, since each is done with before the next is read.
const tag: Tag = { kind: INLINE, start: 0, end: 0 };

/** Reads the tag that begins at `start`; a sign that begins none is passed over alone. */
export function readTag(page: Buffer, start: number): Tag {
  tag.start = start;
  tag.kind = INLINE;
  let at = start + 1;
  const first = page[at] ?? 0;
  if (first === BANG || first === QUESTION) {
    tag.end = endOfComment(page, start);
    return tag;
  }
  const closing = first === SLASH;
  if (closing) at += 1;
  const nameFrom = at;
  let hash = 0;
  let byte = (page[at] ?? 0) | 32;
  while (at - nameFrom <= MOST_NAME && isNameByte(byte)) {
    hash = mix(hash, byte);
    at += 1;
    byte = (page[at] ?? 0) | 32;
  }
  if (at === nameFrom) {
    tag.end = start + 1;
    return tag;
  }
  tag.kind = at - nameFrom > MOST_NAME ? INLINE : (KINDS[hash] ?? INLINE);
  if (closing && tag.kind > BREAK) tag.kind = BREAK;
  const end = page.indexOf(GREATER, at);
  tag.end = end < 0 ? page.length : end + 1;
  return tag;
}

/** Comments are no text; one that never ends goes on to the end of the page. */
function endOfComment(page: Buffer, start: number): number {
  if (page[start + 2] === 45 && page[start + 3] === 45) {
    const end = page.indexOf(COMMENT_END, start + 2);
    return end < 0 ? page.length : end + 3;
  }
  const end = page.indexOf(GREATER, start);
  return end < 0 ? page.length : end + 1;
}

/** Where the end tag of a script or style begins; the end of the page when it has none. */
export function endOfRawText(page: Buffer, { kind, end }: Tag): number {
  const name = kind === SCRIPT ? 'script' : 'style';
  // One byte is looked for many times as fast as two.
  for (let at = page.indexOf(LESS, end); at >= 0; at = page.indexOf(LESS, at + 1)) {
    if (page[at + 1] !== SLASH) continue;
    let i = 0;
    while (i < name.length && ((page[at + 2 + i] ?? 0) | 32) === name.charCodeAt(i)) i += 1;
    if (i === name.length) return at;
  }
  return page.length;
}

/** Scripts that hold data about the article, which may hold its text: `application/ld+json`. */
export const isData = (page: Buffer, { start, end }: Tag): boolean =>
  page.toString('latin1', start, Math.min(end, start + 500)).includes('json');

// Example: `property="og:title"`
const TITLE = /title|headline/i;
/** Meta elements that may hold the headline. */
export const isTitle = (page: Buffer, { start, end }: Tag): boolean =>
  TITLE.test(page.toString('latin1', start, Math.min(end, start + 2000)));
