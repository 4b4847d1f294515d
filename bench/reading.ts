/** Reading: how well the generic reader finds the text of real pages (F1 over 4-token shingles), and how fast. */
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
  pagesPerSecond: number;
}

interface PageWithTruth {
  html: string;
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

function loadPages(folder: string): PageWithTruth[] {
  const truths = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { articleBody: string; url: string }
  >;
  return Object.entries(truths).map(([id, { articleBody, url }]) => ({
    html: gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))).toString('utf8'),
    url,
    truth: articleBody,
  }));
}

/** Scores the generic reader on the pages of a folder; null where the folder is absent. */
export async function scoreReading(
  folder: string = PAGES,
  each: (url: string, precision: number | null, recall: number | null) => void = () => {},
): Promise<ReadingScore | null> {
  if (!existsSync(join(folder, 'ground-truth.json'))) return null;
  const pages = loadPages(folder);
  const words = readingWords(await loadDictionary());
  const start = performance.now();
  const texts = pages.map(
    ({ html, url }) => readPage({ html, url, outlet: null, layouts: [], words }).value.text,
  );
  const seconds = (performance.now() - start) / 1000;
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
    pagesPerSecond: pages.length / seconds,
  };
}

/** Prints the score; a folder given as argument takes the place of the usual one, `--pages` names each page's score. */
async function main(args: readonly string[]): Promise<void> {
  const show = args.includes('--pages');
  const folder = args.find((arg) => !arg.startsWith('--'));
  const figure = (value: number | null): string => value?.toFixed(2) ?? '-';
  const score = await scoreReading(folder ?? PAGES, (url, precision, recall) => {
    if (show) console.log(figure(precision), figure(recall), url);
  });
  if (score === null) console.error(`reading: no pages at ${folder ?? PAGES}; skipped`);
  else console.log(JSON.stringify(score));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
