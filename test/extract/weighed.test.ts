/** What is weighed: acts and steps that no pattern tells of, and articles as wholes, with where and why. */
import { describe, expect, it } from '@jest/globals';
import { createExtractor } from '../../src/extract/extract.js';
import { articleHashes } from '../../src/extract/article-signs.js';
import { weighArticle } from '../../src/extract/weigh-article.js';
import { derive, dictionary } from './derive.js';

const TEXT = `MUARADUA - Badan Pengawas Pemilu Kabupaten Ogan Komering Ulu Selatan memeriksa Camat Buay Rawan, Zulkipli Anwar, Senin (14/10/2024), terkait pemilihan bupati tahun ini.

Zulkipli datang sendirian pukul sembilan pagi dan keluar dari ruangan tiga jam kemudian.

Menurut pelapor, camat itu menahan surat keterangan miskin milik keluarga yang di rumahnya tidak mau ditempeli gambar calon bupati jagoannya.

Zulkipli tidak berkomentar. Ketua Bawaslu Erwansyah mengatakan kajian belum selesai.`;

/** The same dictionary without any weights. */
const bare = createExtractor({ ...dictionary, weights: [] }, 'test');
const article = { id: 'x', url: null, outlet: null, title: null, text: TEXT, published: '2024-10-15' };

describe('a weighed act', () => {
  it('is added to a case whose acts no pattern finds, as inferred, with its words and its rule', () => {
    const before = bare.extract(article).reports.find(({ type }) => type === 'case');
    const after = derive(TEXT, '2024-10-15').extraction.reports.find(({ type }) => type === 'case');
    const known = new Set(before?.violations.map(({ value }) => value));
    const added = after?.violations.filter(({ value }) => !known.has(value)) ?? [];
    expect(added.length).toBeGreaterThan(0);
    for (const one of added) {
      expect(one.certainty).toBe('inferred');
      expect(one.rule).toBe(`weights/violations/${one.value}`);
      for (const { start, end } of one.evidence) expect(TEXT.slice(start, end)).toMatch(/\S/);
    }
    expect(after?.subjects.map(({ name }) => name)).toEqual(['Zulkipli Anwar']);
  });

  it('accuses nobody by itself', () => {
    const text =
      'KENDARI - Cuaca cerah. Pasar ramai oleh pembeli. Warga mengantre minyak goreng murah. Harga turun.';
    expect(derive(text).extraction.reports).toEqual([]);
  });
});

describe('a phrasing of many meanings', () => {
  const SUMMONS = 'Kepala desa itu dipanggil Bawaslu, Senin.';
  const CALLED = 'Pelantikan molor, dan camat baru tahu ia dipromosikan ketika namanya dipanggil ke mimbar.';
  const summoned = (text: string, one = createExtractor(dictionary, 'test')) =>
    one
      .derive({ ...article, text })
      .body.marks.filter(({ kind, code }) => kind === 'step' && code === 'summoned').length;

  it('counts where the words of its sentence bear it out, and not elsewhere', () => {
    expect(summoned(SUMMONS)).toBeGreaterThan(0);
    expect(summoned(CALLED)).toBe(0);
  });

  it('counts by itself where nothing was learned', () => {
    expect(summoned(CALLED, bare)).toBeGreaterThan(0);
  });
});

describe('a weighed article', () => {
  const chances = (text: string) => {
    const { title, body } = derive(text);
    return weighArticle(body, articleHashes(title, body), dictionary);
  };

  it('has chances that make one whole', () => {
    const told = chances(TEXT);
    expect(Object.values(told ?? {}).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
    expect(told?.case).toBeGreaterThan(0.5);
  });

  it('is not weighed where it is too short to be judged as a whole', () => {
    expect(chances('Camat itu diperiksa Bawaslu.')).toBeNull();
  });
});
