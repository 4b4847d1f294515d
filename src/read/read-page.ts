/** One page to an article: asks each part of reading for its piece and puts the article together. */
import type { Article } from '../model/article.js';
import type { Outlet } from '../model/outlet.js';
import type { Doubt, Doubtful } from '../model/why.js';
import { readBlocks, type Block } from './blocks.js';
import { blocksInside, findHolder, isProse } from './body.js';
import { chooseText } from './choose.js';
import { articleId, atHome, chooseCanonical } from './canonical.js';
import { afterLead, chooseByline, chooseOrigin } from './credits.js';
import { offsetOf, readVisibleDate } from './dates.js';
import { chooseHeadline, headlineAbove, type Headline } from './headline.js';
import { matchLayout, type LayoutMatch } from './layout.js';
import { readJsonLd, readMeta, readMetaFacts, readTags, type PageFacts } from './meta.js';
import { listParts } from './parts.js';
import { choosePublished } from './published.js';
import { takeRelated } from './related.js';
import { withoutTeasers } from './teasers.js';
import { sumBlocks, type SumOf } from './sums.js';
import { scanPage } from './scan.js';
import type { Element, Tree } from './tree.js';
import { isContinued, openingMarks, relatedNames, type ReadingWords } from './words.js';

/** What a feed said of the article, as printed. */
export interface FeedHint {
  title?: string | null;
  published?: string | null;
  byline?: string | null;
  section?: string | null;
}

export interface PageInput {
  /** The page, as text or as UTF-8 bytes. */
  html: string | Uint8Array;
  /** Address that answered; null for a page without one. */
  url: string | null;
  /** Outlet id or name, as it comes back. */
  outlet: string | null;
  /** Front page of the outlet, to which its twins for telephones are folded. */
  home?: string | null;
  layouts: Outlet['layouts'];
  words: ReadingWords;
  /** Zone of the outlet's clock, for times that name none; Jakarta's when absent. */
  zone?: Outlet['zone'];
  /** Names of the site, which titles end with and which are no bylines. */
  siteNames?: readonly string[];
  feedHint?: FeedHint | null;
  /** True when the further pages that it names are read, too. */
  isJoined?: boolean;
  /** Id of the page, which the article keeps. */
  page?: string | null;
}

const SHORTEST_BODY = 200;
const TAIL_LINES = 6;
/** A line behind the text that is all link is the headline of another article, and no credit. */
const HEADLINE_LINKS = 0.9;
/** Letters that a printed headline may have more than the page. */
const MOST_BLANKS = 9;

/** The text of an article with where it stood. */
interface Body {
  paragraphs: string[];
  related: Article['related'];
  /** Short lines before and after the text. */
  head: string[];
  tail: string[];
  titleAt: number;
  bodyAt: number;
}

/** Blocks that may belong to the body: those of the layout, or those that the generic reader finds. */
function candidates(
  blocks: readonly Block[],
  layout: LayoutMatch | null,
  holder: Element | null,
  headline: Element | null,
  sumOf: SumOf,
): Block[] {
  if (layout !== null) return layout.blocksOf(blocks);
  return holder === null ? [...blocks] : blocksInside(blocks, holder, headline, sumOf);
}

/** Letters of a line that says when an article appeared and who wrote it; and how it does not end. */
const LONGEST_LABEL = 100;
const ENDS_SENTENCE = /[.!?…]["”’')\]]{0,2}$/;

function isLabel(text: string, words: ReadingWords): boolean {
  if (text.length > LONGEST_LABEL || ENDS_SENTENCE.test(text)) return false;
  return readVisibleDate(text, words, offsetOf(undefined)) !== null || afterLead(text, words) !== null;
}

function readBody(
  tree: Tree,
  input: PageInput,
  blocks: readonly Block[],
  layout: LayoutMatch | null,
  title: string,
  headline: Element | null,
): Body {
  const sumOf = sumBlocks(tree, blocks, isProse);
  const bare = layout === null ? withoutTeasers(blocks, sumOf) : blocks;
  const holder = layout === null ? findHolder(bare, headline, sumOf) : null;
  const inside = candidates(bare, layout, holder, headline, sumOf).filter(
    (block) => block.name !== 'h1' && (block.size > title.length * 3 + 99 || block.text !== title),
  );
  const { blocks: clean, related } = takeRelated(inside, input.words, input.url);
  const chosen = chooseText(tree, clean, holder, sumOf, (text) => isLabel(text, input.words));
  const [first, last] = [chosen[0]?.from, chosen.at(-1)?.from];
  const bodyAt = blocks.findIndex(({ from }) => from === first);
  const lastAt = blocks.findLastIndex(({ from }) => from === last);
  const titleAt = blocks.findIndex(
    (block) => block.size + MOST_BLANKS >= title.length && block.printed === title,
  );
  const linesOf = (from: number, to: number, links = Infinity): string[] =>
    blocks
      .slice(Math.max(0, from), to)
      .filter((block) => block.linkedSize <= block.size * links)
      .map((block) => block.printed);
  return {
    paragraphs: chosen.map((block) => block.text),
    related,
    head: linesOf(Math.min(titleAt < 0 ? bodyAt : titleAt, bodyAt) - 2, bodyAt),
    tail: lastAt < 0 ? [] : linesOf(lastAt + 1, lastAt + 1 + TAIL_LINES, HEADLINE_LINKS),
    titleAt,
    bodyAt,
  };
}

interface Reading {
  blocks: readonly Block[];
  body: Body;
}

/** Reads the text under a headline. */
function readUnder(
  tree: Tree,
  input: PageInput,
  layout: LayoutMatch | null,
  headline: Headline,
): Reading & { headline: Headline } {
  const names = { isNoise: relatedNames(input.words), known: input.words.labels };
  const blocks = readBlocks(tree, names, headline.element);
  const title = layout?.title ?? headline.text;
  return { headline, blocks, body: readBody(tree, input, blocks, layout, title, headline.element) };
}

function findAbove(
  tree: Tree,
  { headline, blocks, body }: Reading & { headline: Headline },
): Headline | null {
  const first = blocks[body.bodyAt];
  return first === undefined ? null : headlineAbove(tree, headline, first.from, body.paragraphs.join('\n'));
}

/** Letters of a text that is hardly one, and of one that surely is; and how many times more a second look must find. */
const HARDLY_A_TEXT = 140;
const SURELY_A_TEXT = 400;
const MUCH_MORE = 4;

const lettersOf = ({ body }: Reading): number =>
  body.paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);

/** Where hardly a text was found, everything is read, whatever it is named and though it be hidden until scripts run. */
function lookAgain(input: PageInput, first: Reading, layout: LayoutMatch | null, title: string): Reading {
  const letters = lettersOf(first);
  if (layout !== null || letters >= HARDLY_A_TEXT) return first;
  const tree = scanPage(input.html, true);
  const blocks = readBlocks(tree, null, null);
  const second = { blocks, body: readBody(tree, input, blocks, null, title, null) };
  return lettersOf(second) >= Math.max(SURELY_A_TEXT, letters * MUCH_MORE) ? second : first;
}

/** Text of a JSON-LD body, which may itself hold markup. */
function plainParagraphs(body: string): string[] {
  return readBlocks(scanPage(body.replace(/\r?\n/g, '<br>')), null, null).map((block) => block.text);
}

/** The page's own text, unless what it says for machines is much longer. */
function chooseParagraphs(own: readonly string[], facts: PageFacts | null): readonly string[] {
  const said = facts?.body ?? '';
  const length = own.reduce((sum, paragraph) => sum + paragraph.length, 0);
  if (said.length < SHORTEST_BODY || length > said.length / 2) return own;
  return plainParagraphs(said);
}

/** What a beginning that was cut off for a list ends with. Examples: `kata camat [...]`, `kata camat […]`. */
const CUT_OFF = /\[(\.\.\.|…)\]$/;

function isPartial(tree: Tree, input: PageInput, body: Body, facts: readonly (PageFacts | null)[]): boolean {
  if (tree.cut || facts.some((one) => one?.free === false)) return true;
  if (input.isJoined === true) return false;
  const { whole, further } = listParts(tree, input.url);
  if (whole !== null || further.length > 0) return true;
  const last = body.paragraphs.at(-1) ?? '';
  return (
    CUT_OFF.test(last) ||
    [last, ...body.tail].some((line) =>
      openingMarks(line.slice(0, 200), input.words).some((mark) => isContinued(mark) && mark.opens),
    )
  );
}

const cutDoubt = (cut: boolean): Doubt[] =>
  cut
    ? [{ code: 'nested_too_deep', message: 'the page nests too deeply; its end was left out', span: null }]
    : [];

/**
 * Reads a page into an article. Never throws, whatever the HTML; what is unsure stands in the doubts.
 * @returns the article, with `text` as paragraphs parted by line breaks
 */
export function readPage(input: PageInput): Doubtful<Article> {
  const tree = scanPage(input.html);
  const jsonLd = readJsonLd(tree);
  const elements = readMeta(tree);
  const meta = readMetaFacts(tree, elements);
  const zone = offsetOf(input.zone);
  const siteName = elements.first.get('og:site_name') ?? '';
  const siteNames = [siteName, ...(input.siteNames ?? [])].filter((name) => name !== '');
  const { layout, doubts } = matchLayout(tree, input.layouts);
  const said = [jsonLd?.headline ?? null, meta.headline, input.feedHint?.title ?? null];
  const first = readUnder(tree, input, layout, chooseHeadline(tree, said, siteNames));
  const above = first.headline.isGuess === true ? findAbove(tree, first) : null;
  const under = above === null ? first : readUnder(tree, input, layout, above);
  const title = layout?.title ?? under.headline.text;
  const { blocks, body } = lookAgain(input, under, layout, title);
  const paragraphs = chooseParagraphs(body.paragraphs, jsonLd);
  const text = paragraphs.join('\n');
  const canonical = chooseCanonical(input.url, [meta.url, jsonLd?.url ?? null]);
  const url = canonical.url === null ? null : atHome(canonical.url, input.home ?? null);
  const dates = choosePublished(
    {
      jsonLd: jsonLd?.published ?? null,
      meta: meta.published,
      jsonLdModified: jsonLd?.modified ?? null,
      metaModified: meta.modified,
      layout: layout?.published ?? null,
      blocks,
      titleAt: body.titleAt,
      bodyAt: body.bodyAt,
      opening: paragraphs[0] ?? '',
      feed: input.feedHint?.published ?? null,
    },
    input.words,
    zone,
  );
  const section = jsonLd?.section ?? meta.section ?? input.feedHint?.section ?? null;
  const tags = readTags(tree, [meta, jsonLd]);
  const byline =
    chooseByline(
      tree,
      {
        layout: layout?.byline ?? null,
        authors: jsonLd?.authors.length ? jsonLd.authors : meta.authors,
        lines: [...body.head, ...body.tail].filter((line) => line !== title),
        siteNames,
      },
      input.words,
    ) ??
    input.feedHint?.byline ??
    null;
  const origin = chooseOrigin(
    { title, byline, section, tags, paragraphs, tail: body.tail, elsewhere: canonical.elsewhere },
    input.words,
  );
  return {
    value: {
      id: articleId(url, title, text),
      url,
      outlet: input.outlet,
      title,
      text,
      published: dates.published,
      modified: dates.modified,
      byline,
      origin,
      section,
      tags,
      language: meta.language ?? jsonLd?.language ?? null,
      related: body.related,
      partial: isPartial(tree, input, body, [jsonLd, meta]),
      page: input.page ?? null,
    },
    doubts: [...doubts, ...dates.doubts, ...cutDoubt(tree.cut), ...emptyDoubt(text)],
  };
}

const emptyDoubt = (text: string): Doubt[] =>
  text === ''
    ? [{ code: 'no_text', message: 'no text of an article was found on the page', span: null }]
    : [];
