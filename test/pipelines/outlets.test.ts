/** The program that checks, drafts and judges outlets, as people run it, against real servers. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { draftYaml, withCheck } from '../../pipelines/outlet-yaml.js';
import { CoverageDay, OutletHealth } from '../../src/model/coverage.js';
import { Outlet } from '../../src/model/outlet.js';
import { openStore } from '../../src/store/store.js';
import { startServer, type TestServer } from '../collect/hostile-server.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeArticle } from '../store/made-up.js';
import { runProgram, type Ran } from './run-program.js';

jest.setTimeout(180_000);

let program = '';
let folder = '';
let definitions = '';
let server: TestServer;
let data = '';

beforeAll(() => {
  program = compile();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-outlets-'));
  definitions = join(folder, 'outlets');
  await mkdir(definitions);
  server = await startServer();
  data = join(folder, 'data');
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Ran> =>
  runProgram(program, args, { cwd: folder, env: { PANTAU_DATA: data } });
const check = (...args: string[]): Promise<Ran> =>
  run('outlets', 'check', '--outlets', definitions, '--allow-address', '127.0.0.1', ...args);

const define = (id: string, more: string, origin = server.origin): Promise<void> =>
  writeFile(
    join(definitions, `${id}.yaml`),
    `# Kabar yang dikarang\nid: ${id}\nname: Kabar ${id}\nhome: ${origin}/${id}/\nreach: ["35.09"]\nmanners: { delayMs: 5 }\n${more}unverified: true\n`,
  );
const rssAt = (id: string): string => `feeds:\n  - { kind: rss, url: "${server.origin}/${id}/umpan" }\n`;
const written = async (id: string): Promise<string> => readFile(join(definitions, `${id}.yaml`), 'utf8');

const serve = (path: string, type: string, text: string): void =>
  server.answer(path, (_, response) => response.writeHead(200, { 'content-type': type }).end(text));

const DAY_MS = 86_400_000;
const today = new Date().toISOString();
const BODY = Array.from(
  { length: 5 },
  (_, i) =>
    `Panitia desa membacakan laporan bagian ${i + 1} di balai pertemuan, dan warga mencatat isinya sampai selesai.`,
);
const paragraphs = BODY.map((text) => `<p>${text}</p>`).join('');

/** The same article as five publishers write it; none of them has a layout. */
const MARKUPS: Record<string, (title: string) => string> = {
  'json-ld': (title) =>
    `<html><head><title>${title}</title><script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: title, datePublished: today })}</script></head><body><div class="isi"><h1>${title}</h1>${paragraphs}</div></body></html>`,
  opengraph: (title) =>
    `<html><head><title>x</title><meta property="og:title" content="${title}"><meta property="article:published_time" content="${today}"></head><body><h1>${title}</h1><div id="kolom">${paragraphs}</div></body></html>`,
  microdata: (title) =>
    `<html><body itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">${title}</h1><meta itemprop="datePublished" content="${today}"><div itemprop="articleBody">${paragraphs}</div></body></html>`,
  article: (title) =>
    `<html><head><title>${title}</title></head><body><nav><a href="/">Beranda</a></nav><article><h1>${title}</h1><time itemprop="datePublished" datetime="${today}">hari ini</time>${paragraphs}</article></body></html>`,
  density: (title) =>
    `<html><head><title>${title}</title><meta name="date" content="${today}"></head><body><div><a href="/">Beranda</a> <a href="/x">Lainnya</a></div><div><h1>${title}</h1>${BODY.map((text) => `${text}<br><br>`).join('')}</div><div><a href="/y">Indeks</a></div></body></html>`,
};

function serveFeed(id: string, names: readonly string[] = Object.keys(MARKUPS)): void {
  const items = names.map(
    (name) =>
      `<item><title>Laporan desa ${name}</title><link>${server.origin}/${id}/${name}</link><pubDate>${new Date().toUTCString()}</pubDate></item>`,
  );
  serve(
    `/${id}/umpan`,
    'application/rss+xml',
    `<rss version="2.0"><channel>${items.join('')}</channel></rss>`,
  );
  for (const name of names) {
    const page = MARKUPS[name];
    if (page) serve(`/${id}/${name}`, 'text/html', page(`Laporan desa ${name} dibacakan di balai`));
  }
}

describe('outlets check', () => {
  it('finds what is well, writes it into the file and leaves the rest of it alone', async () => {
    await define('satu', rssAt('satu'));
    serveFeed('satu');
    const { code, out, errors } = await check();
    expect([code, errors]).toEqual([0, '1 of 1 outlets are well\n']);
    expect(out).toBe('satu: well\n');
    const text = await written('satu');
    expect(text).toMatch(/^# Kabar yang dikarang\nid: satu\n/);
    expect(text).toMatch(
      /\nchecked: \{ on: \d{4}-\d\d-\d\d, feed: true, robots: true, whole: true, date: true \}\n$/,
    );
    expect(Outlet.parse(parse(text, { schema: 'failsafe' }))).toMatchObject({ unverified: false });
  });

  it('finds the feed of an outlet that names none, and writes it down', async () => {
    await define('rumah', '');
    serve(
      '/rumah/',
      'text/html',
      '<html><head><link rel="alternate" type="application/rss+xml" href="umpan"></head></html>',
    );
    serveFeed('rumah', ['article']);
    const { code, out } = await check('rumah');
    expect([code, out]).toEqual([0, `rumah: well\n  found rss ${server.origin}/rumah/umpan\n`]);
    const outlet = Outlet.parse(parse(await written('rumah'), { schema: 'failsafe' }));
    expect(outlet.feeds).toEqual([{ kind: 'rss', url: `${server.origin}/rumah/umpan` }]);
  });

  it('tells what is not well: robots.txt, a short body, no date, no feed, no answer', async () => {
    serve('/robots.txt', 'text/plain', 'User-agent: *\nDisallow: /tutup/article\n');
    for (const id of ['tutup', 'pendek', 'sepi']) await define(id, rssAt(id));
    await define('mati', 'feeds: [{ kind: rss, url: "http://127.0.0.1:9/umpan" }]\n', 'http://127.0.0.1:9');
    serveFeed('tutup', ['article']);
    serveFeed('pendek', ['pendek']);
    serve(
      '/pendek/pendek',
      'text/html',
      '<html><body><article><h1>Judul</h1><p>Satu kalimat.</p></article></body></html>',
    );
    serve('/sepi/umpan', 'application/rss+xml', '<rss version="2.0"><channel></channel></rss>');
    const { code, out, errors } = await check('--json');
    expect([code, errors]).toEqual([1, '']);
    const told = Object.fromEntries(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { outlet: string; reached: boolean; checked: object })
        .map(({ outlet, reached, checked }) => [outlet, { ...checked, reached }]),
    );
    expect(told).toMatchObject({
      tutup: { reached: true, feed: true, robots: false, whole: false, date: false },
      pendek: { reached: true, feed: true, robots: true, whole: false, date: false },
      sepi: { reached: true, feed: false, robots: true, whole: false, date: false },
      mati: { reached: false, feed: false, robots: false, whole: false, date: false },
    });
    expect(await written('mati')).toMatch(/checked: \{.* feed: false,.*\}\nunverified: true\n$/);
  });

  it('writes nothing where no outlet answers, on a dry run, and for an outlet that is none', async () => {
    await define('mati', 'feeds: [{ kind: rss, url: "http://127.0.0.1:9/umpan" }]\n', 'http://127.0.0.1:9');
    const before = await written('mati');
    const alone = await check();
    expect([alone.code, alone.out]).toEqual([1, expect.stringMatching(/^mati: no answer\n/)]);
    expect(alone.errors).toContain('no outlet answered: is there a way to the web? nothing is written');
    await define('satu', rssAt('satu'));
    serveFeed('satu');
    await check('--dry-run');
    expect(await written('mati')).toBe(before);
    expect(await written('satu')).not.toContain('checked');
    expect(await check('tiga')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no outlet has the id tiga'),
    });
  });

  it('wants a contact before it asks anybody', async () => {
    const { code, errors } = await run('outlets', 'check', '--outlets', definitions);
    await define('satu', rssAt('satu'));
    expect([code, errors]).toEqual([2, expect.stringContaining('PANTAU_CONTACT')]);
  });
});

describe('outlets add', () => {
  const add = (...args: string[]): Promise<Ran> =>
    run('outlets', 'add', '--allow-address', '127.0.0.1', '--delay', '5', ...args);

  it('drafts the file of a site, with its feeds, and with the place that its name tells', async () => {
    serve(
      '/',
      'text/html',
      '<html><head><meta property="og:site_name" content="Kabar Jember"></head></html>',
    );
    serveFeed('', []);
    const posts = [
      { link: `${server.origin}/satu`, date_gmt: '2026-06-01T00:00:00', title: { rendered: 'T' } },
    ];
    serve(
      '/feed/',
      'application/rss+xml',
      `<rss version="2.0"><channel><item><title>T</title><link>${server.origin}/satu</link></item></channel></rss>`,
    );
    serve('/sitemap.xml', 'text/xml', `<urlset><url><loc>${server.origin}/satu</loc></url></urlset>`);
    server.answer('/', (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<html><head><meta property="og:site_name" content="Kabar Jember"><link rel="https://api.w.org/" href="${server.origin}/wp-json/"></head></html>`,
        ),
    );
    server.answer(
      '/wp-json/wp/v2/posts?per_page=100&page=1&_fields=link%2Cdate%2Cdate_gmt%2Cmodified_gmt%2Ctitle',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(posts)),
    );
    const { code, out, errors } = await add('--id', 'kabar-jember', server.origin);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'id: kabar-jember',
        'name: "Kabar Jember"',
        `home: ${server.origin}/`,
        '# Guessed from the name: see that it is right.',
        'reach: ["35.09"]',
        'zone: WIB',
        'feeds:',
        `  - { kind: rss, url: "${server.origin}/feed/" }`,
        `  - { kind: wordpress, url: "${server.origin}/" }`,
        `  - { kind: sitemap, url: "${server.origin}/sitemap.xml" }`,
        'unverified: true',
        '',
      ].join('\n'),
    );
    expect(errors).toContain(`pantau: rss ${server.origin}/feed/: 1 articles\n`);
  });

  it('writes one file, and what it wrote is read, by the generic reader, at the next check', async () => {
    serve(
      '/',
      'text/html',
      '<html><head><title>Warta Ambon | Depan</title><link rel="alternate" type="application/rss+xml" href="/kota/umpan"></head></html>',
    );
    serveFeed('kota');
    const args = [
      '--id',
      'warta-ambon',
      '--reach',
      '81.71',
      '--outlets',
      definitions,
      '--write',
      server.origin,
    ];
    expect(await add(...args)).toMatchObject({ code: 0, out: `${join(definitions, 'warta-ambon.yaml')}\n` });
    expect(parse(await written('warta-ambon'))).toMatchObject({
      name: 'Warta Ambon',
      zone: 'WIT',
      reach: ['81.71'],
    });
    expect(await add(...args)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is there already'),
    });
    await appendFile(join(definitions, 'warta-ambon.yaml'), 'manners: { delayMs: 5 }\n');
    expect(await check()).toMatchObject({ code: 0, out: 'warta-ambon: well\n' });
  });

  it('refuses what is no address, and a site that is known', async () => {
    expect(await add('kabar baru')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is no address'),
    });
    expect(await add('jubi.id')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is known already, as jubi'),
    });
  });
});

describe('outlets health', () => {
  beforeEach(async () => {
    data = await freshFolder();
  });
  afterEach(() => rm(data, { recursive: true, force: true }));

  const health = async (...args: string[]): Promise<OutletHealth[]> => {
    const ran = await run('outlets', 'health', '--outlets', definitions, '--json', ...args);
    if (ran.code !== 0) throw new Error(ran.errors);
    return ran.out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => OutletHealth.parse(JSON.parse(line)));
  };

  it('tells of outlets that the monitor watched, also of one without a feed or a layout', async () => {
    await define('rumah', '');
    serve(
      '/rumah/',
      'text/html',
      '<html><head><link rel="alternate" type="application/rss+xml" href="umpan"></head></html>',
    );
    serveFeed('rumah');
    await define('mati', 'feeds: [{ kind: rss, url: "http://127.0.0.1:9/umpan" }]\n', 'http://127.0.0.1:9');
    const monitored = await run(
      'monitor',
      '--once',
      '--outlets',
      definitions,
      '--allow-address',
      '127.0.0.1',
    );
    expect(monitored.code).toBe(0);
    const days = await run('outlets', 'health', '--days', '--outlets', definitions);
    const covered = days.out
      .trim()
      .split('\n')
      .map((line) => CoverageDay.parse(JSON.parse(line)));
    expect(covered).toMatchObject([
      { outlet: 'mati', visits: 1, answered: 0, found: 0, errors: { 'feed: robots_unreachable': 2 } },
      {
        outlet: 'rumah',
        visits: 1,
        answered: 1,
        pages: 5,
        found: 5,
        titled: 5,
        dated: 5,
        filled: 5,
        unread: 0,
      },
    ]);
    expect(await health()).toMatchObject([
      { outlet: 'mati', state: 'learning', lastAnswered: null },
      { outlet: 'rumah', state: 'learning', titles: 1, dates: 1, bodies: 1 },
    ]);
    const { out, errors } = await run('outlets', 'health', '--outlets', definitions);
    expect(out).toMatch(/^outlet +state +since +last new/);
    expect(errors).toMatch(/: 2 learning\n$/);
  });

  it('tells a dead feed from a quiet outlet and from one that stalled', async () => {
    for (const id of ['hidup', 'sepi', 'macet', 'mati', 'lupa']) await define(id, '');
    await pastOf({
      hidup: { perDay: () => 3 },
      sepi: { perDay: (age) => (age % 6 === 4 ? 1 : 0) },
      macet: { perDay: (age) => (age < 4 ? 0 : 9) },
      mati: { perDay: (age) => (age < 2 ? 0 : 3), answers: (age) => age >= 2 },
    });
    const told = await health(
      '--state',
      'dead',
      '--state',
      'quiet',
      '--state',
      'stalled',
      '--state',
      'alive',
    );
    expect(told.map(({ outlet, state }) => [outlet, state])).toEqual([
      ['mati', 'dead'],
      ['macet', 'stalled'],
      ['sepi', 'quiet'],
      ['hidup', 'alive'],
    ]);
    expect(told.find(({ outlet }) => outlet === 'hidup')?.expected).toBe(3);
    expect(await health('lupa')).toMatchObject([{ outlet: 'lupa', state: 'unwatched', expected: null }]);
    expect(await run('outlets', 'health', '--state', 'ill')).toMatchObject({ code: 2 });
  });

  interface Past {
    /** New articles of the day so many days ago. */
    perDay: (age: number) => number;
    answers?: (age: number) => boolean;
  }

  /** Three weeks of outlets, as the monitor would have stored them: a visit at each end of the day. */
  async function pastOf(outlets: Record<string, Past>): Promise<void> {
    const store = await openStore({ folder: data });
    try {
      for (let age = 20; age >= 0; age -= 1)
        for (const [outlet, { perDay, answers = () => true }] of Object.entries(outlets)) {
          const at = new Date(Date.now() - age * DAY_MS - 60_000);
          const feeds = answers(age)
            ? { feedsAnswered: 1, feedsFailed: 0, errors: {} }
            : {
                feedsAnswered: 0,
                feedsFailed: 1,
                errors: { 'feed: unreachable': 1 } as Record<string, number>,
              };
          const none = { feedsEmpty: 0, unchanged: 0, gone: 0, refused: 0, failed: 0 };
          await store.noteVisit({ outlet, at, pages: perDay(age), ...none, ...feeds });
          await store.noteVisit({ outlet, at: new Date(at.getTime() + 1000), pages: 0, ...none, ...feeds });
          const articles = Array.from({ length: perDay(age) }, (_, i) =>
            makeArticle(`${outlet}-${age}-${i}`, {
              outlet,
              published: { value: at.toISOString(), precision: 'time', basis: 'json_ld' },
            }),
          );
          if (articles.length > 0) await store.saveArticles(articles, at);
        }
    } finally {
      await store.close();
    }
  }
});

describe('the file of an outlet', () => {
  it('takes a second check in the place of the first', () => {
    const once = draftYaml({
      id: 'kabar-uji',
      name: 'Kabar "Uji": satu',
      home: 'https://kabar-uji.example/',
      reach: ['35.09', '35.11'],
      zone: 'WIB',
      feeds: [],
      remarks: {},
    });
    const on = '2026-06-30';
    const bad = { on, feed: true, robots: true, whole: false, date: true };
    const twice = withCheck(withCheck(once, bad, []), { ...bad, whole: true }, [
      { kind: 'rss', url: 'https://kabar-uji.example/feed/' },
    ]);
    expect(twice.match(/checked/g)).toHaveLength(1);
    expect(Outlet.parse(parse(twice, { schema: 'failsafe' }))).toMatchObject({
      name: 'Kabar "Uji": satu',
      reach: ['35.09', '35.11'],
      feeds: [{ kind: 'rss' }],
      checked: { on, whole: true },
      unverified: false,
    });
  });
});
