/** Articles that are cut into several pages: their further pages are found, and put together without what repeats. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import type { Page } from '../../src/model/page.js';
import { furtherPages, readCollected, readingWords, type ReadingWords } from '../../src/read/read.js';

let words: ReadingWords;
beforeAll(async () => {
  words = readingWords(await loadDictionary());
});

const HOST = 'https://kabar.example.test';
const URL_ = `${HOST}/berita/camat-diperiksa`;
const P = [
  'LARANTUKA - Seorang camat diperiksa pengawas pemilu, kata ketuanya, karena fotonya bersama calon beredar luas.',
  'Pemeriksaan itu berlangsung tiga jam, dan hasilnya akan diumumkan pekan depan setelah pleno.',
  '“Kami masih mendalami keterangan saksi,” ujarnya kepada awak media, Rabu, di kantornya yang sederhana.',
  'Camat itu membantah, kata kuasa hukumnya, dan menyebut foto itu diambil lama sebelum masa kampanye.',
  'Pengawas pemilu mengingatkan seluruh pegawai, baik di kecamatan maupun kelurahan, agar tetap netral.',
];
const links = (...hrefs: string[]): string =>
  `<div class="paging">${hrefs.map((href, i) => `<a href="${href}">${/(\d+)\/?$/.exec(href)?.[1] ?? i}</a>`).join(' ')}</div>`;

function page(url: string, paragraphs: string[], more = ''): Page {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  return {
    id: url,
    url,
    requested: url,
    outlet: null,
    fetched: '2023-11-09T00:00:00Z',
    status: 200,
    contentType: 'text/html',
    etag: null,
    lastModified: null,
    sha256: '',
    html: `<html><head><title>Camat Diperiksa</title></head><body><article><h1>Camat Diperiksa</h1>${body}</article>${more}</body></html>`,
    charset: 'utf-8',
    capture: null,
  };
}
const found = (more: string, url = URL_): string[] =>
  furtherPages(page(url, P.slice(0, 2), more).html, url).map((address) => address.replace(HOST, ''));

describe('further pages', () => {
  it.each<[string, string[], string[]]>([
    ['by their query', ['?page=1', '?page=2', '?page=3'], ['?page=2', '?page=3']],
    ['that are not all linked', ['?page=2', '?page=5'], ['?page=2', '?page=3', '?page=4', '?page=5']],
    ['shown at once', ['?page=2', '?page=3', '?page=all'], ['?page=all']],
    ['by their path', [`${URL_}/2`, `${URL_}/3`], ['/2', '/3']],
    ['by their path, as WordPress has them', [`${URL_}/2/`, `${URL_}/4/`], ['/2/', '/3/', '/4/']],
    ['that belong to another article', ['/berita/lain?page=2', '/berita/lain/2'], []],
    ['on another host', ['https://lain.example.test/berita/camat-diperiksa?page=2'], []],
    ['of a list without end', ['?page=2', '?page=250', '?page=25'], []],
    ['of no kind', ['/berita/camat', '#page2', `${URL_}/komentar`], []],
  ])('are found %s', (_, hrefs, further) => {
    expect(found(links(...hrefs))).toEqual(further.map((one) => `/berita/camat-diperiksa${one}`));
  });

  it('are none where the page is a further one itself, and numbers in a path must be said by the link', () => {
    expect(found(links('?page=1', '?page=3'), `${URL_}?page=2`)).toEqual([]);
    expect(found(`<a href="${URL_}/2">Foto kedua</a>`)).toEqual([]);
  });
});

describe('an article in parts', () => {
  const first = page(URL_, P.slice(0, 2), links('?page=2', '?page=3'));
  const second = page(`${URL_}?page=2`, [P[0] ?? '', ...P.slice(2, 4)], links('?page=1', '?page=3'));
  const third = page(`${URL_}?page=3`, P.slice(4), links('?page=1', '?page=2'));
  const read = (pages: Page[], missing = 0) =>
    readCollected(first, null, words, null, { pages, missing }).value;

  it('is read as one, and what stands on several pages comes once', () => {
    expect(read([second, third])).toMatchObject({
      text: P.join('\n'),
      partial: false,
      url: URL_,
      page: URL_,
    });
  });

  it('is partial as long as a page is missing', () => {
    expect(read([])).toMatchObject({ text: P.slice(0, 2).join('\n'), partial: true });
    expect(read([second], 1)).toMatchObject({ text: P.slice(0, 4).join('\n'), partial: true });
  });

  it('is read from a page that shows all of it', () => {
    expect(read([page(`${URL_}?page=all`, P)])).toMatchObject({ text: P.join('\n'), partial: false });
  });
});

describe('a date that a feed told', () => {
  const told = (published: string): unknown =>
    readCollected(page(URL_, P), null, words, { published }).value.published?.value ?? null;

  it('is taken in any common form, and not when it is impossible or lies behind the day of fetching', () => {
    expect(told('Wed, 08 Nov 2023 10:00:00 +0700')).toBe('2023-11-08T10:00:00+07:00');
    expect(told('Rab, 08 Nov 2023 10:00:00 +0700')).toBe('2023-11-08T10:00:00+07:00');
    for (const wrong of [
      'Thu, 01 Jan 1970 00:00:00 +0000',
      '0001-01-01',
      '2032-11-08',
      '2023-13-40',
      'kemarin',
      '',
    ])
      expect([wrong, told(wrong)]).toEqual([wrong, null]);
  });
});
