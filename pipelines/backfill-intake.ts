/** Backfill intake: what is kept of the sources, stored, with how far each was read; linked now and then. */
import { z } from 'zod';
import type { Kept } from './backfill-judge.js';
import { addCounts, noCounts, type BackfillCounts, type Portion } from './backfill-portion.js';
import type { Article } from '../src/model/article.js';
import { isFurtherPage } from '../src/read/read.js';
import type { Store } from '../src/store/store.js';
import { walkDirectly } from './carry.js';
import { ALL, type Stages } from './flow.js';

/** How far a source was read. */
export interface SourceState {
  resumeAt: number;
  done: boolean;
  counts: BackfillCounts;
  /** Pages of articles that are to be joined when the source was read to its end. */
  parts: string[][];
}

const Counts = z.object({
  seen: z.int(),
  wanted: z.int(),
  candidates: z.int(),
  optedOut: z.int().default(0),
  kept: z.int(),
  broken: z.int(),
});
const State = z.object({
  resumeAt: z.number(),
  done: z.boolean(),
  counts: Counts,
  parts: z.array(z.array(z.string())).default([]),
});

export const beginning = (): SourceState => ({ resumeAt: 0, done: false, counts: noCounts(), parts: [] });

/** What became of the articles that were kept. */
export interface StoredCounts {
  new: number;
  changed: number;
  unchanged: number;
}

export interface Intake {
  stateOf(id: string): Promise<SourceState>;
  /** Stores a portion, and then that the source was read so far; a kill in between repeats the portion. */
  take(source: { id: string; name: string }, state: SourceState, portion: Portion): Promise<void>;
  /** Notes that a source was read to its end. */
  finish(source: { id: string; name: string }, state: SourceState): Promise<void>;
  /** Stores articles that came another way, and counts them too. */
  save(articles: readonly Article[]): Promise<void>;
  /** Links what waits. */
  link(): Promise<void>;
  readonly stored: StoredCounts;
}

// Linking looks at whole neighbourhoods, so it is done for many articles at once.
const LINK_AFTER = 3000;

export function openIntake(store: Store, stages: Stages): Intake {
  const stored: StoredCounts = { new: 0, changed: 0, unchanged: 0 };
  const walk = walkDirectly(stages);
  let unlinked = 0;
  const link = async (): Promise<void> => {
    unlinked = 0;
    await walk.emit('link', [ALL]);
    await walk.run();
  };
  // Files may be read at once, but are stored one portion after the other.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    stored,
    link: () => inTurn(link),
    save: (articles) =>
      inTurn(async () => {
        const before = await store.articles(articles.map(({ id }) => id));
        await saveCounted(store, articles, new Set(before.map(({ id }) => id)), stored);
      }),
    async stateOf(id) {
      const parsed = State.safeParse(await store.backfill(id));
      return parsed.success ? parsed.data : beginning();
    },
    take: ({ id, name }, state, portion) =>
      inTurn(async () => {
        await storeKept(store, stages, portion.kept, stored);
        addCounts(state.counts, portion.counts);
        state.resumeAt = portion.resumeAt;
        state.parts.push(...portion.parts);
        await store.saveBackfill(id, name, state, new Date());
        unlinked += portion.kept.length;
        if (unlinked >= LINK_AFTER) await link();
      }),
    async finish({ id, name }, state) {
      state.done = true;
      state.parts = [];
      await store.saveBackfill(id, name, state, new Date());
    },
  };
}

/** Further pages have the id of their first, and a first page that of all parts together: neither takes the place of more. */
function isLess({ page, article }: Kept, before: Article | undefined): boolean {
  if (before === undefined) return false;
  const isPart = article.partial && !before.partial && article.text.length < before.text.length;
  return isPart || (page !== null && isFurtherPage(page.url));
}

async function storeKept(
  store: Store,
  stages: Stages,
  kept: readonly Kept[],
  stored: StoredCounts,
): Promise<void> {
  if (kept.length === 0) return;
  // An article may come twice, as copies of a page or as its revisions: the last one counts, unless it says less.
  const before = await store.articles(kept.map(({ article }) => article.id));
  const known = new Map(before.map((article) => [article.id, article]));
  const byId = new Map<string, Kept>();
  for (const one of kept) {
    const { id } = one.article;
    if (!isLess(one, byId.get(id)?.article ?? known.get(id))) byId.set(id, one);
  }
  const pages = kept.flatMap(({ page, further }) => (page === null ? [...further] : [...further, page]));
  if (pages.length > 0) await store.savePages(pages);
  const articles = [...byId.values()].map(({ article }) => article);
  await saveCounted(store, articles, known, stored);
  await stages.saveExtractions([...byId.values()].map(({ extraction }) => extraction));
}

/** @param known ids of those that stood in the store before */
async function saveCounted(
  store: Store,
  articles: readonly Article[],
  known: { has(id: string): boolean },
  stored: StoredCounts,
): Promise<void> {
  for (const { id, changed } of await store.saveArticles(articles, new Date()))
    stored[!changed ? 'unchanged' : known.has(id) ? 'changed' : 'new'] += 1;
}
