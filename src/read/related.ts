/** Related-article lines: taken out of the body, where they interrupt the text, and kept beside it. */
import type { Article } from '../model/article.js';
import type { Block, Run } from './blocks.js';
import { linkDensity } from './body.js';
import { tidy } from './tree.js';
import { phraseAt, tokensOf, type ReadingWords, type Token } from './words.js';

export type RelatedLine = Article['related'][number];

export interface WithoutRelated {
  blocks: Block[];
  related: RelatedLine[];
}

/** Where a related line starts inside a text, and where the words after its announcement start. */
interface Announcement {
  start: number;
  rest: number;
}

/** A paragraph of more pieces is not searched for lines inside it. */
const MOST_RUNS = 300;
const LONGEST_SEARCHED = 5000;
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

/** The announcement of a related line at a token, if one stands there; a single word needs its colon. */
function announcementAt(
  text: string,
  tokens: readonly Token[],
  at: number,
  words: ReadingWords,
): Announcement | null {
  const length = phraseAt(words.boilerplate.related, tokens, at);
  const [first, last] = [tokens[at], tokens[at + length - 1]];
  if (length === 0 || first === undefined || last === undefined) return null;
  const { at: rest, colon } = afterColon(text, last.end);
  const alone = rest >= text.length;
  return colon || alone || length > 1 ? { start: first.start, rest } : null;
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

/** A related line in the middle of a paragraph: from its announcement to the end of its link. */
function cutInline(block: Block, words: ReadingWords): { block: Block; line: RelatedLine } | null {
  if (block.linked === 0 || block.runs.length > MOST_RUNS || block.text.length > LONGEST_SEARCHED)
    return null;
  const { text } = block;
  const tokens = tokensOf(text);
  for (let at = 1; at < tokens.length; at += 1) {
    const found = announcementAt(text, tokens, at, words);
    if (found === null || !/[:：–-]\s*$/.test(text.slice(0, found.rest))) continue;
    const links = placeRuns(block.runs).filter(({ run, end }) => run.href !== null && end > found.start);
    const [first] = links;
    if (first === undefined || first.start > found.rest + 2) continue;
    const end = endOfLink(links);
    const kept = tidy(`${text.slice(0, found.start)} ${text.slice(end)}`);
    const line = { text: tidy(text.slice(found.rest, end)), url: first.run.href };
    return { block: { ...block, text: kept, runs: [], linked: 0 }, line };
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
  let announced = false;
  const keepLine = (text: string, href: string | null): void => {
    if (text !== '') related.push({ text, url: absolute(href, base) });
  };
  for (const block of blocks) {
    const tokens = tokensOf(block.text.slice(0, 200));
    const line = announcementAt(block.text, tokens, 0, words);
    if (line !== null) {
      keepLine(tidy(block.text.slice(line.rest)), firstLink(block.runs));
      announced = line.rest >= block.text.length;
      continue;
    }
    if (announced && linkDensity(block) > 0.5) {
      keepLine(block.text, firstLink(block.runs));
      continue;
    }
    announced = false;
    if (block.text.length <= LONGEST_FURNITURE && phraseAt(words.boilerplate.furniture, tokens, 0) > 0)
      continue;
    let rest = block;
    for (let cut = cutInline(rest, words); cut !== null; cut = cutInline(rest, words)) {
      keepLine(cut.line.text, cut.line.url);
      rest = cut.block;
    }
    if (rest.text !== '') kept.push(rest);
  }
  return { blocks: kept, related };
}
