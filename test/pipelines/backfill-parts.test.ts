/** Articles that a site cuts into several pages, joined from an archive whatever order its records have. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { openLog } from '../../src/run/run.js';
import { openStore } from '../../src/store/store.js';
import { beginning, openIntake } from '../../pipelines/backfill-intake.js';
import type { Kept } from '../../pipelines/backfill-judge.js';
import type { Portion } from '../../pipelines/backfill-portion.js';
import { createBackfillReader } from '../../pipelines/backfill-reader.js';
import { wireStages } from '../../pipelines/wire-stages.js';
import { writeArchive } from './write-archive.js';

jest.setTimeout(120_000);

const ORIGIN = 'https://kabar.example.test';
const dictionary = await loadDictionary();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-parts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const P = [
  'Bawaslu Kabupaten Sragen memeriksa Camat Tangen karena diduga tidak netral dalam Pilkada 2024, kata ketuanya, Rabu.',
  'Pemeriksaan itu berlangsung tiga jam, dan hasilnya akan diumumkan pekan depan setelah pleno pimpinan selesai.',
  'Camat itu membantah, kata kuasa hukumnya, dan menyebut foto itu diambil lama sebelum masa kampanye dimulai.',
];

const html = (paragraphs: readonly string[], more = ''): string =>
  `<html><head><title>Camat Tangen Diperiksa</title><meta property="article:published_time" content="2024-10-08T10:00:00+07:00">
   </head><body><article><h1>Camat Tangen Diperiksa</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>${more}</body></html>`;

const links = (path: string, ...numbers: (number | string)[]): string =>
  numbers.map((number) => `<a href="${path}?page=${number}">${number}</a>`).join(' ');

/** An article in as many pages as it has paragraphs. */
const cut = (path: string, paragraphs: readonly string[] = P): Record<string, string> =>
  Object.fromEntries(
    paragraphs.map((text, i) => [
      i === 0 ? path : `${path}?page=${i + 1}`,
      html([text], links(path, ...paragraphs.map((_, number) => number + 1))),
    ]),
  );

const archive = (pages: readonly (readonly [path: string, text: string])[]): Promise<string> =>
  writeArchive(
    folder,
    pages.map(([path, text]) => ({ url: ORIGIN + path, text })),
  );

const reader = (all = false): ReturnType<typeof createBackfillReader> => {
  const filter = { range: { since: null, until: null }, outlets: null, hosts: [], all };
  return createBackfillReader({ dictionary, outlets: [], filter, fields: {} });
};

async function readAll(path: string, from = 0, parts: string[][] = [], all = false): Promise<Portion[]> {
  const portions: Portion[] = [];
  for await (const portion of reader(all)({ kind: 'warc', path, from, parts })) portions.push(portion);
  return portions;
}

/** What is known last of each article. */
const lastOf = (portions: readonly Portion[]): Kept[] => [
  ...new Map(portions.flatMap(({ kept }) => kept).map((one) => [one.article.id, one])).values(),
];

const other = (number: number): [string, string] => [
  `/lain/${number}`,
  html([`Harga cabai di pasar induk naik lagi pada pekan ke-${number}, kata para pedagang yang ditemui.`]),
];

const whole = { text: P.join('\n'), partial: false, url: `${ORIGIN}/berita/a` };

describe('an article in parts of an archive', () => {
  it.each<[string, (pages: [string, string][]) => [string, string][]]>([
    ['first page first', (pages) => pages],
    [
      'further pages first, as our own crawler fetches them',
      ([first, ...more]) => [...more, ...(first ? [first] : [])],
    ],
    ['far from each other', (pages) => pages.flatMap((page, i) => [page, other(i), other(i + 10)])],
    ['with pages fetched twice', (pages) => [...pages, ...pages.slice(0, 1), ...pages]],
  ])('is joined (%s)', async (_, order) => {
    const portions = await readAll(await archive(order(Object.entries(cut('/berita/a')))));
    const [kept, ...rest] = lastOf(portions);
    expect(rest).toEqual([]);
    expect(kept?.article).toMatchObject(whole);
    expect(kept?.further.map(({ url }) => url)).toEqual([
      `${ORIGIN}/berita/a?page=2`,
      `${ORIGIN}/berita/a?page=3`,
    ]);
    expect(kept?.article.capture).toBe(kept?.page?.capture);
    expect(portions.reduce((sum, { counts }) => sum + counts.seen, 0)).toBeGreaterThan(2);
  });

  it('is joined with the page that shows all of it', async () => {
    const all = links('/berita/a', 2, 'all');
    const path = await archive([
      ['/berita/a', html(P.slice(0, 1), all)],
      ['/berita/a?page=2', html(P.slice(1), all)],
      ['/berita/a?page=all', html(P)],
    ]);
    expect(lastOf(await readAll(path)).map(({ article }) => article)).toMatchObject([whole]);
  });

  it('is found by a further page when only that is about neutrality', async () => {
    const [first = '', second = '', third = ''] = P;
    const paragraphs = [second.replace('pleno pimpinan', 'rapat'), first, third];
    const path = await archive(Object.entries(cut('/berita/a', paragraphs)));
    const kept = lastOf(await readAll(path));
    expect(kept.map(({ article }) => article)).toMatchObject([{ ...whole, text: paragraphs.join('\n') }]);
    expect(kept[0]?.extraction.relevance).toBe('case');
  });

  it('is partial when a page is missing, and left as it was when there is none beside the first', async () => {
    const pages = Object.entries(cut('/berita/a'));
    const some = lastOf(await readAll(await archive(pages.slice(0, 2))));
    expect(some.map(({ article }) => article)).toMatchObject([
      { text: P.slice(0, 2).join('\n'), partial: true },
    ]);
    await rm(folder, { recursive: true });
    const first = lastOf(await readAll(await archive(pages.slice(0, 1))));
    expect(first.map(({ article, further }) => [article.text, article.partial, further.length])).toEqual([
      [P[0], true, 0],
    ]);
  });

  it('is joined with others, more than are held at once, in some passes', async () => {
    const paths = Array.from({ length: 250 }, (_, i) => `/berita/${i}/judul`);
    const pages = paths.map((path) => Object.entries(cut(path, [P[0] ?? '', `${P[1]} ${path}`])));
    const apart = [0, 1].flatMap((number) => pages.flatMap((one) => [one[number] ?? other(number)]));
    const kept = lastOf(await readAll(await archive(apart)));
    expect(kept).toHaveLength(paths.length);
    expect(kept.filter(({ article }) => article.partial)).toEqual([]);
  });

  it('is joined by a run that goes on where another was killed, and stands in the database as one', async () => {
    const path = await archive(Object.entries(cut('/berita/a')));
    const store = await openStore({ folder: join(folder, 'data') });
    const log = openLog('silent');
    const stages = wireStages({ store, dictionary, outlets: [], collector: null, log });
    const intake = openIntake(store, stages);
    const source = { id: 'test', name: 'test' };
    const state = beginning();
    const [first] = await readAll(path);
    if (first !== undefined) await intake.take(source, state, first);
    const known = await intake.stateOf(source.id);
    expect(known.parts).toHaveLength(1);
    expect(known.resumeAt).toBe((await stat(path)).size);
    for (const portion of await readAll(path, known.resumeAt, known.parts))
      await intake.take(source, known, portion);
    await intake.finish(source, known);
    const { rows } = await store.pool.query<{ id: string }>('SELECT id FROM articles');
    expect(await store.articles(rows.map(({ id }) => id))).toMatchObject([whole]);
    expect(await store.knownPage(`${ORIGIN}/berita/a?page=3`)).not.toBeNull();
    expect(await intake.stateOf(source.id)).toMatchObject({ done: true, parts: [] });
    // The same again changes nothing.
    for (const portion of await readAll(path)) await intake.take(source, beginning(), portion);
    expect(await store.articles(rows.map(({ id }) => id))).toMatchObject([whole]);
    await store.close();
  });
});
