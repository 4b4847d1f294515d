/** Migrations on a database that holds data of an earlier version: nothing is lost, and what was logged can be asked for. */
import { describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/store.js';
import { eachBackend } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeQuery, makeReport, NOW } from './made-up.js';

/** What a store without history lacks. */
const UNDO = [
  'DROP TABLE begun_releases',
  'DROP TABLE edition_coverage',
  'DROP TABLE releases',
  'DROP TABLE told, unsubscribed, readers',
  'DROP INDEX deliveries_recipient',
  `ALTER TABLE deliveries DROP COLUMN subscription, DROP COLUMN as_of, DROP COLUMN attempts, DROP COLUMN next_try,
    DROP COLUMN doubtful`,
  'DROP TABLE tombstones, erased_urls, link_causes',
  'DROP TABLE review_reports, review_incidents, reviews, ended',
  'DROP TABLE runs, extraction_versions, redirects',
  'ALTER TABLE extractions DROP COLUMN run',
  'ALTER TABLE incident_reports DROP CONSTRAINT incident_reports_incident_fkey, DROP COLUMN nth',
  'ALTER TABLE incident_reports ADD FOREIGN KEY (incident) REFERENCES incidents (id) ON DELETE CASCADE',
  'DROP TABLE linked CASCADE',
  'DROP INDEX changes_as_of',
  'ALTER TABLE changes DROP COLUMN causes, DROP COLUMN facets',
  `DELETE FROM kysely_migration WHERE name >= '0010'`,
];

eachBackend((_name, open) => {
  describe('a store of before there was history', () => {
    it('becomes one with it', async () => {
      const options = await open();
      const before = await openStore(options);
      const days = ['2024-02-09', '2024-02', '2024', null];
      const articles = days.map((_, i) => makeArticle(`a${i}`));
      await before.saveArticles(articles, NOW);
      await before.saveExtractions(
        articles.map((article, i) => ({
          extraction: makeExtraction(article, [makeReport(`r${i}`)]),
          blockKeys: new Map([[`r${i}`, ['k']]]),
        })),
        NOW,
      );
      const incidents = days.map((date, i) =>
        makeIncident(`i${i}`, {
          reports: [{ report: `r${i}`, article: `a${i}`, outlet: 'kabar-uji' }],
          date,
          places: i === 3 ? [] : ['36.74.01'],
          election: { type: 'pilgub', year: i === 2 ? null : 2024 },
        }),
      );
      await before.saveIncidents({ incidents, reportIds: ['r0', 'r1', 'r2', 'r3'], now: NOW });
      for (const statement of UNDO) await before.pool.query(statement);
      await before.close();

      const store = await openStore(options);
      const ask = async (over: Parameters<typeof makeQuery>[0]) => {
        const was = await store.queryIncidents(makeQuery(over), NOW);
        const is = await store.queryIncidents(makeQuery(over));
        expect(was).toEqual(is);
        return was.rows.map(({ id }) => id);
      };
      expect(await ask({})).toEqual(['i2', 'i1', 'i0', 'i3']);
      expect(await ask({ region: ['36.74'] })).toEqual(['i2', 'i1', 'i0']);
      expect(await ask({ from: '2024-02-15' })).toEqual(['i2', 'i1']);
      expect(await ask({ year: 2024 })).toEqual(['i1', 'i0', 'i3']);
      expect(await ask({ step: ['examined'], reality: ['realised'], election: ['pilgub'] })).toHaveLength(4);
      expect(
        await ask({ status: ['pns'], outlet: ['kabar-uji'], violation: ['public_endorsement'] }),
      ).toHaveLength(4);
      const again = await store.saveIncidents({
        incidents,
        reportIds: ['r0', 'r1', 'r2', 'r3'],
        now: new Date(NOW.getTime() + 1000),
      });
      expect(again).toEqual({ fresh: [], changed: [], removed: [] });
      await store.close();
    });
  });
});
