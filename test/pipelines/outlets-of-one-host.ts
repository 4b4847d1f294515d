/** Outlets of a test that share one host on loopback, with their definitions and when what was asked for. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type TestServer } from '../collect/hostile-server.js';

export interface OneHost {
  server: TestServer;
  /** Every request that was answered, in its order; times in milliseconds. */
  asked: { path: string; at: number }[];
  answer: (path: string, type: string, text: string) => void;
}

/** Starts a host that notes what it is asked. */
export async function startHost(): Promise<OneHost> {
  const server = await startServer();
  const asked: OneHost['asked'] = [];
  const answer: OneHost['answer'] = (path, type, text) =>
    server.answer(path, (_, response) => {
      asked.push({ path, at: performance.now() });
      response.writeHead(200, { 'content-type': type }).end(text);
    });
  return { server, asked, answer };
}

/**
 * Writes the definitions of `outlets` outlets, `kabar-0` and on, into a folder; each announces `articles` pages of its own.
 * @param pauseMs what their definitions ask to leave between two requests
 */
export async function defineOutlets(
  { server, answer }: OneHost,
  folder: string,
  { outlets, articles, pauseMs }: { outlets: number; articles: number; pauseMs: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let number = 0; number < outlets; number += 1) {
    const paths = Array.from({ length: articles }, (_, i) => `/${number}/${i}`);
    for (const path of paths) answer(path, 'text/html', `<h1>Judul ${path}</h1><p>Isi ${path}</p>`);
    const items = paths.map((path) => `<item><link>${server.origin}${path}</link></item>`).join('');
    answer(`/feed/${number}`, 'application/rss+xml', `<rss version="2.0"><channel>${items}</channel></rss>`);
    await writeFile(
      join(folder, `kabar-${number}.yaml`),
      `id: kabar-${number}\nname: Kabar ${number}\nhome: ${server.origin}/\nreach: []\n` +
        `feeds: [{ kind: rss, url: ${server.origin}/feed/${number} }]\nmanners: { delayMs: ${pauseMs} }\n`,
    );
  }
}
