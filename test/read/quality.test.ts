/** How well the generic reader finds the text of real pages, where those pages are at hand. */
import { expect, it } from '@jest/globals';
import { genericReader, halfOf, loadPages, PAGES, scoreTexts } from '../../bench/reading.js';

it('finds the text of real pages, of those that it was mended on and of the others', async () => {
  const pages = loadPages();
  if (pages === null) {
    console.warn(`skipped: no pages at ${PAGES}`);
    return;
  }
  const read = await genericReader();
  const texts = new Map(pages.map((page) => [page, read(page)]));
  const f1 = (some: typeof pages): number =>
    scoreTexts(
      some,
      some.map((page) => texts.get(page) ?? ''),
    ).f1;
  expect(f1(pages)).toBeGreaterThan(0.979);
  expect(f1(pages.filter((page) => halfOf(page) === 'seen'))).toBeGreaterThan(0.977);
  expect(f1(pages.filter((page) => halfOf(page) === 'unseen'))).toBeGreaterThan(0.977);
});
