/** The store's calls for what was: the data set as of an instant, where ids went, why things changed, and runs. */
import type { Kysely } from 'kysely';
import type { HistoryEntry, Redirect } from '../model/change.js';
import { listHistory } from './changes.js';
import { listReplaced, type Replaced } from './extraction-versions.js';
import { listRedirects, resolveId } from './redirects.js';
import {
  beginRun,
  endRun,
  findExtractionRun,
  findRun,
  listOutdated,
  listRuns,
  type Run,
  type RunToBegin,
} from './runs.js';
import { listSeen, type Seen } from './seen.js';
import type { Tables } from './tables.js';

export interface HistoryCalls {
  /** Incidents that an id stands for today, through all redirects; none where nothing is left of it. */
  resolveIncident(id: string): Promise<string[]>;
  redirects(id: string): Promise<Redirect[]>;
  /** All that became of an incident, the oldest first, each with why. */
  history(id: string): Promise<HistoryEntry[]>;
  /** When each incident was first seen, last changed, and its articles last looked at. */
  seen(ids: readonly string[]): Promise<Map<string, Seen>>;

  /** Begins a run, or goes on with one of the same kind and version that was left open. */
  beginRun(run: RunToBegin, now: Date): Promise<Run>;
  endRun(id: string, now: Date): Promise<void>;
  run(id: string): Promise<Run | null>;
  /** All runs, the newest first. */
  runs(): Promise<Run[]>;
  /** Ids of articles, in their order after one of them, that another version extracted; all articles where it is null. */
  outdatedArticles(version: string | null, after: string | null, most: number): Promise<string[]>;
  /** Run that made the extraction of an article that stands; null when the flow did. */
  extractionRun(article: string): Promise<string | null>;
  /** Extractions that a run replaced, as they were, in the order of articles after one of them. */
  replaced(run: string, after: string | null, most: number): Promise<Replaced[]>;
}

export function historyCalls(db: Kysely<Tables>): HistoryCalls {
  return {
    resolveIncident: (id) => resolveId(db, id),
    redirects: (id) => listRedirects(db, id),
    history: (id) => listHistory(db, id),
    seen: (ids) => listSeen(db, ids),
    beginRun: (run, now) => beginRun(db, run, now),
    endRun: (id, now) => endRun(db, id, now),
    run: (id) => findRun(db, id),
    runs: () => listRuns(db),
    outdatedArticles: (version, after, most) => listOutdated(db, version, after, most),
    extractionRun: (article) => findExtractionRun(db, article),
    replaced: (run, after, most) => listReplaced(db, run, after, most),
  };
}
