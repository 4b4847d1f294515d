/** Copies of one article on the whole way from article to incident: linked by what is stored beside the reports, and one source. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ALL, FLOW } from '../../pipelines/flow.js';
import { wireStages } from '../../pipelines/wire-stages.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Query } from '../../src/model/query.js';
import { openLog } from '../../src/run/run.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeReport } from '../store/made-up.js';
import { input } from '../link/build-report.js';

const dictionary = await loadDictionary();

interface Source {
  id: string;
  title: string;
  published: string;
  paragraphs: string[];
}
const read = (name: string): Source =>
  parse(
    readFileSync(new URL(`../../fixtures/newsroom/articles/${name}.yaml`, import.meta.url), 'utf8'),
  ) as Source;

const article = (id: string, { title, published, paragraphs }: Source, lead = '') =>
  makeArticle(id, {
    outlet: `outlet-${id}`,
    title,
    text: [lead, ...paragraphs].join('\n'),
    published: { value: published.slice(0, 10), precision: 'day', basis: 'given' },
  });

const camat = (article: string) =>
  makeReport(`r-${article}`, {
    ...input({
      id: `r-${article}`,
      places: ['14.72'],
      violations: ['campaign_team_role'],
      subjects: [{ name: 'Rahmat Fauzi', status: 'non_asn' }],
    }).report,
  });

eachBackend((_name, open) => {
  describe('copies of one article', () => {
    const store = useStore(open);

    it('are one source of one incident, and other articles on it another', async () => {
      const stages = wireStages({
        store: store(),
        dictionary,
        log: openLog('silent'),
        outlets: [],
        collector: null,
      });
      const [first, other] = [read('wp-dumai-thl'), read('lr-dumai-thl')];
      const copy = { ...first, title: 'Judul yang Lain', paragraphs: first.paragraphs.slice(0, -1) };
      const all = [
        article('a', first),
        article('b', copy, 'Laporan dari kantor berita.'),
        article('c', other),
      ];
      await stages.saveArticles(all);
      // What extraction says is given, so that this tells of linking alone.
      await stages.saveExtractions(all.map((one) => makeExtraction(one, [camat(one.id)])));
      const waiting = await stages.reportsToLink();
      for (const { article: about } of waiting?.reports ?? []) {
        expect(about).not.toHaveProperty('text');
        expect(about.sign).toMatch(/^[\w+/]{174}==$/);
      }
      await FLOW.link.run([ALL], stages, async () => undefined);
      const { rows } = await store().queryIncidents(Query.parse({ limit: 100 }));
      const [incident] = rows.filter(({ type, articles }) => type === 'case' && articles === 3);
      expect(incident).toMatchObject({ outlets: 3, independent: 2, reprints: [['a', 'b']] });

      // Both texts credit the agency now: what two outlets tell of it is one voice.
      await stages.saveArticles(
        [all[0], all[2]].flatMap((one) => (one ? { ...one, origin: 'wire' as const } : [])),
      );
      await stages.saveExtractions(all.map((one) => makeExtraction(one, [camat(one.id)], 'sha256:b')));
      await FLOW.link.run([ALL], stages, async () => undefined);
      expect(await store().incident(incident?.id ?? '')).toMatchObject({ outlets: 3, independent: 1 });
    });
  });
});
