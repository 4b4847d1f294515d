/** Erasure of a person whom the press prints in many ways: all of them go, and people of like names stay. Persons are invented. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareName, spellOut } from '../../pipelines/person-spellings.js';
import { readErased } from '../../pipelines/sightings.js';
import { openStore } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { dictionary } from './desk.js';
import { runProgram } from './run-program.js';

jest.setTimeout(240_000);

const CASE = 'mengampanyekan calon bupati, Rabu (9/10/2024)';
const ARTICLES = [
  {
    id: 'named',
    url: 'https://a.example/camat-moh-ridwan-saleh',
    title: 'Camat Moh. Ridwan Saleh Dilaporkan ke Bawaslu',
    text: `KENDAL - Camat Weleri, H. Muhammad Ridwan Saleh, S.Sos., M.Si., dilaporkan ke Bawaslu Kabupaten Kendal karena ${CASE}. Ridwan Shaleh membantah tuduhan itu. Menurut Ridwan, ia hanya hadir. M. Ridwan Saleh akan dipanggil pekan depan. H.M.Ridwan Saleh belum menjawab. Ketua Bawaslu Kabupaten Kendal Ridwan Saputra mengatakan laporan itu sedang dikaji. Muhammad Ali dan Budi Saleh tidak terlibat.`,
  },
  {
    id: 'initials',
    title: 'Oknum Camat di Kendal Dilaporkan',
    text: `KENDAL - Seorang camat di Kabupaten Kendal berinisial MRS dilaporkan ke Bawaslu Kabupaten Kendal karena ${CASE}. MRS membantah tuduhan itu. Bawaslu Kabupaten Kendal akan memanggil MRS pekan depan.`,
  },
  {
    id: 'brackets',
    title: 'Camat Weleri Diperiksa',
    text: `KENDAL - Camat Weleri, Mohamad Ridwan Saleh (MRS), diperiksa Bawaslu Kabupaten Kendal karena ${CASE}. MRS datang sendiri.`,
  },
  {
    id: 'short',
    title: 'Bawaslu Kendal Panggil Camat Weleri',
    text: `KENDAL - Bawaslu Kabupaten Kendal memanggil Camat Weleri Ridwan terkait laporan ${CASE}. Ridwan diperiksa selama dua jam.`,
  },
  {
    id: 'another',
    title: 'Lurah Ridwan Salehudin Diperiksa',
    text: 'SEMARANG - Lurah Tandang, Ridwan Salehudin, diperiksa Bawaslu Kota Semarang karena membagikan stiker calon wali kota, Jumat (11/10/2024). Ridwan Salehudin mengakui perbuatannya.',
  },
  {
    id: 'official',
    title: 'BKPSDM Jatuhkan Sanksi',
    text: 'KENDAL - Kepala BKPSDM Kabupaten Kendal Drs. Joko Hartono, M.M. mengatakan dua ASN di Kabupaten Kendal dijatuhi hukuman disiplin sedang karena menghadiri kampanye calon bupati, Sabtu (12/10/2024). Joko Hartano menyebut keduanya menerima. "Sudah dijatuhkan," kata Joko. Joko Priyono, warga, lega.',
  },
].map((article) => ({ outlet: `outlet-${article.id}`, published: '2024-10-13', ...article }));

let compiled: string;
let folder: string;
let filled: string;
beforeAll(async () => {
  compiled = compile();
  folder = mkdtempSync(join(tmpdir(), 'pantau-spellings-'));
  writeFileSync(join(folder, 'in.jsonl'), ARTICLES.map((article) => JSON.stringify(article)).join('\n'));
  filled = await freshFolder();
  expect((await run(filled, 'ingest', 'in.jsonl')).code).toBe(0);
});
afterAll(() => [folder, filled].forEach((one) => rmSync(one, { recursive: true, force: true })));

const run = (data: string, ...args: string[]) =>
  runProgram(compiled, args, { cwd: folder, env: { PANTAU_DATA: data } });

/** What still stands in any table of a sign after an erasure, with some words around, and the texts of the articles. */
async function afterErasing(
  sign: RegExp,
  ...person: string[]
): Promise<{ left: string[]; texts: Map<string, string> }> {
  const data = join(folder, `data-${person.length}-${person.join('').length}`);
  cpSync(filled, data, { recursive: true });
  const done = await run(data, 'erase', ...person, '--reason', 'UU PDP', '--author', 'Pengelola');
  expect([done.code, done.errors]).toEqual([0, '']);
  const store = await openStore({ folder: data });
  try {
    const { rows } = await store.pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const tables = await Promise.all(
      rows.map(({ name }) =>
        store.pool.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`),
      ),
    );
    const articles = await store.articles(ARTICLES.map(({ id }) => id));
    return {
      left: tables
        .flatMap((table) => table.rows)
        .flatMap(({ row }) => [...row.matchAll(sign)].map(({ index }) => row.slice(index - 20, index + 30))),
      texts: new Map(articles.map(({ id, title, text }) => [id, `${title}\n${text}`])),
    };
  } finally {
    await store.close();
  }
}

describe('a person whom the press prints in many ways', () => {
  it('goes by the full name with titles in every spelling, misprint, short form and set of initials', async () => {
    const sign = /\bMRS\b|[Ss]haleh|[Rr]idwan[ -][Ss]aleh\b|[Mm]oh\W*[Rr]idwan|[Mm]\.[Rr]idwan/g;
    const { left, texts } = await afterErasing(sign, '--person', 'H. Muhammad Ridwan Saleh, S.Sos., M.Si.');
    expect(left).toEqual([]);
    expect(texts.get('named')).not.toMatch(/Ridwan(?! Saputra)|Moh\b/);
    expect(texts.get('named')).toContain('H.█.██████ █████ belum');
    for (const id of ['initials', 'brackets', 'short']) expect(texts.get(id)).toContain('███');
    expect(texts.get('short')).not.toContain('Ridwan');
  });

  it('takes nobody along who shares a word of the name', async () => {
    const { texts } = await afterErasing(/█/g, '--person', 'Muhammad Ridwan Saleh');
    for (const name of ['Ridwan Saputra', 'Muhammad Ali', 'Budi Saleh'])
      expect(texts.get('named')).toContain(name);
    expect(texts.get('another')).toContain('Lurah Ridwan Salehudin');
    expect(texts.get('another')).not.toContain('█');
  });

  it('may be an official, who is misprinted too', async () => {
    const { left, texts } = await afterErasing(/hartono|hartano/gi, '--person', 'Drs. Joko Hartono, M.M.');
    expect(left).toEqual([]);
    expect(texts.get('official')).toContain('kata ████. Joko Priyono, warga');
  });

  it('is asked after where an article prints a fuller name', async () => {
    const asked = await run(filled, 'erase', '--person', 'Ridwan Saleh', '--dry-run');
    expect([asked.code, asked.out]).toEqual([2, '']);
    expect(asked.errors).toContain('printed as "Muhammad Ridwan Saleh" too; add --person');
  });

  it('is rehearsed with all that would go, and with --only with the given spelling alone', async () => {
    const person = ['--person', 'Muhammad Ridwan Saleh', '--dry-run'];
    const told = await run(filled, 'erase', ...person);
    expect(told.out).toMatch(/^brackets .*\n {4}also as "MRS"\ninitials .*MRS.*\n {4}also as "MRS"\nnamed /);
    expect(told.out).toMatch(/also as .*"Ridwan Shaleh"/);
    expect(told.out).not.toMatch(/also as .*(Saputra|Budi|Salehudin)/);
    expect(told.out).toMatch(/others, who stay: .*"Budi Saleh".*"Ridwan Saputra"/);
    const only = await run(filled, 'erase', ...person, '--only');
    expect(only.out).toMatch(/^brackets .*\nnamed .*\nincident-\w+\nperson: 2 articles/);
  });

  it('is unreadable when he comes again, by his initials in brackets too, while common words of names stay', async () => {
    const data = join(folder, 'again');
    cpSync(filled, data, { recursive: true });
    const erase = ['erase', '--person', 'Muhammad Ridwan Saleh', '--reason', 'UU PDP', '--author', 'P'];
    expect((await run(data, ...erase)).code).toBe(0);
    const text =
      'Camat Moh. Ridwan Saleh, S.Sos. (MRS) diam. MRS pergi. Muhammad Ali tinggal. Kepada MR ia pamit.';
    writeFileSync(join(folder, 'again.jsonl'), JSON.stringify({ id: 'again', title: '', text }));
    expect((await run(data, 'ingest', 'again.jsonl')).code).toBe(0);
    const store = await openStore({ folder: data });
    try {
      expect((await store.articles(['again']))[0]?.text).toBe(
        'Camat ███. ██████ █████, S.Sos. (███) diam. ███ pergi. Muhammad Ali tinggal. Kepada MR ia pamit.',
      );
    } finally {
      await store.close();
    }
  });
});

describe('articles that come after a person was erased', () => {
  let data: string;
  beforeAll(async () => {
    data = join(folder, 'later');
    cpSync(filled, data, { recursive: true });
    const erase = ['erase', '--person', 'Muhammad Ridwan Saleh', '--reason', 'UU PDP', '--author', 'P'];
    expect((await run(data, ...erase)).code).toBe(0);
  });

  /** Texts as they are stored when they come in. */
  async function stored(...texts: string[]): Promise<string[]> {
    const articles = texts.map((text, at) => ({ id: `later-${at}`, title: '', text }));
    writeFileSync(join(folder, 'later.jsonl'), articles.map((one) => JSON.stringify(one)).join('\n'));
    expect((await run(data, 'ingest', 'later.jsonl')).code).toBe(0);
    const store = await openStore({ folder: data });
    try {
      return (await store.articles(articles.map(({ id }) => id))).map(({ text }) => text);
    } finally {
      await store.close();
    }
  }

  it('lose him by misprints of the whole name, and by those that were printed before', async () => {
    const texts = await stored(
      'KENDAL - Camat Weleri Muhammad Ridwaan Saleh diperiksa Bawaslu Kabupaten Kendal. Ridwaan diam.',
      'KENDAL - Camat Weleri Ridwan Shaleh diperiksa Bawaslu Kabupaten Kendal. Shaleh diam.',
    );
    expect(texts.join()).not.toMatch(/Ridw|S[h]?aleh/);
    expect(texts[0]).toBe(
      'KENDAL - Camat Weleri ████████ ███████ █████ diperiksa Bawaslu Kabupaten Kendal. ███████ diam.',
    );
  });

  it('keep the names of others who share a word with him, while he goes by that word alone', async () => {
    const [text] = await stored(
      'KENDAL - Camat Weleri, Muhammad Ridwan Saleh, diperiksa Bawaslu Kabupaten Kendal. Menurut Ridwan, ia hanya hadir. Ketua Bawaslu Kabupaten Kendal Ridwan Saputra mengatakan laporan itu sedang dikaji. Lurah Tandang Budi Saleh dan Ridwan Salehudin tidak terlibat. Camat Ridwan pulang.',
    );
    expect(text).toBe(
      'KENDAL - Camat Weleri, ████████ ██████ █████, diperiksa Bawaslu Kabupaten Kendal. Menurut ██████, ia hanya hadir. Ketua Bawaslu Kabupaten Kendal Ridwan Saputra mengatakan laporan itu sedang dikaji. Lurah Tandang Budi Saleh dan Ridwan Salehudin tidak terlibat. Camat ██████ pulang.',
    );
  });

  it('keep the names of people whose whole names are merely like his', async () => {
    const told =
      'KENDAL - Camat Muhammad Ridwan Salehudin, Lurah Muhammad Rizwan Saleh dan Siti Ridwana diperiksa.';
    expect(await stored(told)).toEqual([told]);
  });
});

describe('a page that comes in', () => {
  it('is read without its marks, and tells the erased person from others', () => {
    const page =
      '<div class="Ridwan"><p>KENDAL - Camat Weleri, <b>Muhammad Ridwan Saleh</b>, diperiksa.</p><p>Ketua Bawaslu Kabupaten Kendal <i>Ridwan Saputra</i> mengatakan laporan itu dikaji.</p></div>';
    const { also, others } = readErased(dictionary)(page, ['Muhammad Ridwan Saleh']);
    expect(also).toContain('Muhammad Ridwan Saleh');
    expect(others).toEqual(['Ridwan Saputra']);
  });
});

describe('a name as it is typed', () => {
  it.each([
    ['H. Muhammad Saleh Basri, S.Sos., M.Si.', 'Muhammad Saleh Basri'],
    ['Dr. H.M. Saleh Basri SH MH', 'M. Saleh Basri'],
    ['Letkol Inf Tri Budi', 'Tri Budi'],
    ['Hj. Aminah', 'Hj. Aminah'],
    ['Pak Haji Saleh Basri', 'Saleh Basri'],
  ])('%s is %s', (typed, name) => {
    expect(bareName(typed, dictionary)).toBe(name);
  });

  it('is spelled out by the words that have several spellings', () => {
    expect(spellOut('Muhammad Saleh', dictionary)).toEqual(
      expect.arrayContaining(['Muhammad Saleh', 'moh Saleh', 'm Saleh', 'mochamad Saleh']),
    );
    expect(spellOut('Saleh Muhammad', dictionary)).not.toContain('Saleh m');
    // A letter may stand for any name.
    expect(spellOut('M. Saleh', dictionary)).not.toContain('muhammad Saleh');
    expect(spellOut('A. R. Saleh', dictionary)).toContain('AR Saleh');
  });
});
