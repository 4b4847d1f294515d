/** The independent development set: what its coders marked as one incident links, and nothing else does. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { linkReports } from '../../src/link/link.js';
import { type Sketch, inOrder, input, rules } from './build-report.js';

const FOLDER = new URL('../../../shared/gold-dev/articles/', import.meta.url);

interface Labelled extends Omit<Sketch, 'id' | 'steps'> {
  actions: NonNullable<Sketch['steps']>;
  cluster?: string | null;
}
interface Article {
  id: string;
  title: string;
  published: string;
  cluster?: string | null;
  reports: Labelled[];
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];
if (files.length === 0) console.warn('left out: the development set, whose folder is absent');

const told = files.flatMap((file) => {
  const { id, title, published, reports } = JSON.parse(
    readFileSync(new URL(file, FOLDER), 'utf8'),
  ) as Article;
  return reports.map(({ actions, cluster, ...sketch }, at) => ({
    cluster: cluster ?? `alone ${id}/${at}`,
    input: input({
      ...sketch,
      steps: actions,
      id: `${id}/${at}`,
      article: id,
      outlet: id,
      title,
      published,
      date: typeof sketch.date === 'string' ? sketch.date : null,
      offset: at * 1000,
    }),
  }));
});

(files.length === 0 ? describe.skip : describe)('the development set', () => {
  it('is linked into the incidents that its coders marked', () => {
    const incidents = linkReports(
      told.map((one) => one.input),
      rules,
    ).value;
    const found = incidents.map(({ links }) =>
      links
        .map(({ report }) => report)
        .sort(inOrder)
        .join(' '),
    );
    const clusters = new Map<string, string[]>();
    for (const one of told)
      clusters.set(one.cluster, [...(clusters.get(one.cluster) ?? []), one.input.report.id].sort(inOrder));
    const wanted = [...clusters.values()].map((ids) => ids.join(' '));
    expect(found.sort(inOrder)).toEqual(wanted.sort(inOrder));
  });
});
