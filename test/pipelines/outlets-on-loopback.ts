/** Outlets of a test: the invented articles of the newsroom behind real servers on loopback, with their definitions. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { startServer, type TestServer } from '../collect/hostile-server.js';

const ARTICLES = 'fixtures/newsroom/articles';

interface Invented {
  id: string;
  title: string;
  published: string;
  paragraphs: string[];
}

export interface LoopbackOutlet {
  id: string;
  server: TestServer;
  /** Paths of its articles, in the order they were announced. */
  paths: string[];
  /** How often each article was asked for. */
  asked(): Map<string, number>;
}

export interface Loopback {
  outlets: LoopbackOutlet[];
  /** Folder of the definitions. */
  definitions: string;
  /** Articles asked for so far, of all outlets. */
  fetched(): number;
  close(): Promise<void>;
}

/**
 * Starts two outlets with half of the articles each. A feed announces all of its articles the first time it is asked,
 * and only the last of them ever after, as the feeds of busy outlets do.
 * @param slowMs pause before a page is answered
 */
export async function startOutlets(folder: string, slowMs: number): Promise<Loopback> {
  const definitions = join(folder, 'outlets');
  await mkdir(definitions);
  const articles = await readArticles();
  const half = Math.ceil(articles.length / 2);
  const outlets = [
    await startOutlet('kabar-satu', articles.slice(0, half), slowMs),
    await startOutlet('kabar-dua', articles.slice(half), slowMs),
  ];
  for (const { id, server } of outlets)
    await writeFile(join(definitions, `${id}.yaml`), define(id, server.origin));
  return {
    outlets,
    definitions,
    fetched: () => outlets.reduce((sum, outlet) => sum + outlet.asked().size, 0),
    close: async () => void (await Promise.all(outlets.map(({ server }) => server.close()))),
  };
}

async function readArticles(): Promise<Invented[]> {
  const names = (await readdir(ARTICLES)).toSorted();
  return Promise.all(
    names.map(
      async (name) => parse(await readFile(join(ARTICLES, name), 'utf8'), { schema: 'failsafe' }) as Invented,
    ),
  );
}

async function startOutlet(id: string, articles: Invented[], slowMs: number): Promise<LoopbackOutlet> {
  const server = await startServer();
  const paths = articles.map((article) => `/berita/${article.id}`);
  let rounds = 0;
  server.answer('/feed', (_, response) => {
    rounds += 1;
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.end(feed(server.origin, rounds === 1 ? articles : articles.slice(-1)));
  });
  for (const article of articles)
    server.answer(`/berita/${article.id}`, (_, response) => {
      void sleep(slowMs).then(() => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: `"${article.id}"` });
        response.end(page(article));
      });
    });
  const asked = (): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const path of server.asked)
      if (path.startsWith('/berita/')) counts.set(path, (counts.get(path) ?? 0) + 1);
    return counts;
  };
  return { id, server, paths, asked };
}

const define = (id: string, origin: string): string => `
id: ${id}
name: ${id}
home: ${origin}/
reach: []
feeds: [{ kind: rss, url: ${origin}/feed }]
manners: { delayMs: 20 }
`;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function feed(origin: string, articles: Invented[]): string {
  const items = articles.map(
    ({ id, title }) => `<item><title>${escape(title)}</title><link>${origin}/berita/${id}</link></item>`,
  );
  return `<rss version="2.0"><channel>${items.join('')}</channel></rss>`;
}

function page({ title, published, paragraphs }: Invented): string {
  const body = paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('\n');
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta property="article:published_time" content="${published}"></head>
<body><nav><a href="/">Beranda</a></nav><article><h1>${escape(title)}</h1>${body}</article></body></html>`;
}
