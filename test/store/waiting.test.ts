/** Reports wait to be linked from the moment they are stored until their incidents are, whatever comes in between. */
import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeReport, NOW } from './made-up.js';

/** Stores an article that tells one report under each list of keys; `text` makes it another one. */
async function put(store: Store, id: string, keys: string[][], text = 'satu'): Promise<void> {
  const article = makeArticle(id, { outlet: `outlet-${id}`, title: text });
  const reports = keys.map((_, i) => makeReport(`${id}-r${i}`));
  await store.saveArticles([article], NOW);
  const blockKeys = new Map(reports.map((report, i) => [report.id, keys[i] ?? []]));
  await store.saveExtractions([{ extraction: makeExtraction(article, reports), blockKeys }], NOW);
}

/** Links what waits: all reports of one neighbourhood into one incident, named after the first. */
async function linkOnce(store: Store): Promise<string[]> {
  const waiting = await store.reportsToLink(1);
  if (waiting === null) return [];
  const ids = waiting.reports.map(({ report }) => report.id);
  const links = waiting.reports.map(({ report, article }) => ({
    report: report.id,
    article: article.id,
    outlet: article.outlet ?? '',
  }));
  const incidents = [makeIncident(`i-${ids[0]}`, { reports: links })];
  await store.saveIncidents({ incidents, reportIds: ids, asOf: waiting.asOf, now: NOW });
  return ids;
}

eachBackend((_name, open) => {
  describe('reports that wait to be linked', () => {
    const store = useStore(open);

    it('come with all that they may meet, one neighbourhood after the other, and then no more', async () => {
      await put(store(), 'a', [['x']]);
      await put(store(), 'b', [['x', 'y']]);
      await put(store(), 'c', [['z']]);
      await put(store(), 'd', [['y']]);
      expect(await linkOnce(store())).toEqual(['a-r0', 'b-r0', 'd-r0']);
      expect(await linkOnce(store())).toEqual(['c-r0']);
      expect(await store().reportsToLink(10)).toBeNull();
    });

    it('do not wait again when the same is stored again', async () => {
      await put(store(), 'a', [['x']]);
      expect(await store().reportsToLink(10)).toBeNull();
    });

    it('bring the company that they leave', async () => {
      await put(store(), 'd', [['moved']], 'dua');
      expect(await linkOnce(store())).toEqual(['a-r0', 'b-r0', 'd-r0']);
    });

    it('wait when one of their company goes', async () => {
      await put(store(), 'b', [], 'dua');
      const ids = (await store().reportsToLink(10))?.reports.map(({ report }) => report.id);
      expect(ids).toEqual(['a-r0', 'd-r0']);
      await linkOnce(store());
      await linkOnce(store());
      expect(await store().reportsToLink(10)).toBeNull();
    });

    it('go on waiting when they change while they are linked', async () => {
      await put(store(), 'c', [['z']], 'dua');
      const before = await store().reportsToLink(10);
      await put(store(), 'c', [['z']], 'tiga');
      await store().saveIncidents({ incidents: [], reportIds: ['c-r0'], asOf: before?.asOf ?? 0, now: NOW });
      expect((await store().reportsToLink(10))?.reports.map(({ report }) => report.id)).toEqual(['c-r0']);
    });
  });
});
