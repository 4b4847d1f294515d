/** The labels of the newsroom articles, as if extraction were perfect -> the clusters that the labels name. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { linkReports } from '../../src/link/link.js';
import { type Sketch, inOrder, input, rules } from './build-report.js';

const folder = new URL('../../fixtures/newsroom/articles/', import.meta.url);

interface Labelled extends Omit<Sketch, 'id'> {
  cluster: string | null;
  document?: string;
}
interface Article {
  id: string;
  outlet: string;
  title: string;
  published: string;
  labels: { reports: Labelled[] };
}

const articles = readdirSync(folder).map(
  (file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Article,
);

const labelled = articles.flatMap((article) =>
  article.labels.reports.map((report, at) => {
    const id = `${article.id}/${at}`;
    const { cluster, document, ...sketch } = report;
    const steps = sketch.steps?.map(([value, reality]) => {
      const more = value === 'circular_issued' && document ? { document } : {};
      return [value, reality, more] as NonNullable<Sketch['steps']>[number];
    });
    const { outlet, title, published } = article;
    return {
      id,
      cluster,
      input: input({
        ...sketch,
        steps,
        id,
        offset: at * 1000,
        article: article.id,
        outlet,
        title,
        published,
      }),
    };
  }),
);

describe('the newsroom', () => {
  const incidents = linkReports(
    labelled.map(({ input: one }) => one),
    rules,
  ).value;

  it('links each cluster of the labels into one incident, and nothing else', () => {
    const clusters = new Map<string, string[]>();
    for (const { id, cluster } of labelled) {
      const key = cluster ?? id;
      clusters.set(key, [...(clusters.get(key) ?? []), id].sort(inOrder));
    }
    const found = incidents.map(({ links }) =>
      links
        .map(({ report }) => report)
        .sort(inOrder)
        .join(),
    );
    const wanted = [...clusters.values()].map((ids) => ids.join());
    expect(found.sort(inOrder)).toEqual(wanted.sort(inOrder));
  });

  it('follows one case from its examination to the sanction', () => {
    const camat = incidents.find(({ links }) =>
      links.some(({ report }) => report === 'sk-sintang-camat-bkn/0'),
    );
    expect(camat).toMatchObject({
      stage: 'sanction_imposed',
      tier: 'sanctioned',
      outlets: 2,
      date: { display: '2025-01-14' },
    });
    expect(camat?.subjects).toHaveLength(1);
    expect(camat?.subjects[0]?.variants).toContain('YDS');
  });

  it('keeps what the outlets say differently of the dismissed contract staff', () => {
    const staff = incidents.find(({ links }) => links.some(({ report }) => report === 'lr-dumai-thl/0'));
    expect(staff).toMatchObject({
      outlets: 3,
      count: { display: 2, conflict: true },
      date: { display: '2023-12-01' },
    });
    expect(staff?.count.values.map(({ value, support }) => [value, support])).toEqual([
      [2, 2],
      [3, 1],
    ]);
    expect(staff?.flags).toEqual(expect.arrayContaining(['count_conflict', 'reason_conflict']));
    expect(staff?.subjects.map(({ name }) => name)).toEqual(expect.arrayContaining(['RF', 'YS']));
  });
});
