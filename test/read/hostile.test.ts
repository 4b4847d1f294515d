/** Reading what nobody should print: it never throws, and takes time in step with the length. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Article } from '../../src/model/article.js';
import { boundMarkup, DEEPEST_NESTING } from '../../src/model/markup.js';
import { readPage, readingWords, type ReadingWords } from '../../src/read/read.js';

let words: ReadingWords;
beforeAll(async () => {
  words = readingWords(await loadDictionary());
});

const read = (html: string) =>
  readPage({ html, url: 'https://kabar.example.test/a', outlet: null, layouts: [], words });

const piece = fc.constantFrom(
  '<p>',
  '</p>',
  '<div class="comments">',
  '</div>',
  '<a href="/x">',
  '</a>',
  '<table>',
  '<td>',
  '<br>',
  '<h1>',
  '</h1>',
  '<script type="application/ld+json">',
  '{"@type":"NewsArticle","author":',
  '[[[',
  '</script>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<meta property="article:published_time" content="',
  '">',
  '&#xfffffff;',
  '&',
  '<',
  '>',
  '"',
  ' Baca juga: ',
  '31 Februari 2023',
  'Penulis: ',
  '(Adv)',
  'kata yang panjang, dengan koma, dan titik. ',
  '\u0000',
  '\ud800',
  '<time datetime="x">',
  '<svg>',
  '<style>',
);

describe('readPage on hostile input', () => {
  it('never throws and always gives a valid article', () => {
    const property = fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
      expect(Article.safeParse(read(parts.join('')).value).error).toBeUndefined();
    });
    fc.assert(property, { numRuns: 300 });
  });

  const SIZE = 40_000;
  it.each([
    ['unclosed elements and closings of others', '<b>'.repeat(SIZE) + '</i>'.repeat(SIZE)],
    ['deep nesting with text', '<div>a, b, c, d, e, f, g, h, i, j, k '.repeat(SIZE)],
    [
      'paragraphs inside deep nesting',
      '<div>'.repeat(500) + '<p>kata, kata, kata, kata, kata, kata'.repeat(SIZE),
    ],
    ['many links in one paragraph', `<p>${'<a href="/x">Baca juga: x</a> '.repeat(SIZE)}`],
    ['one endless announcement', `<p>${'baca juga '.repeat(SIZE)}`],
    ['blanks without end', `<p>${' '.repeat(SIZE * 5)}x${' '.repeat(SIZE * 5)}`],
    ['many headings', '<h1>kata kata</h1>'.repeat(SIZE)],
    ['many attributes', `<p ${'a=1 '.repeat(SIZE)}>`],
    ['many class names', '<div class="baca juga related ab cd ef">x</div>'.repeat(SIZE)],
    ['open brackets', '<'.repeat(SIZE * 5)],
    ['open comments', '<!--'.repeat(SIZE)],
    ['a JSON-LD of brackets', `<script type="application/ld+json">${'['.repeat(SIZE * 5)}</script>`],
    [
      'a JSON-LD of objects',
      `<script type="application/ld+json">${'{"a":'.repeat(SIZE)}1${'}'.repeat(SIZE)}</script>`,
    ],
    ['ampersands', '&a'.repeat(SIZE * 2)],
    ['digits', `<p>${'1 '.repeat(SIZE * 2)}`],
  ])('takes bounded time for %s', (_name, html) => {
    // Time of the processor, which other programs on the machine do not lengthen.
    const before = process.cpuUsage();
    read(html);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(8000);
  });
});

describe('boundMarkup', () => {
  it('leaves honest pages whole, however sloppy', () => {
    expect(boundMarkup('<table>' + '<tr><td><p>a<br>'.repeat(5000) + '</table>').cut).toBe(false);
    expect(boundMarkup('<ul>' + '<li><b>a</b><p>b'.repeat(5000)).cut).toBe(false);
  });

  it('cuts before the element that is too deep, and keeps all in one element', () => {
    const { html, cut } = boundMarkup(`</x-page>${'<i>'.repeat(5000)}`);
    expect(cut).toBe(true);
    expect(html).toHaveLength('<x-page><>'.length + 3 * DEEPEST_NESTING);
  });
});
