/** pantau read: pages to JSON lines in the order of the input, troubles named, the rest goes on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import read from '../../pipelines/read.js';
import { Misuse } from '../../src/model/errors.js';

let folder: string;
const out: string[] = [];
const errors: string[] = [];

const page = (title: string): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>Camat itu diperiksa tiga jam, kata ketua pengawas, dan hasilnya menyusul pekan depan.</p></body></html>`;
const write = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pantau-read-'));
  const keep = (lines: string[]) => (chunk: unknown) => {
    lines.push(String(chunk));
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(keep(out));
  jest.spyOn(process.stderr, 'write').mockImplementation(keep(errors));
});
afterEach(() => {
  out.length = 0;
  errors.length = 0;
});
afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const lines = (): Record<string, unknown>[] => out.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('pantau read', () => {
  it('reads pages, packed pages and article objects in their order', async () => {
    const files = [
      write('satu.html', page('Judul nomor satu di sini')),
      write('dua.html.gz', gzipSync(page('Judul nomor dua di sini'))),
      write(
        'tiga.jsonl',
        JSON.stringify({ id: 7, html: page('Judul nomor tiga di sini'), published: '2023-11-08' }),
      ),
    ];
    expect(
      await read([...files, '--published', '2024-01-02', '--url', 'https://kabar.example.test/a?utm_id=1']),
    ).toBe(0);
    expect(lines().map((line) => [line.title, line.canonical])).toEqual([
      ['Judul nomor satu di sini', 'https://kabar.example.test/a'],
      ['Judul nomor dua di sini', 'https://kabar.example.test/a'],
      ['Judul nomor tiga di sini', 'https://kabar.example.test/a'],
    ]);
    expect(lines()[0]?.published).toEqual({ value: '2024-01-02', precision: 'day', basis: 'given' });
    expect(lines()[2]).toMatchObject({ id: '7', published: { value: '2023-11-08' } });
  });

  it('names what it cannot read and goes on', async () => {
    const files = [
      write('pecah.html.gz', Buffer.from('no gzip')),
      write('teks.txt', 'Hanya teks biasa.'),
      write('empat.html', page('Judul nomor empat di sini')),
      join(folder, 'tiada.html'),
    ];
    expect(await read(files)).toBe(1);
    expect(lines()).toHaveLength(1);
    expect(errors).toHaveLength(3);
    expect(errors.join('')).toMatch(/pecah\.html\.gz:1: .*teks\.txt:1: .*tiada\.html/s);
  });

  it('refuses options that it does not know and dates that are none', async () => {
    await expect(read(['--colour', 'red'])).rejects.toBeInstanceOf(Misuse);
    await expect(read(['--published', 'kemarin', 'x.html'])).rejects.toThrow('is no ISO date');
    await expect(read(['--url', 'nowhere', 'x.html'])).rejects.toThrow('is no address');
  });
});
