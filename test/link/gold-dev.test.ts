/** The independent development set: what its coders marked as one incident links, and nothing else does. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { type LinkInput, linkReports } from '../../src/link/link.js';
import { type Sketch, inOrder, input, rules } from './build-report.js';

const FOLDER = new URL('../../../shared/gold-dev/articles/', import.meta.url);

interface Labelled extends Omit<Sketch, 'id' | 'steps'> {
  actions: NonNullable<Sketch['steps']>;
  cluster?: string | null;
}
interface Article {
  id: string;
  title: string;
  text: string;
  published: string;
  cluster?: string | null;
  reports: Labelled[];
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];
if (files.length === 0) console.warn('left out: the development set, whose folder is absent');

const articles = files.map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Article);

const told = articles.flatMap(({ id, title, published, reports }) =>
  reports.map(({ actions, cluster, ...sketch }, at) => ({
    cluster: cluster ?? `alone ${id}/${at}`,
    input: input({
      ...sketch,
      steps: actions,
      id: `${id}/${at}`,
      article: id,
      outlet: id,
      title,
      published,
      date: typeof sketch.date === 'string' ? sketch.date : null,
      offset: at * 1000,
    }),
  })),
);

/** Articles as extraction reads them; of one that it makes nothing of, what its coders labelled. */
async function asExtracted(): Promise<LinkInput[]> {
  const extractor = createExtractor(await loadDictionary(), 'test');
  return articles.flatMap(({ id, title, text, published }) => {
    const article = { id, url: null, outlet: id, title, published };
    const { reports } = extractor.extract({ ...article, text });
    const labelled = told.flatMap((one) => (one.input.article.id === id ? one.input : []));
    return reports.length > 0 ? reports.map((report) => ({ report, article })) : labelled;
  });
}

/** Articles that meet in incidents, by twos. */
function meetings(incidents: readonly { links: readonly { article: string }[] }[]): string[] {
  const pairs = incidents.flatMap(({ links }) => {
    const ids = [...new Set(links.map(({ article }) => article))].sort(inOrder);
    return ids.flatMap((one, at) => ids.slice(at + 1).map((other) => `${one} ${other}`));
  });
  return [...new Set(pairs)].sort(inOrder);
}

(files.length === 0 ? describe.skip : describe)('the development set', () => {
  it('is linked into the incidents that its coders marked', () => {
    const incidents = linkReports(
      told.map((one) => one.input),
      rules,
    ).value;
    const found = incidents.map(({ links }) =>
      links
        .map(({ report }) => report)
        .sort(inOrder)
        .join(' '),
    );
    const clusters = new Map<string, string[]>();
    for (const one of told)
      clusters.set(one.cluster, [...(clusters.get(one.cluster) ?? []), one.input.report.id].sort(inOrder));
    const wanted = [...clusters.values()].map((ids) => ids.join(' '));
    expect(found.sort(inOrder)).toEqual(wanted.sort(inOrder));
  });

  it('joins the marked articles as extraction reads them, and no others', async () => {
    const marked = articles.flatMap(({ id, cluster }) =>
      typeof cluster === 'string' ? { id, cluster } : [],
    );
    const clusters = [...new Set(marked.map(({ cluster }) => cluster))].map((name) => ({
      links: marked.filter(({ cluster }) => cluster === name).map(({ id }) => ({ article: id })),
    }));
    expect(clusters.length).toBeGreaterThanOrEqual(4);
    expect(meetings(linkReports(await asExtracted(), rules).value)).toEqual(meetings(clusters));
  });
});
