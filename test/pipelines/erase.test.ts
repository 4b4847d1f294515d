/** Erasure: nothing of an article or a person is left in any table, any version or the archive, and it does not come back. Persons are invented. */
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { eraseCapture, openWarcScan, readArchived, writeCapture } from '../../src/archive/archive.js';
import { openWarcWriter } from '../../src/archive/archive.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { at, makeArticle, makeQuery } from '../store/made-up.js';
import { Desk, report, TEXT } from './desk.js';
import { endedAt, runProgram } from './run-program.js';

jest.setTimeout(240_000);

let compiled: string;
beforeAll(() => {
  compiled = compile();
});

const SLUG = 'https://outlet-a.example/kades-darmo-lastro-diperiksa';
const sample = { name: 'Darmo Lastro', place: '33.15' };
const page = (id: string, url: string, html: string) => ({
  id,
  url,
  requested: `${url}?ref=feed`,
  outlet: 'outlet-a',
  fetched: at(1).toISOString(),
  status: 200,
  contentType: 'text/html',
  etag: null,
  lastModified: null,
  sha256: 'f'.repeat(64),
  html,
  charset: 'utf-8',
  capture: null,
});

/** All that stands in any table, as text. */
async function dump(store: Store): Promise<string> {
  const tables = await store.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const parts = await Promise.all(
    tables.rows.map(async ({ name }) => {
      const { rows } = await store.pool.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t`,
      );
      return rows.map(({ row }) => `${name}: ${row}`).join('\n');
    }),
  );
  return parts.join('\n');
}

/** Where something still stands, with the words around it. */
async function remains(store: Store, sign: RegExp): Promise<string[]> {
  const lines = (await dump(store)).split('\n');
  return lines.flatMap((line) => {
    const at = line.search(sign);
    return at < 0 ? [] : [`${line.slice(0, 20)} ... ${line.slice(Math.max(0, at - 60), at + 30)}`];
  });
}

/** Three articles of one happening, one with a page, a version, a decision and a history behind it. */
async function fill(store: Store): Promise<Desk> {
  const desk = new Desk(store);
  await store.addUrls([{ url: SLUG, outlet: 'outlet-a', hint: { title: 'Kades Darmo Lastro' } }], at(1));
  await store.savePage(page('p1', SLUG, TEXT));
  const feed = {
    etag: null,
    lastModified: null,
    newest: null,
    seen: [SLUG, 'https://outlet-a.example/lain'],
  };
  await store.saveOutletState('outlet-a', { 'https://outlet-a.example/feed': feed }, at(1));
  const own = { url: SLUG, page: 'p1', title: 'Kades Darmo Lastro diperiksa', byline: 'Rahasia Pena' };
  await desk.tell('a', [report('a1', sample)], 'sha256:a', own);
  await desk.tell('a', [report('a2', { ...sample, offset: 1 })], 'sha256:b', {
    ...own,
    text: `${TEXT} Kabar rahasia dari Lastro.`,
  });
  await desk.tell('b', [report('b1', sample)]);
  await desk.tell('c', [report('c1', { name: 'Winarno Giri', place: '33.16' })], 'sha256:a', {
    text: TEXT.replace('Darmo Lastro', 'Winarno Giri'),
  });
  await desk.decide('a2', 'note', { note: 'Kabar rahasia: Darmo Lastro adalah kerabat.' });
  expect(await desk.shown()).toEqual(['a2+b1', 'c1']);
  return desk;
}

const erasure = { reason: 'Penetapan pengadilan 12/2024', author: 'Pengelola' };

eachBackend((_name, open) => {
  describe('an article', () => {
    const store = useStore(open);

    it('goes from every table and the history, and what rested on it as well is told without it', async () => {
      const desk = await fill(store());
      const id = await desk.holding('a2');
      const before = new Date();
      expect(await remains(store(), /rahasia/i)).not.toEqual([]);
      const made = await store().eraseArticle('a', erasure, at(20));
      // Before anything is linked anew nothing is left, so that a kill here leaves nothing behind.
      expect(await remains(store(), /rahasia|kades-darmo/i)).toEqual([]);
      await desk.link();
      expect(await remains(store(), /rahasia|kades-darmo/i)).toEqual([]);
      expect(await store().outletState('outlet-a')).toMatchObject({
        'https://outlet-a.example/feed': { seen: ['https://outlet-a.example/lain'] },
      });
      expect(await desk.shown()).toEqual(['b1', 'c1']);
      expect(await desk.holding('b1')).toBe(id);
      const was = await store().queryIncidents(makeQuery(), before);
      expect(was.rows.flatMap(({ links }) => links.map(({ article }) => article)).sort()).toEqual(['b', 'c']);
      expect((await store().history(id)).at(-1)?.causes).toEqual([{ kind: 'erasure', ref: made.id }]);
      expect(await store().tombstones()).toEqual([
        { ...made, articles: 1, incidents: [id], kind: 'article' },
      ]);
    });

    it('is not taken in again, by its id or its address', async () => {
      const again = makeArticle('a', { url: null });
      const elsewhere = makeArticle('z', { url: SLUG });
      expect(await store().saveArticles([again, elsewhere], at(21))).toEqual([
        { id: 'a', changed: false },
        { id: 'z', changed: false },
      ]);
      expect(await store().articles(['a', 'z'])).toEqual([]);
      expect(await store().addUrls([{ url: SLUG, outlet: 'outlet-a' }], at(21))).toEqual([]);
      expect(await store().savePage(page('p2', SLUG, 'x'))).toBe(false);
    });

    it('takes its incident with it when nothing else tells of that', async () => {
      const desk = new Desk(store());
      const id = await desk.holding('c1');
      await store().eraseArticle('c', erasure, at(22));
      await desk.link();
      expect(await store().incident(id)).toBeNull();
      expect((await store().history(id)).at(-1)).toMatchObject({
        kind: 'removed',
        causes: [{ kind: 'erasure' }],
      });
      expect(
        (await store().queryIncidents(makeQuery(), new Date(Date.now() - 1))).rows.map((one) => one.id),
      ).not.toContain(id);
      await expect(store().eraseArticle('c', erasure, at(23))).rejects.toMatchObject({ name: 'Misuse' });
    });
  });

  describe('a person', () => {
    const store = useStore(open);

    it('can be read nowhere, while what else is told stays, joined as it was', async () => {
      const desk = await fill(store());
      const id = await desk.holding('a2');
      expect(await remains(store(), /lastro/i)).not.toEqual([]);
      await store().erasePerson(['Darmo Lastro', 'Darma Lastro'], erasure, at(20));
      expect(await remains(store(), /lastro|darmo/i)).toEqual([]);
      await desk.link();
      expect(await remains(store(), /lastro|darmo/i)).toEqual([]);
      expect(await desk.shown()).toEqual(['a2+b1', 'c1']);
      const incident = await store().incident(id);
      expect(incident?.subjects).toMatchObject([
        { name: null, displayName: null, status: { display: 'village_head' } },
      ]);
      const [article] = await store().articles(['b']);
      expect(article?.text).toBe(TEXT.replace('Darmo Lastro', '█████ ██████'));
      expect(article?.text.slice(37, 46)).toBe(TEXT.slice(37, 46));
      expect((await store().articles(['c']))[0]?.text).toContain('Winarno Giri');
      expect(await store().extraction('a')).not.toBeNull();
      expect((await store().queryIncidents(makeQuery(), new Date())).total).toBe(2);
    });

    it('is unreadable when an outlet brings the name again, in whatever dress', async () => {
      const text = 'Menurut DARMO  LASTRO, ia (Lastro) tidak bersalah. Darmono Lastrowan lain orang.';
      await store().saveArticles([makeArticle('n', { text, url: 'https://n.example/darmo-lastro' })], at(21));
      const [article] = await store().articles(['n']);
      expect(article?.text).toBe(
        'Menurut █████  ██████, ia (██████) tidak bersalah. Darmono Lastrowan lain orang.',
      );
      expect(article?.url).toBeNull();
      await store().savePage(page('p9', 'https://n.example/1', `<p>${text}</p>`));
      expect((await store().pages(['p9']))[0]?.html).not.toContain('LASTRO');
      const kept = { ...page('p10', 'https://n.example/2', `<p>${text}</p>`), capture: 'n.warc.gz#10' };
      for (const again of [kept, kept, { ...kept, id: 'p11' }]) await store().savePage(again);
      expect((await store().pages(['p10']))[0]?.capture).toBeNull();
      expect((await store().tombstones()).flatMap(({ captures }) => captures)).toEqual(['n.warc.gz#10']);
      expect(
        await store().saveArticles(
          [makeArticle('n', { text, url: 'https://n.example/darmo-lastro' })],
          at(22),
        ),
      ).toEqual([{ id: 'n', changed: false }]);
    });

    it('is found by a name with an apostrophe in it', async () => {
      const text = "Camat Ma'ruf Sutarya, M.Si. diam. Ma’ruf Sutarya.";
      await store().saveArticles([makeArticle('m', { text })], at(23));
      await store().erasePerson(["Ma'ruf Sutarya"], erasure, at(23));
      expect((await store().articles(['m']))[0]?.text).toBe(
        'Camat ██████ ███████, M.Si. diam. ██████ ███████.',
      );
    });

    it('is no two words of the language, however they are typed', async () => {
      const text = 'Tak ada bukti. Ia bilang tak ada. TAK LAMA kemudian ia pergi ke Bima.';
      await store().saveArticles([makeArticle('w', { text })], at(23));
      await expect(store().erasePerson(['Tak Ada'], erasure, at(23))).rejects.toThrow(
        /nobody is named so .* small letters, as in ".*Tak ada bukti/,
      );
      expect((await store().articles(['w']))[0]?.text).toBe(text);
    });

    it('printed in small letters only is erased when it is said to be a name', async () => {
      await store().saveArticles([makeArticle('s', { text: 'kades sarpan wagiyo diam.' })], at(23));
      const named = { ...erasure, smallLetters: true };
      await expect(store().erasePerson(['Sarpan Wagiyo'], erasure, at(23))).rejects.toThrow(/small-letters/);
      await store().erasePerson(['Sarpan Wagiyo'], named, at(23));
      expect((await store().articles(['s']))[0]?.text).toBe('kades ██████ ██████ diam.');
    });

    it('is told where the name stands before it goes, and a rehearsal changes nothing', async () => {
      const text = 'Camat Harto bin Sungkono diam. Harto pergi.';
      await store().saveArticles([makeArticle('h', { text })], at(23));
      const before = await dump(store());
      const told = await store().rehearseErasure({ person: ['Harto bin Sungkono'] });
      expect(told.sights).toEqual([{ article: 'h', words: expect.stringContaining(text), also: [] }]);
      expect(await store().rehearseErasure({ article: 'h' })).toMatchObject({ sights: [{ article: 'h' }] });
      expect(await dump(store())).toBe(before);
    });

    it.each([
      [['Lastro'], /one word/],
      [['Siapa Pun'], /nobody is named so/],
    ])('named %j is refused', async (names, message) => {
      await expect(store().erasePerson(names, erasure, at(24))).rejects.toThrow(message);
    });
  });

  describe('the program', () => {
    it('knows of a release whose maker was killed, if its folder was in its place', async () => {
      const options = await open();
      const first = await openStore(options);
      await fill(first);
      await first.close();
      const database: Record<string, string> = options.url
        ? { PANTAU_DATABASE_URL: options.url }
        : { PANTAU_DATA: options.folder ?? '' };
      const folder = await mkdtemp(join(tmpdir(), 'pantau-killed-'));
      const run = (args: readonly string[], env: Record<string, string> = {}) =>
        runProgram(compiled, args, { cwd: folder, env: { ...database, ...env } });
      const killed = [
        await run(['release', '1.0.0'], endedAt('release-1.0.0', 'after')),
        await run(['release', '1.1.0'], endedAt('release-1.1.0', 'before')),
      ];
      expect(killed.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL']);
      expect((await readdir(folder)).sort()).toEqual(['release-1.0.0', 'release-1.1.0.part']);
      await rm(join(folder, 'release-1.1.0.part'), { recursive: true });
      const erased = await run(['erase', '--article', 'a', '--reason', 'UU PDP', '--author', 'Pengelola']);
      expect([erased.code, erased.errors]).toEqual([
        0,
        expect.stringMatching(/release 1\.0\.0 in \S+ holds/),
      ]);
      expect(erased.errors).not.toContain('1.1.0');
      expect(await readdir(join(folder, 'release-1.0.0'))).toContain('SUPERSEDED.md');
      const second = await openStore(options);
      expect(await second.begunReleases()).toEqual([]);
      expect(await second.releases()).toMatchObject([{ version: '1.0.0', erased: expect.any(String) }]);
      await second.close();
      expect((await run(['release', '1.2.0'])).code).toBe(0);
      const made = JSON.parse(await readFile(join(folder, 'release-1.2.0/release.json'), 'utf8')) as unknown;
      expect(made).toMatchObject({ supersedes: '1.0.0', superseded: ['1.0.0'] });
      await rm(folder, { recursive: true });
    });

    it('erases, tells of it, and asks for what it needs', async () => {
      const options = await open();
      const first = await openStore(options);
      const desk = await fill(first);
      const kusumo = { of: 'Darmo Lastro', set: { name: 'Darmo Lastro Kusumo' } };
      await desk.decide(await desk.holding('b1'), 'correct', { field: 'subject', value: kusumo });
      await first.close();
      const env: Record<string, string> = options.url
        ? { PANTAU_DATABASE_URL: options.url }
        : { PANTAU_DATA: options.folder ?? '' };
      const run = (...args: string[]) =>
        runProgram(compiled, ['erase', ...args], { cwd: process.cwd(), env });
      const folder = await mkdtemp(join(tmpdir(), 'pantau-erased-'));
      const release = (...args: string[]) => runProgram(compiled, ['release', ...args], { cwd: folder, env });
      for (const version of ['1.0.0', '1.1.0']) expect((await release(version)).code).toBe(0);
      await rm(join(folder, 'release-1.1.0'), { recursive: true });
      const person = ['--person', 'Darmo Lastro', '--reason', 'UU PDP', '--author', 'Pengelola'];
      const asked = await run(...person);
      expect([asked.code, asked.errors]).toEqual([
        2,
        expect.stringMatching(/printed as "Darmo Lastro Kusumo" too; add --person .* nothing was erased/),
      ]);
      const rehearsed = await run('--person', 'Darmo Lastro', '--person', 'Darmo Lastro Kusumo', '--dry-run');
      expect([rehearsed.code, rehearsed.errors]).toEqual([0, '']);
      expect(rehearsed.out).toMatch(
        /^a {2}.*Darmo Lastro.*\nb {2}.*Darmo Lastro.*\nincident-\w+\nperson: 2 articles and 1 incidents .* nothing was erased/,
      );
      const done = await run(...person, '--person', 'Darmo Lastro Kusumo');
      expect(done.code).toBe(0);
      expect(done.errors).toMatch(
        /release 1\.0\.0 in \S+ holds .* SUPERSEDED\.md in it says so: take it down\n/,
      );
      expect(done.errors).toMatch(/release 1\.1\.0 in \S+ holds .* the folder is not at hand/);
      expect(await readFile(join(folder, 'release-1.0.0/SUPERSEDED.md'), 'utf8')).toMatch(
        /tidak berlaku lagi.*\n\n.*is superseded/,
      );
      const next = await release('1.2.0');
      expect([next.code, next.errors]).toEqual([0, expect.not.stringContaining('release 1.0.0')]);
      const made = JSON.parse(await readFile(join(folder, 'release-1.2.0/release.json'), 'utf8')) as unknown;
      expect(made).toMatchObject({ supersedes: '1.1.0', noDelta: 'gone', superseded: ['1.0.0', '1.1.0'] });
      const list = (await release('--list', '--json')).out.trim().split('\n');
      expect(list.map((one) => (JSON.parse(one) as { erased: string | null }).erased !== null)).toEqual([
        true,
        true,
        false,
      ]);
      await rm(folder, { recursive: true });
      expect(done.out).toMatch(
        /^tombstone-\w+ {2}\S+ {2}person {2}2 articles, 1 incidents {2}Pengelola {2}UU PDP\n$/,
      );
      expect((await run('--list')).out).toBe(done.out);
      const wrong: [string[], RegExp][] = [
        [[], /name one article/],
        [['--article', 'a'], /legal ground/],
        [['--article', 'a', '--reason', 'x'], /who erases/],
        [['--person', 'A B', '--reason', 'wish of A B', '--author', 'x'], /without the name/],
        [['--article', 'nothing', '--reason', 'x', '--author', 'x'], /no article "nothing"/],
      ];
      for (const [args, message] of wrong) {
        const ran = await run(...args);
        expect([ran.code, ran.out]).toEqual([2, '']);
        expect(ran.errors).toMatch(message);
      }
    });
  });
});

describe('a capture', () => {
  it('is overwritten where it lies, and all others can still be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pantau-erase-'));
    try {
      const writer = openWarcWriter({ folder, about: { software: 'test' }, now: () => at(1) });
      const keep = (url: string, text: string) =>
        writer.keep(
          {
            url,
            requested: url,
            at: at(1),
            ip: null,
            request: [['host', 'x.example']],
            status: 200,
            reason: 'OK',
            response: [['content-type', 'text/html']],
            body: Buffer.from(text.repeat(200)),
          },
          { page: url, outlet: 'x', charset: 'utf-8', requested: url },
        );
      const [first, second, third] = [
        await keep('https://x.example/1', 'satu '),
        await keep('https://x.example/2', 'rahasia '),
        await keep('https://x.example/3', 'tiga '),
      ] as [string, string, string];
      await writer.close();
      const file = second.split('#')[0] ?? '';
      const size = (await readFile(join(folder, file))).length;
      expect(eraseCapture(folder, second)).toBe(true);
      expect(eraseCapture(folder, second)).toBe(true);
      const bytes = await readFile(join(folder, file));
      expect(bytes.length).toBe(size);
      const text = gunzipSync(bytes).toString();
      expect(text).not.toMatch(/rahasia|x\.example\/2/);
      for (const [capture, word] of [
        [first, 'satu'],
        [third, 'tiga'],
      ] as const)
        expect(readArchived(folder, capture).body.toString()).toContain(word);
      expect(() => readArchived(folder, second)).toThrow();
      const scan = openWarcScan(join(folder, file), { wants: () => true, headFirst: false });
      expect([...scan.records()].filter(({ head }) => head.type === 'response')).toHaveLength(2);
      expect(scan.counts.broken).toBe(0);
      scan.close();
      expect(eraseCapture(folder, writeCapture({ file: 'nowhere.warc.gz', offset: 0, record: null }))).toBe(
        false,
      );
      expect(eraseCapture(folder, writeCapture({ file, offset: 3, record: null }))).toBe(false);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
