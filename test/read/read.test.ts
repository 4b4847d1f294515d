/** Reading pages of all makes: text, title, date, byline, related lines, origin; and pages that are no pages. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import type { Layout } from '../../src/model/outlet.js';
import {
  foldAddress,
  readPage,
  readingWords,
  type PageInput,
  type ReadingWords,
} from '../../src/read/read.js';

let words: ReadingWords;
beforeAll(async () => {
  words = readingWords(await loadDictionary());
});

const P = [
  'LARANTUKA - Seorang camat diperiksa pengawas pemilu, kata ketuanya, karena fotonya bersama calon beredar luas.',
  'Pemeriksaan itu berlangsung tiga jam, dan hasilnya akan diumumkan pekan depan setelah pleno.',
  '“Kami masih mendalami keterangan saksi,” ujarnya kepada awak media, Rabu.',
];
const paragraphs = P.map((text) => `<p>${text}</p>`).join('\n');
const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="id-ID"><head><title>Camat Diperiksa Pengawas Pemilu - Kabar Uji</title>${head}</head><body>${body}</body></html>`;

function read(html: string, more: Partial<PageInput> = {}): ReturnType<typeof readPage> {
  return readPage({
    html,
    url: 'https://kabar.example.test/a',
    outlet: 'kabar-uji',
    layouts: [],
    words,
    ...more,
  });
}

describe('text', () => {
  it('keeps the paragraphs and leaves the page around them', () => {
    const { value } = read(
      page(`<header><a href="/">Beranda</a></header><nav><a href="/b">Politik</a></nav>
        <h1>Camat Diperiksa Pengawas Pemilu</h1><div class="isi">${paragraphs}</div>
        <div class="sidebar"><p>Harga cabai naik lagi di pasar induk, kata pedagang, karena hujan turun terus.</p></div>
        <div id="komentar" class="comments"><p>Pembaca menulis panjang lebar di sini, dengan koma, dan banyak kata lain.</p></div>
        <footer><p>Hak cipta kami, semua dilindungi, jangan disalin tanpa izin tertulis dari redaksi.</p></footer>`),
    );
    expect(value.title).toBe('Camat Diperiksa Pengawas Pemilu');
    expect(value.text).toBe(P.join('\n'));
    expect(value.language).toBe('id-ID');
  });

  it('reads unclosed tags, entities, table layouts and line breaks', () => {
    const broken = P.map((text) => `<p>${text.replace(/“/g, '&ldquo;').replace(/”/g, '&#8221;')}`).join('');
    expect(read(page(`<h1>Camat Diperiksa Pengawas Pemilu<table><tr><td><font>${broken}`)).value.text).toBe(
      P.join('\n'),
    );
    const breaks = P.join('<br><br/>');
    expect(read(page(`<table><tr><td>menu<td><table><tr><td>${breaks}</table></table>`)).value.text).toBe(
      P.join('\n'),
    );
  });

  it('takes the layout of the outlet first, and says when none fits', () => {
    const html =
      page(`<h2 class="judul">Judul menurut tata letak</h2><div class="kotak">${paragraphs}<p class="iklan">Beli sekarang juga, harga turun sampai habis bulan ini.</p></div>
      <article>${'<p>Tulisan lain yang jauh lebih panjang, dengan banyak koma, dan banyak kata di dalamnya.</p>'.repeat(9)}</article>`);
    const layout: Layout = {
      since: null,
      title: '.judul',
      body: '.kotak',
      published: null,
      byline: null,
      remove: ['.iklan'],
    };
    const { value } = read(html, { layouts: [layout] });
    expect(value.title).toBe('Judul menurut tata letak');
    expect(value.text).toBe(P.join('\n'));
    const other = read(html, { layouts: [{ ...layout, body: '.tiada' }] });
    expect(other.doubts.map((doubt) => doubt.code)).toContain('no_layout');
    const wrong = read(html, { layouts: [{ ...layout, body: 'div[[' }] });
    expect(wrong.doubts.map((doubt) => doubt.code)).toContain('bad_selector');
  });

  it('takes the body of JSON-LD where the page itself has next to none', () => {
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Camat', articleBody: P.join('\n') });
    const { value } = read(
      page('<div id="app">Memuat</div>', `<script type="application/ld+json">${data}</script>`),
    );
    expect(value.text).toBe(P.join('\n'));
  });

  it('says so when there is no text', () => {
    expect(read('').doubts.map((doubt) => doubt.code)).toEqual(['no_date', 'no_text']);
  });
});

describe('articles beside each other', () => {
  const long = (word: string): string =>
    `<p>${`Tulisan ${word} yang lain, dengan banyak koma, dan banyak kata di dalamnya. `.repeat(9)}</p>`;

  it('reads the one with the headline, or else the first with a text', () => {
    const own = `<article class="satu"><h1>Camat Diperiksa Pengawas Pemilu</h1>${paragraphs}</article>`;
    const others = `<article class="satu"><h2>Lain</h2>${long('kedua')}</article><article class="satu"><h2>Lain lagi</h2>${long('ketiga')}</article>`;
    expect(read(page(`<main>${own}${others}</main>`)).value.text).toBe(P.join('\n'));
    expect(read(page(`<main>${others}${own}</main>`)).value.text).toBe(P.join('\n'));
    const bare = `<div><h1>Camat Diperiksa Pengawas Pemilu</h1></div><main><article>${paragraphs}</article>${others}</main>`;
    expect(read(page(bare)).value.text).toBe(P.join('\n'));
  });

  it('reads all parts of a live report', () => {
    const parts = P.map((text) => `<article class="bagian"><p>${text}</p><p>${text}</p></article>`).join('');
    const { text } = read(page(`<article><h1>Camat Diperiksa Pengawas Pemilu</h1>${parts}</article>`)).value;
    expect(text).toBe(P.flatMap((one) => [one, one]).join('\n'));
  });
});

describe('a page on which hardly a text is found', () => {
  it('is read with all that it hides, and whatever its parts are named', () => {
    const hidden = `<div id="x" style="display:none"><div class="sidebar comments">${paragraphs}${paragraphs}</div></div>`;
    expect(read(page(`<p>Memuat.</p>${hidden}`)).value.text).toContain(P[1]);
  });
});

describe('teasers', () => {
  it('are no text, with their excerpts; a list of things is', () => {
    const card = (i: number): string =>
      `<div class="kartu"><h3><a href="/l${i}">Judul panjang dari berita lain nomor ${i}</a></h3><p>${P[i % 3]} ${P[i % 2]}</p></div>`;
    const cards = [1, 2, 3].map(card).join('');
    expect(read(page(`<main><div>${paragraphs}</div><section>${cards}</section></main>`)).value.text).toBe(
      P.join('\n'),
    );
    expect(read(page(`<main><section>${cards.repeat(4)}</section></main>`)).value.text).toContain(P[2]);
  });
});

describe('related lines', () => {
  it('takes block lines, inline lines and lists out of the text and keeps them', () => {
    const body = `<article><p>${P[0]}</p><p><strong>Baca Juga : <a href="/b">Jalan rusak di Talo</a></strong></p>
      <p>${P[1]} <b>BACA JUGA: <a href="https://kabar.example.test/c">Harga <i>cabai</i> naik</a></b></p>
      <p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p><p>${P[2]}</p>
      <p>Baca juga:</p><ul><li><a href="/e">Tarif feri naik</a></li></ul><h3>Berita Terkait</h3><ul><li><a href="/d">Jadwal kapal berubah</a></li></ul></article>`;
    const { value } = read(page(body));
    expect(value.text).toBe(P.join('\n'));
    expect(value.related).toEqual([
      { text: 'Jalan rusak di Talo', url: 'https://kabar.example.test/b' },
      { text: 'Harga cabai naik', url: 'https://kabar.example.test/c' },
      { text: 'Tarif feri naik', url: 'https://kabar.example.test/e' },
      { text: 'Jadwal kapal berubah', url: 'https://kabar.example.test/d' },
    ]);
  });

  it('keeps sentences that only begin alike', () => {
    const text =
      'Baca doa bersama menutup acara itu, kata panitia, sebelum warga pulang ke rumah masing-masing.';
    expect(read(page(`<article>${paragraphs}<p>${text}</p></article>`)).value.text).toContain(text);
  });
});

describe('date of publication', () => {
  const jsonLd = (date: string): string =>
    `<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"datePublished":"${date}",}]}</script>`;
  const dated = (line: string): string =>
    page(`<h1>Camat Diperiksa Pengawas Pemilu</h1><div>${line}</div><div>${paragraphs}</div>`);

  it.each([
    [
      'JSON-LD',
      page(paragraphs, jsonLd('2023-11-08T10:05:00+07:00')),
      '2023-11-08T10:05:00+07:00',
      'json_ld',
    ],
    [
      'a time without zone',
      page(paragraphs, jsonLd('2023-11-08 10:05')),
      '2023-11-08T10:05:00+07:00',
      'json_ld',
    ],
    [
      'meta',
      page(paragraphs, '<meta property="article:published_time" content="2023-11-08">'),
      '2023-11-08',
      'meta',
    ],
    ['a visible line', dated('Rabu, 8 November 2023 | 14.05 WITA'), '2023-11-08T14:05:00+08:00', 'visible'],
    ['a short line', dated('08/11/2023 - 14:05'), '2023-11-08T14:05:00+07:00', 'visible'],
    ['a month misspelt', dated('Rabu, 8 Nopember 2023'), '2023-11-08', 'visible'],
  ])('reads %s', (_name, html, value, basis) => {
    expect(read(html).value.published).toMatchObject({ value, basis });
  });

  it('knows a change from publication, and takes the feed when the page is silent', () => {
    const { value } = read(
      dated('Diperbarui 9 November 2023 08:00 WIB</div><div>Terbit 8 November 2023 07:00 WIB'),
    );
    expect(value.published?.value).toBe('2023-11-08T07:00:00+07:00');
    expect(value.modified).toEqual({
      value: '2023-11-09T08:00:00+07:00',
      precision: 'time',
      basis: 'visible',
    });
    const hinted = read(page(paragraphs), { feedHint: { published: 'Wed, 08 Nov 2023 10:00:00 +0700' } });
    expect(hinted.value.published).toEqual({
      value: '2023-11-08T10:00:00+07:00',
      precision: 'time',
      basis: 'feed',
    });
  });

  it('is no date of the address, of the footer or of an impossible day', () => {
    const html = page(`<article>${paragraphs}</article><footer><p>Hak cipta 1 Januari 2020</p></footer>`);
    expect(read(html, { url: 'https://kabar.example.test/2021/02/03/a' }).value.published).toBeNull();
    expect(read(dated('31 Februari 2023')).value.published).toBeNull();
  });

  it('tells when sources contradict each other', () => {
    const { doubts } = read(dated('8 November 2023').replace('</head>', `${jsonLd('2024-05-01')}</head>`));
    expect(doubts.map((doubt) => doubt.code)).toEqual(['dates_differ']);
  });
});

describe('address', () => {
  it('folds tracking, AMP and page numbers, and knows copies of other sites', () => {
    const from = (url: string, html = page(paragraphs)): string | null => read(html, { url }).value.url;
    expect(from('https://kabar.example.test/a?utm_source=x&page=2&id=7#top')).toBe(
      'https://kabar.example.test/a?id=7',
    );
    expect(from('https://kabar.example.test/a.html?m=1')).toBe('https://kabar.example.test/a.html');
    expect(from('https://kabar.example.test/?p=7&m=20231108')).toBe(
      'https://kabar.example.test/?m=20231108&p=7',
    );
    expect(from('https://kabar.example.test/berita/a/amp/')).toBe('https://kabar.example.test/berita/a');
    const twin = (url: string): string | null =>
      read(page(paragraphs), { url, home: 'https://www.kabar.example.test/' }).value.url;
    for (const host of ['m', 'amp', 'mobile', 'www'])
      expect(twin(`https://${host}.kabar.example.test/a`)).toBe('https://www.kabar.example.test/a');
    for (const host of ['', 'www.', 'm.'])
      expect(twin(`http://${host}kabar.example.test/a`)).toBe('https://www.kabar.example.test/a');
    expect(from('http://kabar.example.test/a')).toBe(from('https://kabar.example.test/a'));
    const old = page(paragraphs, '<link rel="canonical" href="http://kabar.example.test/b">');
    expect(from('https://kabar.example.test/a', old)).toBe('https://kabar.example.test/b');
    expect(from('http://kabar.example.test:8080/a')).toBe('http://kabar.example.test:8080/a');
    expect(foldAddress('https://kabar.example.test/a', 'http://kabar.example.test/')).toBe(
      'http://kabar.example.test/a',
    );
    expect(twin('https://m.lain.example.test/a')).toBe('https://m.lain.example.test/a');
    const own = page(paragraphs, '<link rel="canonical" href="/b">');
    expect(from('https://kabar.example.test/a', own)).toBe('https://kabar.example.test/b');
    const copy = read(page(paragraphs, '<link rel="canonical" href="https://lain.example.test/b">'));
    expect(copy.value).toMatchObject({ url: 'https://kabar.example.test/a', origin: 'network_copy' });
    const home = page(paragraphs, '<link rel="canonical" href="https://kabar.example.test/">');
    expect(from('https://kabar.example.test/a', home)).toBe('https://kabar.example.test/a');
  });
});

describe('who and whence', () => {
  it('reads the byline', () => {
    const line = page(
      `<h1>Camat Diperiksa Pengawas Pemilu</h1><p>Penulis: Rani Wulandari | Editor: Budi</p><div>${paragraphs}</div>`,
    );
    expect(read(line).value.byline).toBe('Rani Wulandari');
    const data =
      '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Rani"},{"name":"Dewi"}]}</script>';
    expect(read(page(paragraphs, data)).value.byline).toBe('Rani, Dewi');
  });

  it.each([
    ['(Adv)', 'advertorial'],
    ['(Ant)', 'wire'],
    ['(Humas)', 'press_release'],
    ['(eko)', null],
  ])('reads the origin from the credit %s', (credit, origin) => {
    const html = page(
      `<article>${paragraphs}<p>Demikian penjelasan ketua pengawas pemilu itu kemarin. ${credit}</p></article>`,
    );
    expect(read(html).value.origin).toBe(origin);
  });

  it('does not take a word in the middle of the text for an origin', () => {
    const html = page(
      `<article>${paragraphs}<p>Hal itu ia tulis dalam siaran pers kemarin, kata dia.</p>${paragraphs}</article>`,
    );
    expect(read(html).value.origin).toBeNull();
  });

  it.each(['Advertorial: ', 'PARIWARA | ', '[Adv] '])(
    'reads the origin from the label %s of a headline',
    (label) => {
      const title = `${label}Camat Ajak Warga Jaga Netralitas`;
      const html = `<title>${title}</title><article><h1>${title}</h1>${paragraphs}</article>`;
      expect(read(html).value.origin).toBe('advertorial');
    },
  );

  it.each([
    ['<meta property="article:content_tier" content="locked">', ''],
    ['', '<p>Untuk membaca artikel selengkapnya, silakan berlangganan.</p>'],
    ['', '<p>Anda membutuhkan akun premium untuk membaca artikel ini secara lengkap</p>'],
    ['', '<p>Baca selengkapnya di halaman berikutnya</p>'],
  ])('knows a text that is cut off: %s%s', (head, end) => {
    const { text, partial } = read(page(`<article>${paragraphs}${end}</article>`, head)).value;
    expect(partial).toBe(true);
    expect(text).toBe(read(page(`<article>${paragraphs}</article>`)).value.text);
  });

  it('knows the beginning of a text by its dots, and takes none of this for a whole text', () => {
    const ending = (end: string): boolean =>
      read(page(`<article>${paragraphs}<p>Pemeriksaan camat itu ${end}</p></article>`)).value.partial;
    expect(ending('berlangsung tiga jam di kantor pengawas [...]')).toBe(true);
    expect(ending('berlangsung tiga jam di kantor pengawas [&#8230;]')).toBe(true);
    expect(ending('berlangsung lama ... kata warga yang berlangganan koran itu.')).toBe(false);
    const open = '<meta property="article:content_tier" content="free">';
    expect(read(page(paragraphs, open)).value.partial).toBe(false);
  });

  it('knows a paywall and further pages', () => {
    const wall =
      '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>';
    expect(read(page(paragraphs, wall)).value.partial).toBe(true);
    expect(read(page(`${paragraphs}<a href="?page=2">2</a>`)).value.partial).toBe(true);
    expect(read(page(paragraphs)).value.partial).toBe(false);
  });
});
