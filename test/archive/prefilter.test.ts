/** The prefilter loses no article that full reading keeps: all fixtures, in every dress that pages come in. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { choosePhrasings, createPrefilter } from '../../src/archive/archive.js';
import { ordinaryNews, readGoldSets } from '../../src/audit/audit.js';
import { decodeBody } from '../../src/collect/collect.js';
import { loadDictionary, packageRoot } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { readPage, readingWords } from '../../src/read/read.js';
import { asBytes } from '../../pipelines/backfill-judge.js';

const dictionary = await loadDictionary();
const mayMatter = createPrefilter(choosePhrasings(dictionary));
const extractor = createExtractor(dictionary, 'test');
const words = readingWords(dictionary);

interface Text {
  id: string;
  title: string;
  text: string;
  published: string;
}

function goldTexts(): Text[] {
  return [...readGoldSets(packageRoot()).values()].flatMap((gold) =>
    gold.map(({ id, title, text, published }) => ({ id, title: title ?? '', text, published })),
  );
}

/** Sentences of the banks, each an article of its own. */
function sentenceTexts(): Text[] {
  const folder = new URL('../../fixtures/sentences/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split(/[\t\n]/)
        // A sentence, and none of the codes beside it.
        .filter((cell) => cell.length > 50 && cell.includes(' '))
        .map((cell, i) => ({
          id: `${name}:${i}`,
          title: '',
          text: cell.replace(/[[\]]/g, ''),
          published: '2024-10-10',
        })),
    );
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A page with menus around the article, whose paragraphs are dressed one way or another. */
function pageOf({ title, text }: Text, dress: (html: string) => string, charset = 'utf-8'): string {
  const body = text.split('\n').map((line) => `<p class="isi">${dress(escape(line))}</p>`);
  return `<!DOCTYPE html><html><head><meta charset="${charset}"><title>${dress(escape(title))}</title>
<style>.a>b{color:red}</style><script>if (a<b && "</p>") { document.write("<i>x<\\/i>"); }</script></head>
<body><nav><ul><li><a href="/">Beranda</a></li></ul></nav><article><h1>${dress(escape(title))}</h1>
${body.join('\n')}</article></body></html>`;
}

/** Words of four letters or more, with something put in between their letters. */
const inWords = (put: (word: string) => string) => (html: string) =>
  html.replace(/&\w+;|\b([A-Za-z]{4,})\b/g, (all, word?: string) => (word === undefined ? all : put(word)));
const middle = (between: string) => inWords((word) => word.slice(0, 3) + between + word.slice(3));

const DRESSES: [string, (html: string) => string][] = [
  ['plain', (html) => html],
  [
    'in capitals',
    (html) => html.replace(/&\w+;|[a-z]+/g, (all) => (all.startsWith('&') ? all : all.toUpperCase())),
  ],
  ['with numeric entities', inWords((word) => word.replace(/./g, (c) => `&#${c.charCodeAt(0)};`))],
  ['with hexadecimal entities', inWords((word) => `&#x${word.charCodeAt(0).toString(16)};${word.slice(1)}`)],
  [
    'with tags inside of words',
    inWords((word) => `<b class="x">${word.slice(0, 1)}</b>${word.slice(1, 3)}<i>${word.slice(3)}</i>`),
  ],
  ['with soft hyphens', middle('\u00ad')],
  ['with soft hyphens as entities', middle('&shy;')],
  ['with soft hyphens at every letter', inWords((word) => word.split('').join('&#173;'))],
  ['with spaces without width', middle('\u200b')],
  ['with hard spaces', (html) => html.replaceAll(' ', '&nbsp;')],
  ['with line breaks for spaces', (html) => html.replaceAll(' ', '\r\n\t ')],
  ['with comments inside of words', middle('<!-- iklan > -->')],
];

/** Text as other bytes; the charset that it says and what it really is. */
const CHARSETS: [string, (html: string) => Buffer, string | null][] = [
  ['UTF-16, little end first', (html) => Buffer.from(`\ufeff${html}`, 'utf16le'), null],
  ['UTF-16, big end first', (html) => iconv.encode(html, 'utf-16be', { addBOM: true }), null],
  ['UTF-16 without a mark', (html) => Buffer.from(html, 'utf16le'), 'text/html; charset=utf-16le'],
  [
    'windows-1252',
    (html) => iconv.encode(html.replaceAll('"', '\u201c'), 'windows-1252'),
    'text/html; charset=windows-1252',
  ],
];

/** Whether full reading keeps what the bytes hold. */
function isKept(bytes: Buffer, contentType: string | null, published: string): boolean {
  const { text: html } = decodeBody(bytes, contentType);
  const { value } = readPage({ html, url: 'https://kabar.example/a', outlet: null, layouts: [], words });
  const { id, url, outlet, title, text } = value;
  return extractor.extract({ id, url, outlet, title, text, published }).relevance !== 'none';
}

/** Pages that full reading keeps and the prefilter would lose. */
function lost(texts: readonly Text[], make: (text: Text) => Buffer, contentType: string | null): string[] {
  return texts.flatMap((text) => {
    const bytes = make(text);
    return !mayMatter(bytes) && isKept(bytes, contentType, text.published) ? text.id : [];
  });
}

describe('the prefilter loses nothing', () => {
  const gold = goldTexts();
  const sentences = sentenceTexts();
  const relevant = gold.filter(
    (text) => extractor.extract({ ...text, url: null, outlet: null }).relevance !== 'none',
  );

  it('of the articles and sentences of all fixtures', () => {
    expect(relevant.length).toBeGreaterThan(300);
    expect(sentences.length).toBeGreaterThan(3000);
    const bare = (text: Text): Buffer => Buffer.from(pageOf(text, (html) => html));
    expect(lost([...gold, ...sentences], bare, null)).toEqual([]);
  });

  it.each(DRESSES)('%s', (_, dress) => {
    const make = (text: Text): Buffer => Buffer.from(pageOf(text, dress));
    const passed = relevant.filter((text) => mayMatter(make(text)));
    expect(relevant.filter((text) => !passed.includes(text)).map(({ id }) => id)).toEqual([]);
  });

  it.each(CHARSETS)('in %s', (_, encode, contentType) => {
    const make = (text: Text): Buffer => encode(pageOf(text, (html) => html));
    expect(relevant.filter((text) => !mayMatter(make(text))).map(({ id }) => id)).toEqual([]);
    expect(lost(gold, make, contentType)).toEqual([]);
  });

  it('of texts without a page around them, as they are asked once more when a page was read', () => {
    const make = ({ title, text }: Text): Buffer => asBytes(title, text);
    expect(relevant.filter((text) => !mayMatter(make(text))).map(({ id }) => id)).toEqual([]);
    const signed = (text: Text): Buffer => make({ ...text, text: `<${text.text.replaceAll(' ', ' & <')}` });
    expect(relevant.filter((text) => !mayMatter(signed(text))).map(({ id }) => id)).toEqual([]);
  });

  it('where the text stands only in the data of the page', () => {
    const make = ({ title, text }: Text): Buffer =>
      Buffer.from(
        `<title>${escape(title)}</title><script type="application/ld+json">${JSON.stringify({
          '@type': 'NewsArticle',
          headline: title,
          articleBody: text,
        }).replaceAll('</', '<\\/')}</script><div>Langganan untuk membaca</div>`,
      );
    expect(relevant.filter((text) => !mayMatter(make(text))).map(({ id }) => id)).toEqual([]);
  });
});

describe('the prefilter passes over', () => {
  it('most of what is not ours, whatever the menus say', () => {
    const menu = '<nav><ul><li><a href="/pilkada">Pilkada 2024</a></li><li><a>Pemilu</a></li></ul></nav>';
    const everyday = ordinaryNews(400, 7).filter(({ id }) =>
      /^(flood|murder|market|health|harvest|festival)-/.test(id),
    );
    const passed = everyday.filter((text) => mayMatter(Buffer.from(menu + pageOf(text, (html) => html))));
    expect(everyday.length).toBeGreaterThan(50);
    expect(passed.map(({ id }) => id)).toEqual([]);
  });

  it('broken and hostile pages without harm', () => {
    const pages = [
      '',
      '<',
      '</',
      '<script',
      '<script>',
      '<!--',
      '<!',
      '&',
      '&#',
      '&#x;',
      '<a',
      '<style><p>',
      '\\',
      '<meta',
    ];
    for (const page of pages) expect(mayMatter(Buffer.from(page))).toBe(false);
    for (const part of ['<', '&#', '<!--', '<script>', '<p ', '</', '&amp', '<a href="'])
      mayMatter(Buffer.from(part.repeat(300_000)));
  });
});
