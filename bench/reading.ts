/** Reading: how well the generic reader finds the text of real pages (F1 over 4-token shingles). */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { readingWords, readPage } from '../src/read/read.js';

/** Where the pages lie, as seen from a checkout; they belong to their publishers and are no part of it. */
export const PAGES = join(process.cwd(), '..', 'shared', 'bench', 'article-extraction');

export interface ReadingScore {
  pages: number;
  precision: number;
  recall: number;
  f1: number;
  /** Share of pages whose tokens agree exactly. */
  accuracy: number;
}

/** A page as it came, with the text that people say it has. */
export interface PageWithTruth {
  id: string;
  html: Buffer;
  url: string;
  truth: string;
}

/** Example: `Wali-kota_1` is two tokens. */
const TOKEN = /[\p{L}\p{N}\p{M}_]+/gu;

/** A text as the multiset of its 4-token shingles; a shorter text is one shingle. */
export function shinglesOf(text: string): Map<string, number> {
  const tokens = text.match(TOKEN) ?? [];
  const counts = new Map<string, number>();
  const last = Math.max(tokens.length - 4, tokens.length > 0 ? 0 : -1);
  for (let i = 0; i <= last; i += 1) {
    const key = tokens.slice(i, i + 4).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Precision and recall of one text against the true one; null where there is nothing to divide by. */
export function compareTexts(
  found: string,
  truth: string,
): { precision: number | null; recall: number | null } {
  const [a, b] = [shinglesOf(found), shinglesOf(truth)];
  let common = 0;
  for (const [key, count] of a) common += Math.min(count, b.get(key) ?? 0);
  const sum = (counts: Map<string, number>): number =>
    [...counts.values()].reduce((all, one) => all + one, 0);
  const [inFound, inTruth] = [sum(a), sum(b)];
  return {
    precision: inFound === 0 ? null : common / inFound,
    recall: inTruth === 0 ? null : common / inTruth,
  };
}

const mean = (values: readonly (number | null)[]): number => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
};

const sameTokens = (a: string, b: string): boolean =>
  (a.match(TOKEN) ?? []).join(' ') === (b.match(TOKEN) ?? []).join(' ');

/** Pages of a folder in the form of the benchmark; null where it is absent. */
export function loadPages(folder: string = PAGES): PageWithTruth[] | null {
  if (!existsSync(join(folder, 'ground-truth.json'))) return null;
  const truths = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { articleBody: string; url: string }
  >;
  return Object.entries(truths).map(([id, { articleBody, url }]) => ({
    id,
    html: gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))),
    url,
    truth: articleBody,
  }));
}

/** Scores texts that were read from pages. */
export function scoreTexts(
  pages: readonly PageWithTruth[],
  texts: readonly string[],
  each: (url: string, precision: number | null, recall: number | null) => void = () => {},
): ReadingScore {
  const scores = pages.map((page, i) => {
    const score = compareTexts(texts[i] ?? '', page.truth);
    each(page.url, score.precision, score.recall);
    return score;
  });
  const precision = mean(scores.map((score) => score.precision));
  const recall = mean(scores.map((score) => score.recall));
  const exact = pages.filter((page, i) => sameTokens(texts[i] ?? '', page.truth)).length;
  return {
    pages: pages.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    accuracy: exact / pages.length,
  };
}

/** The half of the pages, by a hash of the id, that reading was mended on, or the one that nobody looked at. */
export function halfOf(page: PageWithTruth): 'seen' | 'unseen' {
  return (createHash('sha256').update(page.id).digest()[0] ?? 0) % 2 === 0 ? 'seen' : 'unseen';
}

/** Reads pages with the generic reader, which knows nothing of their outlets. */
export async function genericReader(): Promise<(page: PageWithTruth) => string> {
  const words = readingWords(await loadDictionary());
  return ({ html, url }) => readPage({ html, url, outlet: null, layouts: [], words }).value.text;
}

/** Prints the scores; a folder given as argument takes the place of the usual one, `--pages` names scores of pages of the half that may be looked at. */
async function main(args: readonly string[]): Promise<void> {
  const show = args.includes('--pages');
  const folder = args.find((arg) => !arg.startsWith('--')) ?? PAGES;
  const pages = loadPages(folder);
  if (pages === null) {
    console.error(`reading: no pages at ${folder}; skipped`);
    return;
  }
  const read = await genericReader();
  const figure = (value: number | null): string => value?.toFixed(2) ?? '-';
  for (const half of ['seen', 'unseen'] as const) {
    const some = pages.filter((page) => halfOf(page) === half);
    const score = scoreTexts(some, some.map(read), (url, precision, recall) => {
      if (show && half === 'seen') console.log(figure(precision), figure(recall), url);
    });
    console.log(half, JSON.stringify(score));
  }
  console.log('all', JSON.stringify(scoreTexts(pages, pages.map(read))));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
