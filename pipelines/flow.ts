/** Flow: the one definition of the way of the data, from outlet to incident, stage by stage. */
import { createHash } from 'node:crypto';
import type { Bond, LinkInput } from '../src/link/link.js';
import type { Article } from '../src/model/article.js';
import type { Incident } from '../src/model/incident.js';
import type { Page } from '../src/model/page.js';
import type { Extraction } from '../src/model/report.js';

/** The stages in the order of the way; what each is handed stands behind it. */
export const WAY = ['collect', 'read', 'extract', 'link'] as const;
export type Stage = (typeof WAY)[number];

/** A closed neighbourhood of reports: none of them shares a block key with one outside. */
export interface ReportsToLink {
  reports: LinkInput[];
  /** Changes up to here were seen; a report that changed later goes on waiting. */
  asOf: number;
  /** Reports that analysts keep out of every incident. */
  leftOut: string[];
  /** What analysts decided on which reports are one happening. */
  bonds: Bond[];
}

/** Something that a stage could not use, with the reason. */
export interface Rejected {
  stage: Stage;
  id: string;
  reason: string;
}

/**
 * What the stages do their work with: the pure functions, and the store that keeps each noun by its id.
 * Everything that stores may be called twice with the same and changes nothing the second time.
 */
export interface Stages {
  /** Finds and fetches what is new at an outlet; hands over the id of each page as soon as it is stored. */
  collectPages(outlet: string, found: (page: string) => Promise<void>): Promise<void>;
  pages(ids: readonly string[]): Promise<Page[]>;
  /** @throws Quarantine when the page is no article */
  readPage(page: Page): Article;
  saveArticles(articles: readonly Article[]): Promise<void>;
  articles(ids: readonly string[]): Promise<Article[]>;
  extract(article: Article): Extraction;
  /** Stores what was extracted; reports that came, changed or lost a neighbour wait to be linked from then on. */
  saveExtractions(extractions: readonly Extraction[]): Promise<void>;
  /** Some reports that wait to be linked, with all that they may meet; null when none waits. */
  reportsToLink(): Promise<ReportsToLink | null>;
  linkReports(reports: readonly LinkInput[], bonds: readonly Bond[]): Incident[];
  /**
   * Puts the incidents in the place of all that hold one of the reports, which no longer wait then.
   * @throws TryLater when reports came or went since they were read
   */
  saveIncidents(linked: ReportsToLink, incidents: readonly Incident[]): Promise<void>;
  /** Keeps what a stage could not use, for a person to look at. */
  setAside(rejected: Rejected): Promise<void>;
}

/** Hands references over to a later stage. */
export type Emit = (stage: Stage, refs: readonly string[]) => Promise<void>;

interface StageOfWay {
  /** What a reference names. */
  takes: 'outlet' | 'page' | 'article' | 'all that waits';
  /** Most references that are worked on together. */
  batch: number;
  /** Jobs at once in one process. */
  concurrency: number;
  /** Whether no two jobs of the stage may run at once on any machine. */
  alone: boolean;
  run: (refs: readonly string[], stages: Stages, emit: Emit) => Promise<void>;
}

/** The one reference of linking: whatever waits for it in the store, so that no kill between two stages loses any. */
export const ALL = 'all';
const MOST_CLASHES = 10;

/** Outlets to pages to articles to reports to incidents: who takes what, and who is next. */
export const FLOW: Record<Stage, StageOfWay> = {
  collect: { takes: 'outlet', batch: 1, concurrency: 8, alone: false, run: collectOutlets },
  read: { takes: 'page', batch: 10, concurrency: 1, alone: false, run: readPages },
  extract: { takes: 'article', batch: 150, concurrency: 1, alone: false, run: extractArticles },
  link: { takes: 'all that waits', batch: 1, concurrency: 1, alone: true, run: linkWaiting },
};

async function collectOutlets(outlets: readonly string[], stages: Stages, emit: Emit): Promise<void> {
  for (const outlet of outlets) await stages.collectPages(outlet, (page) => emit('read', [page]));
}

async function readPages(ids: readonly string[], stages: Stages, emit: Emit): Promise<void> {
  const pages = await stages.pages(ids);
  const articles = await eachOrAside('read', pages, (page) => stages.readPage(page), stages);
  await stages.saveArticles(articles);
  await emit(
    'extract',
    articles.map((article) => article.id),
  );
}

async function extractArticles(ids: readonly string[], stages: Stages, emit: Emit): Promise<void> {
  const articles = await stages.articles(ids);
  const extractions = await eachOrAside('extract', articles, (article) => stages.extract(article), stages);
  await stages.saveExtractions(extractions);
  await emit('link', [ALL]);
}

async function linkWaiting(_: readonly string[], stages: Stages): Promise<void> {
  let last = '';
  for (let clashes = 0, same = 0; ;) {
    const waiting = await stages.reportsToLink();
    if (waiting === null) return;
    const ids = `${waiting.asOf} ${waiting.reports.map(({ report }) => report.id).join(' ')}`;
    same = ids === last ? same + 1 : 0;
    last = ids;
    // What was linked must not wait any more; a store that keeps it waiting would be asked for ever.
    if (same === MOST_CLASHES)
      throw new Error(`linking makes no headway with ${waiting.reports.length} reports`);
    try {
      await stages.saveIncidents(waiting, stages.linkReports(waiting.reports, waiting.bonds));
    } catch (error) {
      clashes += 1;
      if ((error as Error).name !== 'TryLater' || clashes === MOST_CLASHES) throw error;
    }
  }
}

/**
 * Does something pure with each item. What throws would throw again, so the item is set aside and the rest goes on.
 * The event loop gets a turn after each, so that locks are renewed and signals heard.
 */
async function eachOrAside<In extends { id: string }, Out>(
  stage: Stage,
  items: readonly In[],
  make: (item: In) => Out,
  stages: Stages,
): Promise<Out[]> {
  const made: Out[] = [];
  for (const item of items) {
    try {
      made.push(make(item));
    } catch (error) {
      if ((error as Error).name === 'Halt') throw error;
      await stages.setAside({ stage, id: item.id, reason: (error as Error).message });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return made;
}

/** Cuts references into what a stage takes at once. */
export function inBatches(stage: Stage, refs: readonly string[]): string[][] {
  const { batch } = FLOW[stage];
  const batches: string[][] = [];
  for (let start = 0; start < refs.length; start += batch) batches.push(refs.slice(start, start + batch));
  return batches;
}

/** The same references to the same stage are the same work. */
export function workId(stage: Stage, refs: readonly string[]): string {
  if (refs.length === 1) return `${stage} ${refs[0]}`;
  return `${stage} ${createHash('sha256').update(refs.join('\n')).digest('hex').slice(0, 24)}`;
}
