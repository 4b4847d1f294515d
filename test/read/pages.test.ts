/** The project's own pages: invented articles in the dress of many Indonesian sites, each read as its golden file says. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Article } from '../../src/model/article.js';
import { readPage, readingWords, type ReadingWords } from '../../src/read/read.js';
import { ownPages } from '../../bench/own-pages.js';

let words: ReadingWords;
beforeAll(async () => {
  words = readingWords(await loadDictionary());
});

describe('pages of fixtures/pages', () => {
  const pages = ownPages();

  it('are 60 at least, in 30 layouts at least', () => {
    expect(pages.length).toBeGreaterThanOrEqual(60);
    expect(new Set(pages.map(({ id }) => id.replace(/-\d+$/, ''))).size).toBeGreaterThanOrEqual(30);
  });

  it.each(pages.map((page) => [page.id, page] as const))(
    '%s is read as its golden file says',
    (_id, page) => {
      const { html, url, golden } = page;
      const { value } = readPage({ html, url, outlet: null, layouts: [], words });
      expect(Article.safeParse(value).error).toBeUndefined();
      expect(value).toMatchObject(golden);
      // The same from text as from bytes.
      expect(readPage({ html: html.toString(), url, outlet: null, layouts: [], words }).value).toEqual(value);
    },
  );
});
