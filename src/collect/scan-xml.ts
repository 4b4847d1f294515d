/** Linear scan of XML that may be broken anywhere: blocks by name, and the values inside them. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const MOST_BLOCKS = 50_000;

/** Undoes CDATA and entities; what a document defines for itself stays as it is. Examples: `a&amp;b`, `<![CDATA[a&b]]>`. */
export function plain(value: string): string {
  const trimmed = value.trim();
  if (trimmed.startsWith('<![CDATA[')) {
    const end = trimmed.indexOf(']]>', 9);
    return trimmed.slice(9, end < 0 ? undefined : end).trim();
  }
  return trimmed.replace(/&(#?\w{1,8});/g, (all, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? all;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Text of the first element of that name; a prefix such as `news:` is part of the name. */
export function valueOf(block: string, name: string): string | null {
  const open = block.indexOf(`<${name}>`);
  if (open < 0) return null;
  const start = open + name.length + 2;
  const end = block.indexOf(`</${name}>`, start);
  return plain(block.slice(start, end < 0 ? undefined : end)) || null;
}

const endsName = (letter: string | undefined): boolean => letter === '>' || /\s/.test(letter ?? 'x');

/** Blocks between `<name ...>` and `</name>`; one that is never closed ends the scan. */
export function* blocks(xml: string, name: string): Generator<string> {
  let at = 0;
  for (let n = 0; n < MOST_BLOCKS; n += 1) {
    const open = xml.indexOf(`<${name}`, at);
    if (open < 0) return;
    at = open + name.length + 1;
    if (!endsName(xml[at])) continue;
    const close = xml.indexOf(`</${name}>`, at);
    if (close < 0) return;
    yield xml.slice(at, close);
    at = close;
  }
}

/** Blocks that begin with `<name ...>` and go up to the next of them, however they are closed. */
export function* looseBlocks(xml: string, name: string): Generator<string> {
  let start = -1;
  let at = 0;
  for (let n = 0; n < MOST_BLOCKS; n += 1) {
    const open = xml.indexOf(`<${name}`, at);
    if (open < 0) break;
    at = open + name.length + 1;
    if (!endsName(xml[at])) continue;
    if (start >= 0) yield xml.slice(start, open);
    start = at;
  }
  if (start >= 0) yield xml.slice(start);
}
