/** Opt-outs of publishers are obeyed in archives as they are on the web, and counted. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createBackfillReader } from '../../pipelines/backfill-reader.js';
import { addCounts, noCounts } from '../../pipelines/backfill-portion.js';
import { writeArchive, type ArchivedPage } from './write-archive.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-opt-out-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const TEXT =
  'Bawaslu Kabupaten Sragen memeriksa Camat Tangen karena diduga tidak netral dalam Pilkada 2024, kata ketuanya, Rabu.';
const page = (name: string, meta = '', headers: [string, string][] = []): ArchivedPage => ({
  url: `https://kabar.example.test/${name}`,
  text: `<html><head><title>Camat Diperiksa</title>${meta}</head><body><article><h1>Camat Diperiksa</h1><p>${TEXT} ${name}</p></article></body></html>`,
  headers,
});

it('leaves out of an archive what its publisher reserves', async () => {
  const path = await writeArchive(folder, [
    page('terbuka'),
    page('kepala', '', [['TDM-Reservation', '1']]),
    page('robot', '', [
      ['X-Robots-Tag', 'max-snippet:99'],
      ['X-Robots-Tag', 'noai'],
    ]),
    page('meta', '<meta name="robots" content="noai, noimageai">'),
    page('lain', '', [['X-Robots-Tag', 'otherbot: noai']]),
  ]);
  const filter = { range: { since: null, until: null }, outlets: null, hosts: [], all: false };
  const dictionary = await loadDictionary();
  const read = createBackfillReader({ dictionary, outlets: [], filter, fields: {} });
  const counts = noCounts();
  const kept: (string | null)[] = [];
  for await (const portion of read({ kind: 'warc', path, from: 0, parts: [] })) {
    addCounts(counts, portion.counts);
    kept.push(...portion.kept.map(({ article }) => article.url));
  }
  expect(kept).toEqual(['https://kabar.example.test/terbuka', 'https://kabar.example.test/lain']);
  expect(counts).toMatchObject({ candidates: 5, optedOut: 3, kept: 2 });
});
