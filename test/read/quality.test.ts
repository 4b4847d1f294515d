/** How well the generic reader finds the text of real pages, where those pages are at hand. */
import { expect, it } from '@jest/globals';
import { PAGES, scoreReading } from '../../bench/reading.js';

it('finds the text of real pages', async () => {
  const score = await scoreReading();
  if (score === null) {
    console.warn(`skipped: no pages at ${PAGES}`);
    return;
  }
  expect(score.f1).toBeGreaterThan(0.955);
});
