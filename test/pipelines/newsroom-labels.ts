/** The labels of the newsroom's articles, and incidents of a store told by the names of these articles. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Incident } from '../../src/model/incident.js';
import { Query } from '../../src/model/query.js';
import type { Store } from '../../src/store/store.js';

export interface LabelledReport {
  type: 'case' | 'measure';
  stage: string | null;
  cluster: string | null;
  subjects: { name?: string | null; status: string; role?: string }[];
}
export interface LabelledArticle {
  id: string;
  outlet: string;
  title: string;
  labels: { relevance: string; reports: LabelledReport[] };
}

const FOLDER = new URL('../../fixtures/newsroom/articles/', import.meta.url);

export const readLabels = (): LabelledArticle[] =>
  readdirSync(FOLDER).map((file) => parse(readFileSync(new URL(file, FOLDER), 'utf8')) as LabelledArticle);

/** An incident with the ids of the newsroom for its articles, sorted. */
export interface NamedIncident {
  incident: Incident;
  articles: string[];
}

/** All incidents of a store that the newsroom was crawled into. */
export async function nameIncidents(
  store: Store,
  labels: readonly LabelledArticle[],
): Promise<NamedIncident[]> {
  const { rows } = await store.queryIncidents(Query.parse({ limit: 1000 }));
  const ids = [...new Set(rows.flatMap(({ links }) => links.map(({ article }) => article)))];
  const byTitle = new Map(labels.map(({ id, title }) => [title, id]));
  const names = new Map(
    (await store.articles(ids)).map(({ id, title }) => [id, byTitle.get(title) ?? title]),
  );
  return rows.map((incident) => ({
    incident,
    articles: [...new Set(incident.links.map(({ article }) => names.get(article) ?? article))].sort(),
  }));
}

/** Articles of each cluster of the labels, with the type and the stages its reports have. */
export function clustersOf(labels: readonly LabelledArticle[]) {
  const clusters = new Map<string, { type: string; stages: (string | null)[]; articles: string[] }>();
  for (const {
    id,
    labels: { reports },
  } of labels)
    for (const { cluster, type, stage } of reports) {
      if (cluster === null) continue;
      const known = clusters.get(cluster) ?? { type, stages: [], articles: [] };
      clusters.set(cluster, {
        type,
        stages: [...known.stages, stage],
        articles: [...known.articles, id].sort(),
      });
    }
  return clusters;
}
