/** Ids that stay, redirects, causes and "as of", on each database. */
import { describe, expect, it } from '@jest/globals';
import type { Incident } from '../../src/model/incident.js';
import type { ExtractionRun, Store } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import {
  at,
  makeArticle,
  makeExtraction,
  makeIncident,
  makeQuery,
  makeReport,
  makeStep,
  why,
} from './made-up.js';

interface Put {
  day: number;
  dictionary?: string;
  run?: ExtractionRun | null;
  text?: string;
}

/** Stores an article with reports, each on words that begin at its offset. */
async function put(store: Store, article: string, reports: [id: string, offset: number][], told: Put) {
  const one = makeArticle(article, {
    outlet: `outlet-${article}`,
    ...(told.text === undefined ? {} : { text: told.text }),
  });
  const made = reports.map(([id, offset]) =>
    makeReport(id, { violations: [], steps: [makeStep('examined', why(offset, offset + 20))] }),
  );
  await store.saveArticles([one], at(told.day));
  await store.saveExtractions(
    [
      {
        extraction: makeExtraction(one, made, told.dictionary),
        blockKeys: new Map(made.map(({ id }) => [id, ['k']])),
      },
    ],
    at(told.day),
    told.run ?? null,
  );
}

/** Saves what linking would make: groups of reports, each under the id that linking proposes for it. */
async function link(
  store: Store,
  day: number,
  groups: Record<string, string[]>,
  over: Partial<Incident> = {},
) {
  const waiting = await store.reportsToLink(100);
  if (waiting === null) throw new Error('nothing waits');
  const known = new Map(waiting.reports.map(({ report, article }) => [report.id, article.id]));
  const incidents = Object.entries(groups).map(([id, reports]) =>
    makeIncident(id, {
      reports: reports.map((report) => ({
        report,
        article: known.get(report) ?? '?',
        outlet: `outlet-${known.get(report)}`,
      })),
      over,
    }),
  );
  return store.saveIncidents({
    incidents,
    reportIds: waiting.reports.map(({ report }) => report.id),
    asOf: waiting.asOf,
    now: at(day),
  });
}

const remark = (store: Store) => store.pool.query(`UPDATE reports SET to_link = nextval('link_marks')`);
const idsOf = async (store: Store) =>
  (await store.queryIncidents(makeQuery({ limit: 100 }))).rows.map(({ id }) => id).sort();

eachBackend((_name, open) => {
  describe('an id', () => {
    const store = useStore(open);

    it('stays when an earlier report arrives and linking would name the incident after that', async () => {
      await put(store(), 'b', [['b1', 0]], { day: 1 });
      await link(store(), 1, { 'by-b': ['b1'] });
      await put(store(), 'a', [['a1', 0]], { day: 2 });
      const saved = await link(store(), 2, { 'by-a': ['a1', 'b1'] });
      expect(saved).toEqual({ fresh: [], changed: ['by-b'], removed: [] });
      expect((await store().history('by-b')).map(({ kind, causes }) => [kind, causes])).toEqual([
        ['new', [{ kind: 'article', ref: 'b' }]],
        ['changed', [{ kind: 'article', ref: 'a' }]],
      ]);
      expect(await store().redirects('by-b')).toEqual([]);
    });

    it('stays when dictionaries find the report on other words, and when its text is revised', async () => {
      await put(store(), 'b', [['b2', 10]], { day: 3, dictionary: 'sha256:b' });
      expect((await store().reportsOfIncident('by-b')).map(({ report }) => report.id)).toEqual(['a1', 'b2']);
      await link(store(), 3, { 'by-a': ['a1', 'b2'] });
      const text = 'Pegawai itu sudah diperiksa, dan berita ini diperbarui.';
      await put(store(), 'b', [['b3', 500]], { day: 4, dictionary: 'sha256:b', text });
      await link(store(), 4, { 'by-a': ['a1', 'b3'] });
      expect(await idsOf(store())).toEqual(['by-b']);
      expect((await store().history('by-b')).slice(2).map(({ causes }) => causes)).toEqual([
        [{ kind: 'dictionary', ref: '0.1.0 sha256:b' }],
        [{ kind: 'revision', ref: 'b' }],
      ]);
    });

    it('ends with the only report when another matter stands in its place', async () => {
      await put(store(), 'c', [['c1', 0]], { day: 5 });
      await link(store(), 5, { 'by-a': ['a1', 'b3'], 'by-c': ['c1'] });
      await put(store(), 'c', [['c2', 900]], { day: 6, dictionary: 'sha256:c' });
      expect(await store().incident('by-c')).toBeNull();
      await link(store(), 6, { 'by-a': ['a1', 'b3'], 'by-c2': ['c2'] });
      expect(await idsOf(store())).toEqual(['by-b', 'by-c2']);
      expect((await store().history('by-c')).at(-1)).toMatchObject({
        kind: 'removed',
        causes: [{ kind: 'dictionary' }],
      });
      expect(await store().resolveIncident('by-c')).toEqual([]);
    });

    it('redirects after a merge to the one known for longer, and revives when they part again', async () => {
      await remark(store());
      const merged = await link(store(), 7, { 'by-x': ['c2', 'a1', 'b3'] });
      expect(merged).toEqual({ fresh: [], changed: ['by-b'], removed: ['by-c2'] });
      expect(await store().resolveIncident('by-c2')).toEqual(['by-b']);
      expect(await store().redirects('by-c2')).toMatchObject([
        { id: 'by-c2', to: 'by-b', reason: 'merge', causes: [{ kind: 'linking' }] },
      ]);
      await remark(store());
      const parted = await link(store(), 8, { 'by-x': ['a1', 'b3'], 'by-y': ['c2'] });
      expect(parted).toEqual({ fresh: [], changed: ['by-b', 'by-c2'], removed: [] });
      expect(await store().resolveIncident('by-c2')).toEqual(['by-c2']);
      expect((await store().redirects('by-b')).map(({ id, to, reason }) => [id, to, reason])).toEqual([
        ['by-c2', 'by-b', 'merge'],
        ['by-b', 'by-c2', 'split'],
      ]);
    });

    it('that somebody has is given to nobody else', async () => {
      await remark(store());
      // Linking proposes for one part the id that the other keeps.
      const saved = await link(store(), 9, { other: ['a1'], 'by-b': ['b3'], 'by-c2': ['c2'] });
      expect(saved).toMatchObject({ fresh: [], removed: [] });
      const ids = await idsOf(store());
      expect(ids).toEqual(['by-b', 'by-c2', expect.stringMatching(/^incident-[0-9a-f]{16}$/)]);
      expect((await store().reportsOfIncident('by-b')).map(({ report }) => report.id)).toEqual(['a1']);
      expect((await store().redirects('by-b')).at(-1)).toMatchObject({ reason: 'split' });
    });

    it('never lies in two hands, whatever is linked in whatever groups', async () => {
      const reports = ['a1', 'b3', 'c2'];
      for (let mask = 0; mask < 8; mask += 1) {
        await remark(store());
        const groups: Record<string, string[]> = {};
        reports.forEach((report, i) => {
          const name = (mask >> i) & 1 ? 'by-b' : `by-${(mask + i) % 2}`;
          groups[name] = [...(groups[name] ?? []), report];
        });
        await link(store(), 10 + mask, groups);
        const { rows } = await store().pool.query<{ n: number; m: number }>(
          `SELECT (SELECT count(*) FROM incident_reports) AS n, (SELECT count(*) FROM linked l WHERE NOT EXISTS
            (SELECT FROM incident_reports r WHERE r.incident = l.id)) AS m`,
        );
        expect(rows).toEqual([{ n: 3, m: 0 }]);
        expect(await idsOf(store())).toHaveLength(Object.keys(groups).length);
      }
    });
  });

  describe('as of a day', () => {
    const store = useStore(open);

    it('the data set is as it was', async () => {
      await put(store(), 'a', [['a1', 0]], { day: 1, text: 'Camat itu membagikan sembako kepada warga.' });
      await link(store(), 1, { i1: ['a1'] });
      await put(store(), 'b', [['b1', 0]], { day: 5 });
      await link(store(), 5, { i1: ['a1'], i2: ['b1'] });
      await put(store(), 'a', [['a1', 5]], { day: 8, text: 'Isi berita ini dicabut redaksi.' });
      await link(store(), 8, { i1: ['a1'], i2: ['b1'] }, { tier: 'cleared', stage: 'assessed_no_violation' });
      await put(store(), 'b', [], { day: 12 });
      const asOf = async (day: number, over: Parameters<typeof makeQuery>[0] = {}) => {
        const found = await store().queryIncidents(makeQuery(over), at(day));
        expect(found.rows).toHaveLength(found.total);
        return found.rows.map(({ id, tier }) => `${id} ${tier}`);
      };
      expect(await asOf(0)).toEqual([]);
      expect(await asOf(2)).toEqual(['i1 alleged']);
      expect(await asOf(6)).toEqual(['i1 alleged', 'i2 alleged']);
      expect(await asOf(9)).toEqual(['i1 cleared', 'i2 cleared']);
      expect(await asOf(20)).toEqual(['i1 cleared']);
      expect(await asOf(20)).toEqual(
        (await store().queryIncidents(makeQuery())).rows.map(({ id, tier }) => `${id} ${tier}`),
      );
      expect(await asOf(6, { text: 'sembako' })).toEqual(['i1 alleged']);
      expect(await asOf(9, { text: 'sembako' })).toEqual([]);
      expect(await asOf(9, { text: 'dicabut' })).toEqual(['i1 cleared']);
      expect(await asOf(9, { tier: ['alleged'] })).toEqual([]);
      expect(
        await asOf(6, { region: ['36'], phase: ['campaign'], year: 2024, outlet: ['outlet-b'] }),
      ).toEqual(['i2 alleged']);
      expect(await asOf(6, { phase: ['quiet'] })).toEqual([]);
      expect(await asOf(6, { from: '2024-02-10' })).toEqual([]);
      expect((await store().incident('i2', at(6)))?.id).toBe('i2');
      expect(await store().incident('i2', at(20))).toBeNull();
      expect(await store().incident('i1', at(0))).toBeNull();
    });

    it('tells when it was first seen, changed and checked', async () => {
      expect(Object.fromEntries(await store().seen(['i1', 'nobody']))).toEqual({
        i1: { first: at(1).toISOString(), changed: at(8).toISOString(), checked: at(8).toISOString() },
      });
    });
  });

  describe('a run', () => {
    const store = useStore(open);

    it('is gone on with after a kill, keeps what it replaced, and gives it back', async () => {
      await put(store(), 'a', [['a1', 0]], { day: 1 });
      await put(store(), 'b', [['b1', 0]], { day: 1 });
      const wanted = { kind: 'reextract', reverts: null, version: '0.1.0 sha256:new' } as const;
      const run = await store().beginRun(wanted, at(2));
      expect(await store().outdatedArticles(wanted.version, null, 10)).toEqual(['a', 'b']);
      await put(store(), 'a', [['a2', 400]], {
        day: 2,
        dictionary: 'sha256:new',
        run: { id: run.id, kind: 'reextract' },
      });
      // Here the process is killed; the next one finds what is left.
      expect((await store().beginRun(wanted, at(3))).id).toBe(run.id);
      expect(await store().outdatedArticles(wanted.version, null, 10)).toEqual(['b']);
      await put(store(), 'b', [['b1', 0]], {
        day: 3,
        dictionary: 'sha256:new',
        run: { id: run.id, kind: 'reextract' },
      });
      await store().endRun(run.id, at(3));
      expect(await store().run(run.id)).toMatchObject({ articles: 2, ended: at(3).toISOString() });
      expect((await store().beginRun(wanted, at(4))).id).not.toBe(run.id);
      await put(store(), 'b', [['b9', 0]], { day: 5, text: 'Teks baru sama sekali.' });
      const replaced = await store().replaced(run.id, null, 10);
      expect(
        replaced.map(({ item, standing }) => [
          item.extraction.article.id,
          item.extraction.reports.map(({ id }) => id),
          [...item.blockKeys],
          standing,
        ]),
      ).toEqual([
        ['a', ['a1'], [['a1', ['k']]], true],
        ['b', ['b1'], [['b1', ['k']]], false],
      ]);
      expect(await store().replaced(run.id, 'a', 10)).toHaveLength(1);
    });
  });
});
