/** Reports of one article: each has an id of its own, however many rest on one anchor. */
import { describe, expect, it } from '@jest/globals';
import { tellApart } from '../../src/model/report.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeReport, NOW } from '../store/made-up.js';

const article = makeArticle('a1');
const told = makeReport('r1', { confidence: 0.8 });
const other = makeReport('r1', { confidence: 0.4 });
const idsOf = (reports: Parameters<typeof makeExtraction>[1]): string[] =>
  tellApart(makeExtraction(article, reports)).reports.map(({ id }) => id);

describe('telling reports apart', () => {
  it('numbers what rests on one anchor, and leaves out what is told twice', () => {
    expect(idsOf([told, other, told, makeReport('r2')])).toEqual(['r1', 'r1_2', 'r2']);
    expect(idsOf([told])).toEqual(['r1']);
  });
});

eachBackend((_name, open) => {
  describe('reports that rest on one anchor', () => {
    const store = useStore(open);

    it('are stored together once they are told apart, and not before', async () => {
      const extraction = makeExtraction(article, [told, other]);
      await store().saveArticles([article], NOW);
      const save = (one: typeof extraction) =>
        store().saveExtractions([{ extraction: one, blockKeys: new Map() }], NOW);
      await expect(save(extraction)).rejects.toThrow();
      await save(tellApart(extraction));
      expect((await store().reportsOf(['a1'])).map(({ report }) => report.id)).toEqual(['r1', 'r1_2']);
    });
  });
});
