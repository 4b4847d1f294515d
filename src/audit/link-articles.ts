/** Whole invented articles, each with the happening it tells of, as extraction reads and linking joins them -> how well. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ArticleToExtract, Extractor } from '../extract/extract.js';
import { linkReports, signBody, writeSign, type LinkInput } from '../link/link.js';
import type { LinkingRules } from '../model/linking-rules.js';

const Told = z.strictObject({ outlet: z.string(), at: z.string(), title: z.string(), text: z.string() });
const File = z.record(z.string(), z.array(Told).min(1));

/** One article, and the happening that it tells of. */
export interface LinkArticle {
  happening: string;
  article: ArticleToExtract & { id: string; outlet: string };
}

/** Reads the files of a folder whose names begin so; the nth article of a happening is called happening/n. */
export function readLinkArticles(folder: string, begin = ''): LinkArticle[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name.startsWith(begin));
  return files.toSorted().flatMap((name) => {
    const read = File.parse(parse(readFileSync(join(folder, name), 'utf8'), { schema: 'failsafe' }));
    return Object.entries(read).flatMap(([happening, told]) =>
      told.map(({ at, ...article }, nth) => ({
        happening,
        article: { ...article, id: `${happening}/${nth}`, url: null, published: at },
      })),
    );
  });
}

export interface ArticleLinks {
  articles: number;
  happenings: number;
  /** Articles of which extraction made no report: nothing can join them. */
  silent: string[];
  /** Share of pairs of articles that meet in an incident that tell of one happening, 0 to 1. */
  precision: number;
  /** Share of pairs that tell of one happening that meet in an incident, 0 to 1. */
  recall: number;
  wrong: [string, string][];
  missed: [string, string][];
}

/** Extracts and links articles; two of them are joined where one incident rests on both. */
export function linkArticles(
  gold: readonly LinkArticle[],
  extractor: Pick<Extractor, 'extract'>,
  rules: LinkingRules,
): ArticleLinks {
  const inputs = gold.flatMap(({ article }): LinkInput[] => {
    const sign = writeSign(signBody(article.text));
    const { id, outlet, title, published } = article;
    const about = { id, url: null, outlet, title, published, sign };
    return extractor.extract(article).reports.map((report) => ({ report, article: about }));
  });
  const incidents = new Map<string, Set<string>>();
  for (const { id, links } of linkReports(inputs, rules).value)
    for (const { article } of links) incidents.set(article, (incidents.get(article) ?? new Set()).add(id));
  const meet = (a: string, b: string): boolean =>
    [...(incidents.get(a) ?? [])].some((incident) => incidents.get(b)?.has(incident) === true);
  return {
    ...countPairs(gold, meet),
    silent: gold.flatMap(({ article: { id } }) => (incidents.has(id) ? [] : id)),
  };
}

function countPairs(
  gold: readonly LinkArticle[],
  meet: (a: string, b: string) => boolean,
): Omit<ArticleLinks, 'silent'> {
  let right = 0;
  const wrong: [string, string][] = [];
  const missed: [string, string][] = [];
  for (const [nth, one] of gold.entries())
    for (const other of gold.slice(nth + 1)) {
      const pair: [string, string] = [one.article.id, other.article.id];
      const [isOne, isJoined] = [one.happening === other.happening, meet(...pair)];
      if (isOne && isJoined) right += 1;
      else if (isJoined) wrong.push(pair);
      else if (isOne) missed.push(pair);
    }
  return {
    articles: gold.length,
    happenings: new Set(gold.map(({ happening }) => happening)).size,
    precision: right + wrong.length === 0 ? 1 : right / (right + wrong.length),
    recall: right + missed.length === 0 ? 1 : right / (right + missed.length),
    wrong,
    missed,
  };
}
