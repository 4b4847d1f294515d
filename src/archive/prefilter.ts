/** Prefilter: tells of the bytes of a page, before anything is decoded or parsed, whether its article may matter. */
import { buildAutomaton, ROW_BITS, signOf, SIGNS, type Automaton } from './automaton.js';
import { endOfEntity, letterOf, standsAt } from './letters.js';
import { gather, openNearness, type Watch } from './nearness.js';
import type { Phrasing } from './needles.js';
import { BREAK, endOfRawText, INLINE, isData, isTitle, META, readTag, SCRIPT, type Tag } from './tags.js';

/** What stands between letters and digits, by the byte that begins it. */
const OTHER = SIGNS;
const ENTITY = SIGNS + 1;
const QUOTE = SIGNS + 2;
const ESCAPE = SIGNS + 3;
const TAG = SIGNS + 4;

const KIND = new Uint8Array(256).fill(OTHER);
for (let byte = 0; byte < 128; byte += 1) if (signOf(byte) >= 0) KIND[byte] = signOf(byte);
KIND[60] = TAG;
KIND[38] = ENTITY;
/** Inside of JSON, escapes and the ends of texts are told apart, too, and nothing is a tag. */
const JSON_KIND = KIND.slice();
JSON_KIND[92] = ESCAPE;
JSON_KIND[34] = QUOTE;

/** A line of text with fewer letters is the entry of a menu, and no sentence. */
const SHORTEST_LINE = 20;
/** Whether the page that the bytes hold may be kept; what is unclear may be. */
export type Prefilter = (page: Buffer) => boolean;

/** A page with a little of everything. */
const SAMPLE = Buffer.from(
  '<!doctype html><html><head><title>a b</title><style>a{}</style><meta name="title" content="a &amp; b"><script>1</script>' +
    '<script type="application/ld+json">{"a":"b \\u0061 &eacute; 1"}</script></head><body><!-- a --><p>a <b>b</b>&shy;c &#101; & 1</p></body>',
);
const ROUNDS = 3;

/** Makes the prefilter of some phrasings; it serves one page after the other. */
export function createPrefilter(phrasings: readonly Phrasing[]): Prefilter {
  // Words that only count beside others are so common that they are looked at closely only where those others stand.
  const watches = gather(phrasings);
  const automaton = buildAutomaton(watches.map(({ needle }) => needle.letters));
  const parts = { phrasings, watches, automaton };
  const quick = createScan(parts, false);
  const thorough = createScan(parts, true);
  // All that a page may hold is met at once, or else each first meeting would throw away the compiled program.
  for (let round = 0; round < ROUNDS; round += 1) for (const scan of [quick, thorough]) scan(SAMPLE);
  return (page) => isWide(page) || (quick(page) && thorough(page));
}

interface ScanParts {
  phrasings: readonly Phrasing[];
  watches: readonly Watch[];
  automaton: Automaton;
}

function createScan({ phrasings, watches, automaton }: ScanParts, closely: boolean): Prefilter {
  const { next, firstFinal, found } = automaton;
  const nearness = openNearness(phrasings, watches);
  let page: Buffer = Buffer.alloc(0);
  // Where the scan stands; the loops keep them in variables of their own.
  let state = 0;
  let fed = 0;
  let lineFrom = 0;
  let hit = false;

  /** Looks closer at the needles that end where the scan stands. */
  const check = (last: number, inJson: boolean): void => {
    for (const number of found[state - firstFinal] ?? []) {
      const watch = watches[number];
      if (watch === undefined) continue;
      const sure = closely || watch.alone || watch.leads.length > 0;
      if (sure && !standsAt(page, last, watch.needle, inJson)) continue;
      if (watch.alone || nearness.meet(number, fed)) hit = true;
    }
  };

  /** The line ends: what was met in it counts when it is long enough for a sentence. */
  const endLine = (): boolean => {
    const counts = hit && fed - lineFrom >= SHORTEST_LINE;
    hit = false;
    lineFrom = fed;
    return counts;
  };

  /** Reads an entity that may stand for a letter; says where its last byte is. */
  const readEntity = (at: number, to: number): number => {
    const end = endOfEntity(page, at, to);
    const letter = end < 0 ? -1 : letterOf(page, at, end);
    if (letter >= 0) {
      state = next[(state << ROW_BITS) | letter] ?? 0;
      fed += 1;
      if (state >= firstFinal) check(end, false);
    }
    return end < 0 ? at : end;
  };

  /** Reads the texts of JSON, or the attributes of a tag, each as a line; true when one of them counts. */
  const readJson = (from: number, to: number): boolean => {
    for (let at = from; at < to; at += 1) {
      const kind = JSON_KIND[page[at] ?? 0] ?? OTHER;
      if (kind < OTHER) {
        state = next[(state << ROW_BITS) | kind] ?? 0;
        fed += 1;
        if (state >= firstFinal) check(at, true);
      } else if (kind === ESCAPE) at += page[at + 1] === 117 ? 5 : 1;
      else if (kind === ENTITY) at = readEntity(at, to);
      else if (kind === QUOTE && endLine()) return true;
    }
    return endLine();
  };

  /** Reads an element whose content is no line of text; says where to go on, or -1 when something in it counts. */
  const readElement = (tag: Tag): number => {
    if (endLine()) return -1;
    if (tag.kind === META) return isTitle(page, tag) && readJson(tag.start, tag.end) ? -1 : tag.end;
    const stop = endOfRawText(page, tag);
    return tag.kind === SCRIPT && isData(page, tag) && readJson(tag.end, stop) ? -1 : stop;
  };

  const scan = (): boolean => {
    const bytes = page;
    const length = bytes.length;
    let now = 0;
    let letters = 0;
    for (let at = 0; at < length;) {
      const kind = KIND[bytes[at] ?? 0] ?? OTHER;
      if (kind < OTHER) {
        now = next[(now << ROW_BITS) | kind] ?? 0;
        letters += 1;
        if (now >= firstFinal) {
          state = now;
          fed = letters;
          check(at, false);
        }
        at += 1;
      } else if (kind === OTHER) at += 1;
      else if (kind === TAG) {
        const tag = readTag(bytes, at);
        at = tag.end;
        if (tag.kind === INLINE) continue;
        fed = letters;
        if (tag.kind === BREAK) {
          if (endLine()) return true;
          continue;
        }
        state = now;
        at = readElement(tag);
        if (at < 0) return true;
        now = state;
        letters = fed;
      } else {
        state = now;
        fed = letters;
        at = readEntity(at, length) + 1;
        now = state;
        letters = fed;
      }
    }
    fed = letters;
    return endLine();
  };

  return (bytes) => {
    page = bytes;
    state = 0;
    fed = 0;
    lineFrom = 0;
    hit = false;
    nearness.forget();
    return scan();
  };
}

/** Pages in UTF-16 have a zero in every other byte of what is ASCII; they are rare, and always read. */
const isWide = (page: Buffer): boolean =>
  page[0] === 0 ||
  page[1] === 0 ||
  (page[0] === 0xff && page[1] === 0xfe) ||
  (page[0] === 0xfe && page[1] === 0xff);
