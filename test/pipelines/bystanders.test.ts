/** Bystanders: people of an article whom no report knows are shown by initials in whatever quotes it. */
import { describe, expect, it } from '@jest/globals';
import { bystanderReader } from '../../pipelines/bystanders.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { coverOfReports, wholeNames } from '../../src/publish/publish.js';
import { makeArticle } from '../store/made-up.js';

const TEXT = `MAMUJU - Bawaslu Kabupaten Mamuju meneruskan perkara Camat Kalukku, Andi Basrun Mattola, ke BKN, Kamis (14/11/2024), karena hadir di deklarasi pasangan calon bupati.

"Kajian kami selesai kemarin," kata Ketua Bawaslu Mamuju, Rahmat Todingan. Bupati Mamuju Hasnawati Lande mengatakan akan menunggu surat itu.

Bendahara kecamatan, Surianti, sempat ikut diperiksa. Bidan desa Nurlailah yang turut diadukan dinyatakan tidak berpihak. Surianti pulang lebih dulu. Seorang warga, Darmo Lastro, menonton dari jauh.`;

const dictionary = await loadDictionary();
const article = makeArticle('a1', {
  title: 'Camat Kalukku Diteruskan ke BKN, Surianti Lolos',
  text: TEXT,
  url: 'https://kabar-0.example/camat-kalukku-dan-surianti',
  published: { value: '2024-11-15', precision: 'day', basis: 'given' },
});
const beside = bystanderReader(dictionary);

describe('bystanders', () => {
  it('are who is told of and accused of nothing, not who holds an office of weight or speaks for a body', () => {
    const names = beside(article);
    expect(names).toEqual(expect.arrayContaining(['Surianti', 'Nurlailah', 'Darmo Lastro']));
    for (const name of ['Rahmat Todingan', 'Hasnawati Lande', 'Mamuju', 'Kalukku'])
      expect(names).not.toContain(name);
  });

  it('are initials in every sentence, title and address, beside the accused whom the report knows', () => {
    const { reports } = createExtractor(dictionary, 'test').extract({ ...article, published: '2024-11-15' });
    expect(reports.flatMap(({ subjects }) => subjects.map(({ name }) => name))).toContain(
      'Andi Basrun Mattola',
    );
    const near = { reports, articles: [article] };
    const cover = coverOfReports(near, wholeNames([], beside));
    const shown = cover.text(`${article.title}\n${TEXT}`);
    for (const name of ['Surianti', 'Nurlailah', 'Lastro', 'Basrun', 'Mattola'])
      expect(shown).not.toContain(name);
    for (const name of ['Rahmat Todingan', 'Hasnawati Lande', 'Bawaslu Kabupaten Mamuju'])
      expect(shown).toContain(name);
    expect(cover.address(article.url)).toBeNull();
    // The same without: were nobody looked for beside the reports, the names would stand there.
    expect(coverOfReports(near, wholeNames([])).text(TEXT)).toContain('Surianti');
  });

  it('are read anew where the article was revised', () => {
    expect(beside({ ...article, text: TEXT.replaceAll('Surianti', 'Marniatun') })).toContain('Marniatun');
    expect(beside(article)).not.toContain('Marniatun');
  });
});
