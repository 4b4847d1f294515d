/** To article: ids that stay, dates that are dates, and HTML that is read first. */
import { describe, expect, it } from '@jest/globals';
import { Article } from '../../src/model/article.js';
import { toArticle, type ReadHtml } from '../../pipelines/to-article.js';

const unread: ReadHtml = () => Promise.reject(new Error('nothing to read'));

describe('article objects', () => {
  it('keeps what is given', async () => {
    const article = await toArticle(
      {
        id: '7',
        url: 'https://contoh.test/a',
        outlet: 'contoh',
        title: 'Judul',
        text: 'Isi.',
        published: '2024-01-23',
      },
      unread,
    );
    expect(article).toMatchObject({
      id: '7',
      title: 'Judul',
      text: 'Isi.',
      published: { value: '2024-01-23', precision: 'day', basis: 'given' },
    });
    expect(Article.parse(article)).toEqual(article);
  });

  it('derives the id from the address, or from title and text', async () => {
    const id = async (input: Parameters<typeof toArticle>[0]): Promise<string> =>
      (await toArticle(input, unread)).id;
    expect(await id({ text: 'Isi.' })).toBe(await id({ text: 'Isi.', published: '2024' }));
    expect(await id({ text: 'Isi.' })).not.toBe(await id({ text: 'Isi lain.' }));
    expect(await id({ url: 'https://contoh.test/a', text: 'Isi.' })).toBe(
      await id({ url: 'https://contoh.test/a', text: 'Isi baru.' }),
    );
    expect(await id({ text: 'Isi.' })).toMatch(/^a_[0-9a-f]{20}$/);
  });

  it.each([
    ['2024', { value: '2024', precision: 'year' }],
    ['2024-02', { value: '2024-02', precision: 'month' }],
    ['2024-02-03 10:15', { value: '2024-02-03', precision: 'day' }],
    ['2024-02-03T10:15:00', { value: '2024-02-03', precision: 'day' }],
    ['2024-02-03T10:15:00+07:00', { value: '2024-02-03T10:15:00+07:00', precision: 'time' }],
    [' ', null],
  ])('reads the date %j', async (given, published) => {
    const article = await toArticle({ text: 'Isi.', published: given }, unread);
    expect(article.published).toEqual(published === null ? null : { ...published, basis: 'given' });
  });

  it.each(['kemarin', '2024-13-40', '3/2/2024'])('refuses the date %j by its words', async (published) => {
    await expect(toArticle({ text: 'Isi.', published }, unread)).rejects.toThrow(
      `no ISO date: "${published}"`,
    );
  });

  it('reads HTML first, and lets what is given win', async () => {
    const read: ReadHtml = async ({ html, url }) => ({
      ...(await toArticle(
        { text: html.replaceAll(/<[^<>]{0,20}>/g, ''), url, title: 'Dari halaman' },
        unread,
      )),
      byline: 'Rini',
    });
    const article = await toArticle(
      { html: '<p>Isi.</p>', url: 'https://contoh.test/b', published: '2024-01-02' },
      read,
    );
    expect(article).toMatchObject({
      title: 'Dari halaman',
      text: 'Isi.',
      byline: 'Rini',
      published: { value: '2024-01-02' },
    });
    expect(await toArticle({ html: '<p>Isi.</p>', title: 'Diberi' }, read)).toMatchObject({
      title: 'Diberi',
    });
  });
});
