/** What a page says of itself for machines: JSON-LD, meta elements and links. */
import { allNamed, textOf as elementText, tidy, type Element, type Tree } from './tree.js';

/** Facts about the article, as printed; dates are not yet understood. */
export interface PageFacts {
  headline: string | null;
  published: string | null;
  modified: string | null;
  authors: string[];
  section: string | null;
  keywords: string[];
  body: string | null;
  free: boolean;
  language: string | null;
  url: string | null;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MOST_NODES = 5000;
const ARTICLE_TYPES = new Set(
  'NewsArticle Article ReportageNewsArticle BlogPosting AnalysisNewsArticle OpinionNewsArticle LiveBlogPosting AdvertiserContentArticle'.split(
    ' ',
  ),
);

/** Takes CDATA marks and their comment slashes off a script. */
function withoutCdata(script: string): string {
  const start = script.indexOf('<![CDATA[');
  const end = script.lastIndexOf(']]>');
  return start >= 0 && start < 20 && end > start
    ? script.slice(start + 9, end).replace(/\/\/\s{0,9}$/, '')
    : script;
}

/** Parses JSON as sites print it: raw line breaks inside strings and commas before brackets are forgiven. */
function parseLoosely(script: string): Json {
  const bare = withoutCdata(script);
  for (const attempt of [bare, bare.replace(/\p{Cc}/gu, ' ').replace(/,\s{0,99}([\]}])/g, '$1')])
    try {
      return JSON.parse(attempt) as Json;
    } catch {
      // The next attempt is looser; a script that is no JSON at all says nothing.
    }
  return null;
}

/** All objects inside a JSON value, outer ones first. */
function* objectsIn(value: Json): Generator<Record<string, Json>> {
  const queue: Json[] = [value];
  for (let i = 0; i < queue.length; i += 1) {
    const node = queue[i];
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) yield node;
    for (const inner of Array.isArray(node) ? node : Object.values(node)) {
      if (queue.length >= MOST_NODES) break;
      if (typeof inner === 'object') queue.push(inner);
    }
  }
}

const typesOf = (node: Record<string, Json>): Json[] => {
  const type = node['@type'] ?? null;
  return Array.isArray(type) ? type : [type];
};

const textOf = (value: Json | undefined): string | null => {
  if (typeof value === 'string') return tidy(value) || null;
  if (Array.isArray(value)) return textOf(value[0]);
  return null;
};

function namesOf(value: Json | undefined): string[] {
  const items = Array.isArray(value) ? value : [value ?? null];
  return items
    .map((item) =>
      typeof item === 'object' && item !== null && !Array.isArray(item) ? textOf(item.name) : textOf(item),
    )
    .filter((name) => name !== null);
}

function keywordsOf(value: Json | undefined): string[] {
  const items = Array.isArray(value)
    ? value.filter((item) => typeof item === 'string')
    : [textOf(value) ?? ''];
  return items
    .flatMap((item) => item.split(','))
    .map(tidy)
    .filter((word) => word !== '');
}

const urlOf = (node: Record<string, Json>): string | null => {
  const page = node.mainEntityOfPage;
  if (typeof page === 'object' && page !== null && !Array.isArray(page)) return textOf(page['@id']);
  return textOf(node.url) ?? textOf(page);
};

function factsOf(node: Record<string, Json>): PageFacts {
  return {
    headline: textOf(node.headline) ?? textOf(node.name),
    published: textOf(node.datePublished) ?? textOf(node.dateCreated),
    modified: textOf(node.dateModified),
    authors: namesOf(node.author),
    section: textOf(node.articleSection),
    keywords: keywordsOf(node.keywords),
    body: typeof node.articleBody === 'string' ? node.articleBody : null,
    free: !['false', 'False', false].includes(node.isAccessibleForFree as string | boolean),
    language: textOf(node.inLanguage),
    url: urlOf(node),
  };
}

/** Of a page that is no article to its machine words, only the dates are believed: the rest is said of the site. */
const datesOf = (node: Record<string, Json>): PageFacts => ({
  ...factsOf({}),
  published: textOf(node.datePublished),
  modified: textOf(node.dateModified),
});

/** The first article that the JSON-LD of a page describes, or else the dates of the page; null when there is neither. */
export function readJsonLd(tree: Tree): PageFacts | null {
  const isJsonLd = (type: string | null): boolean => type?.toLowerCase().includes('ld+json') ?? false;
  const scripts = allNamed(tree, 'script').filter((script) => isJsonLd(script.attribute('type')));
  let page: PageFacts | null = null;
  for (const script of scripts.slice(0, 20)) {
    const value = parseLoosely(script.raw);
    for (const node of objectsIn(value)) {
      const types = typesOf(node);
      if (types.some((type) => typeof type === 'string' && ARTICLE_TYPES.has(type))) return factsOf(node);
      if (types.includes('WebPage') && textOf(node.datePublished) !== null) page ??= datesOf(node);
    }
  }
  return page;
}

/** Meta elements by name, property or itemprop, lower case; the first of a name wins, tags are gathered. */
export interface MetaElements {
  first: Map<string, string>;
  tags: string[];
}

const META_ATTRIBUTES = ['content', 'property', 'name', 'itemprop', 'http-equiv'];

export function readMeta(tree: Tree): MetaElements {
  const first = new Map<string, string>();
  const tags: string[] = [];
  for (const meta of allNamed(tree, 'meta')) {
    const [content, ...keys] = meta.attributes(META_ATTRIBUTES);
    const key = keys
      .find((name) => name !== null)
      ?.toLowerCase()
      .trim();
    const value = tidy(content ?? '');
    if (key === undefined || value === '') continue;
    if (key === 'article:tag') tags.push(value);
    if (!first.has(key)) first.set(key, value);
  }
  return { first, tags };
}

const firstOf = (meta: MetaElements, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = meta.first.get(name);
    if (value !== undefined) return value;
  }
  return null;
};

const PUBLISHED =
  'article:published_time og:article:published_time datepublished publishdate publish-date publish_date pubdate content_publisheddate dc.date.issued dcterms.issued dcterms.created dc.date sailthru.date parsely-pub-date article.published date'.split(
    ' ',
  );
const MODIFIED =
  'article:modified_time og:updated_time datemodified lastmod dcterms.modified last-modified'.split(' ');
const AUTHOR = 'author article:author content_author dc.creator parsely-author'.split(' ');
const SECTION = 'article:section content_category parsely-section section'.split(' ');

/** Tiers of access of which a reader without a subscription sees the beginning only. */
const CLOSED_TIERS = new Set(['locked', 'premium', 'paid']);

/** Facts of the meta elements, in the shape of JSON-LD facts. */
export function readMetaFacts(tree: Tree, meta: MetaElements): PageFacts {
  const timed = allNamed(tree, 'time').find(
    (time) => time.attribute('itemprop') === 'datePublished' || time.attribute('pubdate') !== null,
  );
  const canonical = allNamed(tree, 'link').find(
    (link) => link.attribute('rel')?.toLowerCase() === 'canonical',
  );
  const author = firstOf(meta, AUTHOR);
  return {
    headline: firstOf(meta, ['og:title', 'twitter:title', 'headline']),
    published: firstOf(meta, PUBLISHED) ?? timed?.attribute('datetime') ?? null,
    modified: firstOf(meta, MODIFIED),
    authors: author === null || /^https?:/.test(author) ? [] : [author],
    section: firstOf(meta, SECTION),
    keywords: meta.tags,
    body: null,
    free: !CLOSED_TIERS.has(meta.first.get('article:content_tier')?.toLowerCase() ?? ''),
    language:
      tidy(allNamed(tree, 'html')[0]?.attribute('lang') ?? '') ||
      firstOf(meta, ['content-language', 'og:locale', 'language']),
    url: canonical?.attribute('href') ?? firstOf(meta, ['og:url']),
  };
}

/** WordPress calls sections tags, too, as `category tag`. */
const isTagRel = (words: readonly string[]): boolean => words.includes('tag') && !words.includes('category');

const MOST_TAGS = 50;

/** Tags as the page prints them, or else as it tells them for machines. */
export function readTags(tree: Tree, facts: readonly (PageFacts | null)[]): string[] {
  const isTag = (link: Element): boolean => link.relTo > 0 && isTagRel(link.rel.split(/\s/));
  const links = allNamed(tree, 'a').filter(isTag);
  const printed = links.slice(0, MOST_TAGS).map((link) => elementText(tree, link));
  const meta = facts.flatMap((one) => one?.keywords ?? []);
  return [...new Set(printed.some((tag) => tag !== '') ? printed : meta)]
    .filter((tag) => tag !== '')
    .slice(0, MOST_TAGS);
}
