/** Who is accused and who is not: victims, witnesses, judged organisers, the imagined, and whom a headline means. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { isHardlyCase } from '../../src/extract/weigh-article.js';
import { derive } from './derive.js';

const told = (text: string, title: string | null = null): ReturnType<typeof derive>['extraction'] =>
  derive(text, '2024-10-10', title ?? undefined).extraction;

const roles = (text: string, title: string | null = null): string[] =>
  told(text, title).reports.flatMap((report) =>
    report.type === 'case' ? report.subjects.map((subject) => subject.role) : [],
  );

describe('victims', () => {
  it('are those whose names were used for a side', () => {
    const text =
      'Kepala Dinas Kesehatan Kota Bima, Nurhayati, melaporkan akun palsu yang mencatut namanya. ' +
      'Akun itu mengunggah dukungan kepada calon wali kota. Polisi menyelidiki pemilik akun.';
    expect(roles(text)).toEqual(['victim']);
  });

  it('are no matter of ours where names were used for something else', () => {
    const text =
      'Sekda Kabupaten Siak, Arfan Rusdi, melaporkan orang yang mencatut namanya untuk meminta proyek. ' +
      'Pelaku mengaku tim sukses calon bupati. Polisi melacak nomor ponsel.';
    expect(told(text).relevance).not.toBe('case');
  });
});

describe('nobody is accused', () => {
  it.each([
    'Bawaslu meminta keterangan Lurah Cempaka sebagai saksi dalam laporan politik uang caleg. Caleg terlapor diperiksa besok.',
    'Bawaslu menggelar simulasi. Dalam simulasi itu seorang lurah dilaporkan karena membagikan kaos paslon lalu diperiksa.',
    'Bawaslu memasang spanduk di 245 desa. Isinya ajakan melaporkan kades yang tidak netral. Sejauh ini belum ada laporan.',
    'Ketua Panwascam menegur tim paslon. Panwascam menemukan 40 alat peraga kampanye dipaku di pohon.',
  ])('by %s', (text) => {
    expect(roles(text)).toEqual([]);
  });
});

describe('somebody in particular', () => {
  it('is whom a sentence opens with and tells to be dealt with', () => {
    const text =
      'Pegawai dinas di Lebak dipanggil Bawaslu sebab diduga tidak netral pada Pilkada 2024. Ia berfoto dengan atribut partai.';
    expect(roles(text)).toEqual(['accused']);
  });

  it('is the organiser whom the court of honour judges', () => {
    const text =
      'DKPP menjatuhkan sanksi pemberhentian tetap kepada anggota Bawaslu Kabupaten Nias Barat. Teradu terbukti memihak seorang caleg.';
    expect(roles(text)).toEqual(['accused']);
  });

  it('is the unnamed doer of whom only the headline tells the office', () => {
    const text =
      'Tampak seorang pria berseragam cokelat berjoget di panggung kampanye pasangan calon. Bawaslu akan meminta keterangan.';
    expect(roles(text, 'Camat Joget Bareng Cabup, Bawaslu Turun Tangan')).toEqual(['accused']);
  });
});

describe('a case or measure of which no report could be made', () => {
  const folder = join(packageRoot(), 'fixtures', 'briefs', 'open');
  const read = (file: string) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      title: string;
      text: string;
      published: string;
    };

  it('says so as a doubt, and nothing else does', () => {
    const told = readdirSync(folder).map((file) => {
      const { text, published, title } = read(file);
      const { relevance, reports, doubts } = derive(text, published, title).extraction;
      const empty = reports.length === 0 && (relevance === 'case' || relevance === 'measure');
      return { file, empty, doubted: doubts.some(({ code }) => code === 'no_report') };
    });
    expect(told.filter(({ empty, doubted }) => empty !== doubted)).toEqual([]);
    expect(told.some(({ empty }) => empty)).toBe(true);
  });
});

describe('what is told to have nothing to do with elections', () => {
  const chances = { case: 0.8, measure: 0.05, context: 0.05, none: 0.1 };

  it('hardly is a case unless all else speaks for one', () => {
    expect(isHardlyCase(chances, true, false)).toBe(false);
    expect(isHardlyCase(chances, true, true)).toBe(true);
    expect(isHardlyCase({ ...chances, measure: 0.15 }, true, true)).toBe(true);
    expect(isHardlyCase({ ...chances, case: 0.97 }, true, true)).toBe(false);
  });

  it('is found by the words that say so', () => {
    const topics = (text: string): string[] =>
      derive(text).body.marks.flatMap(({ kind, code }) => (kind === 'topic' ? [code] : []));
    expect(topics('Sekcam itu dicopot. Kata bupati, itu bukan soal pilkada.')).toContain('no_link');
    expect(topics('Camat itu diperiksa Bawaslu soal pilkada.')).not.toContain('no_link');
  });
});
