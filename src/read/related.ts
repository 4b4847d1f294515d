/** Related-article lines: taken out of the body, where they interrupt the text, and kept beside it. */
import type { Article } from '../model/article.js';
import type { Block, Run } from './blocks.js';
import { linkDensity } from './body.js';
import { tidy } from './tree.js';
import {
  isRelatedHeading,
  isRelatedLine,
  marksIn,
  openingMarks,
  type Mark,
  type ReadingWords,
} from './words.js';

export type RelatedLine = Article['related'][number];

export interface WithoutRelated {
  blocks: Block[];
  related: RelatedLine[];
}

/** Where a related line starts inside a text, and where the words after its announcement start. */
interface Announcement {
  start: number;
  rest: number;
  /** True at the beginning of the text. */
  opens: boolean;
}

/** A paragraph of more pieces is not searched for lines inside it. */
const MOST_RUNS = 300;
const LONGEST_SEARCHED = 5000;
/** Of longer lines only so much is looked at, for an announcement at their beginning. */
const LONGEST_OPENING = 60;
/** A furniture line is at most this long; longer ones that start alike are text. */
const LONGEST_FURNITURE = 160;

/** Index after blanks and one colon or dash; `colon` tells whether there was one. */
function afterColon(text: string, from: number): { at: number; colon: boolean } {
  let at = from;
  while (text[at] === ' ') at += 1;
  const colon = text[at] === ':' || text[at] === '：';
  if (colon || text[at] === '-' || text[at] === '–') at += 1;
  while (text[at] === ' ') at += 1;
  return { at, colon };
}

/** Marks count when they are longer than a word, are followed by a colon, or stand alone. */
function counts(mark: Mark, text: string): boolean {
  return mark.words > 1 || mark.closes || afterColon(text, mark.end).colon;
}

/** Announcements of related lines in a text; those in its middle need their colon. */
function announcementsIn(text: string, marks: readonly Mark[]): Announcement[] {
  return marks
    .filter((mark) => isRelatedLine(mark) && counts(mark, text))
    .map((mark) => ({ start: mark.start, rest: afterColon(text, mark.end).at, opens: mark.opens }))
    .filter(
      ({ opens, rest, start }) => opens || (rest > start && /[:：–-] ?$/.test(text.slice(rest - 2, rest))),
    );
}

/** True for a line that its boilerplate mark says is no text: it opens the line, or is all of it. */
function isFurniture(text: string, marks: readonly Mark[]): boolean {
  if (text.length > LONGEST_FURNITURE) return false;
  return marks.some((mark) => {
    const { scope, position } = mark.concept.props;
    if (scope === undefined || isRelatedLine(mark)) return false;
    return scope === 'rest' || position === 'whole'
      ? mark.opens && mark.closes
      : mark.opens && counts(mark, text);
  });
}

const firstLink = (runs: readonly Run[]): string | null =>
  runs.find((run) => run.href !== null && run.href !== '' && tidy(run.text) !== '')?.href ?? null;

const absolute = (href: string | null, base: string | null): string | null => {
  if (href === null) return null;
  if (URL.canParse(href, base ?? undefined)) return new URL(href, base ?? undefined).href;
  return href;
};

/** Runs with their places in the tidied text of the block. */
function placeRuns(runs: readonly Run[]): { run: Run; start: number; end: number }[] {
  let text = '';
  return runs.map((run) => {
    const start = tidy(text).length;
    text += run.text;
    return { run, start, end: tidy(text).length };
  });
}

/** Examples: `Baca juga: ` before a link, and a link that begins with `Baca juga: Harga`. */
const ANNOUNCES = /[:：–-]\s*$/;
const ANNOUNCED = /^[^:：–-]{3,60}[:：–-]/;

/** True when something may announce a link: a colon or dash before it or near its beginning. */
const announcesLink = (runs: readonly Run[]): boolean =>
  runs.some(
    (run, i) =>
      run.href !== null && (ANNOUNCED.test(run.text) || ANNOUNCES.test(runs[i - 1]?.text.slice(-9) ?? '')),
  );

/** A related line in the middle of a paragraph: from its announcement to the end of its link. */
function cutInline(block: Block, words: ReadingWords): { block: Block; line: RelatedLine } | null {
  const { text } = block;
  if (block.linked === 0 || block.to - block.from > MOST_RUNS || text.length > LONGEST_SEARCHED) return null;
  if (!announcesLink(block.runs())) return null;
  const announcements = announcementsIn(text, marksIn(text, words));
  if (announcements.length === 0) return null;
  const links = placeRuns(block.runs()).filter(({ run }) => run.href !== null);
  for (const { start, rest } of announcements) {
    const after = links.filter((link) => link.end > start);
    const [first] = after;
    if (first === undefined || first.start > rest + 2) continue;
    const end = endOfLink(after);
    const kept = tidy(`${text.slice(0, start)} ${text.slice(end)}`);
    const line = { text: tidy(text.slice(rest, end)), url: first.run.href };
    return { block: block.with({ text: kept, linked: 0 }), line };
  }
  return null;
}

/** The end of the first link, though it may be cut in several runs. */
function endOfLink(links: readonly { run: Run; start: number; end: number }[]): number {
  let end = links[0]?.end ?? 0;
  for (const { run, start, end: next } of links)
    if (run.href === links[0]?.run.href && start <= end + 1) end = next;
  return end;
}

/** Takes related lines and furniture out of the blocks of a body. */
export function takeRelated(
  blocks: readonly Block[],
  words: ReadingWords,
  base: string | null,
): WithoutRelated {
  const kept: Block[] = [];
  const related: RelatedLine[] = [];
  // Links right after a heading: of a related line they are kept, of a block of other articles they are dropped.
  let following: 'kept' | 'dropped' | null = null;
  const keepLine = (text: string, href: string | null): void => {
    if (text !== '') related.push({ text, url: absolute(href, base) });
  };
  for (const block of blocks) {
    const { printed } = block;
    const isLong = printed.length > LONGEST_FURNITURE;
    const marks = openingMarks(isLong ? printed.slice(0, LONGEST_OPENING) : printed, words);
    const line = announcementsIn(printed, marks).find(({ opens }) => opens);
    if (line !== undefined) {
      keepLine(tidy(printed.slice(line.rest)), firstLink(block.runs()));
      following = line.rest >= printed.length ? 'kept' : null;
      continue;
    }
    if (following !== null && linkDensity(block) > 0.5) {
      if (following === 'kept') keepLine(printed, firstLink(block.runs()));
      continue;
    }
    following = marks.some((mark) => isRelatedHeading(mark) && mark.opens && mark.closes) ? 'dropped' : null;
    if (isFurniture(block.text, marks)) continue;
    const cut = cutInline(block, words);
    if (cut !== null) keepLine(cut.line.text, cut.line.url);
    const rest = cut?.block ?? block;
    if (rest.text !== '') kept.push(rest);
  }
  return { blocks: kept, related };
}
