/** Articles with numbers for tests of what is sent: each tells of one case in one sentence, and is stored with its report. */
import type { Incident } from '../../src/model/incident.js';
import type { Store } from '../../src/store/store.js';
import { makeArticle, makeExtraction, makeReport } from '../store/made-up.js';

/** Stores the articles a1, a2, ... with their reports r1, r2, ... */
export async function saveArticles(store: Store, count: number, at: Date): Promise<void> {
  const articles = Array.from({ length: count }, (_, nth) =>
    makeArticle(`a${nth + 1}`, { text: `Pegawai ${nth + 1} diperiksa. Lalu diam.` }),
  );
  await store.saveArticles(articles, at);
  await store.saveExtractions(
    articles.map((article, nth) => ({
      extraction: { ...makeExtraction(article, [makeReport(`r${nth + 1}`)]), claims: [] },
      blockKeys: new Map<string, string[]>(),
    })),
    at,
  );
}

/** Shows incidents from an instant on, whatever linking would make of their reports. */
export const saveIncidents = (store: Store, at: Date, incidents: Incident[]) =>
  store.saveIncidents({
    incidents,
    reportIds: incidents.flatMap(({ links }) => links.map(({ report }) => report)),
    now: at,
  });
