/** One address of an article to the page that answered, or to the named reason why there is none. */
import { TryLater } from '../model/errors.js';
import type { Exchange } from '../model/exchange.js';
import type { Outlet } from '../model/outlet.js';
import type { Page } from '../model/page.js';
import type { Fetched } from './engine.js';
import type { Answer } from './fetcher.js';
import { makePage } from './make-page.js';
import { Throttled, type PoliteFetcher } from './manners.js';
import { Refused, type RefusalReason } from './refused.js';

/** What is known of a page that was fetched before; its validators make the request conditional. */
export interface KnownPage {
  etag: string | null;
  lastModified: string | null;
  sha256: string | null;
}

/** What became of one address. */
export type Outcome =
  | { kind: 'page'; url: string; page: Page; exchange: Exchange }
  | { kind: 'unchanged'; url: string; exchange: Exchange }
  | { kind: 'gone'; url: string; status: number }
  | { kind: 'refused'; url: string; reason: RefusalReason; message: string }
  | { kind: 'failed'; url: string; message: string; afterMs: number; throttled: boolean };

export interface PageTask {
  url: string;
  outlet: Outlet;
  fetcher: PoliteFetcher;
  known?: KnownPage | null;
  now: () => Date;
}

function pageOf(task: PageTask, fetched: Fetched, at: Date): Page {
  const { url, requested, status, headers, body, decoded } = fetched;
  return makePage({ url, requested, outlet: task.outlet.id, at, status, headers, body, decoded });
}

const exchangeOf = (task: PageTask, { url, requested, status, body, wire }: Fetched): Exchange => ({
  url,
  requested,
  at: task.now(),
  status,
  body,
  ...wire,
});

function outcomeOf(task: PageTask, fetched: Fetched): Outcome {
  const { url } = task;
  const { status } = fetched;
  const exchange = exchangeOf(task, fetched);
  if (status === 304) return { kind: 'unchanged', url, exchange };
  if (status === 404 || status === 410) return { kind: 'gone', url, status };
  if (status !== 200 || fetched.body.length === 0)
    return {
      kind: 'refused',
      url,
      reason: 'status',
      message: `answers ${status}, ${fetched.body.length} bytes`,
    };
  const page = pageOf(task, fetched, exchange.at);
  return page.sha256 === task.known?.sha256
    ? { kind: 'unchanged', url, exchange }
    : { kind: 'page', url, page, exchange };
}

function failureOf(url: string, error: Error): Outcome {
  if (error instanceof Refused) return { kind: 'refused', url, reason: error.reason, message: error.message };
  if (error instanceof TryLater) {
    const throttled = error instanceof Throttled;
    return { kind: 'failed', url, message: error.message, afterMs: error.afterMs, throttled };
  }
  throw error;
}

const askFor = (task: PageTask): Promise<Answer> =>
  task.fetcher.get(task.url, {
    wanted: 'page',
    etag: task.known?.etag ?? null,
    lastModified: task.known?.lastModified ?? null,
  });

/**
 * Fetches pages one after the other through the engine and hands each outcome over as it comes.
 * @param goOn asked before each request; once it says no, the rest is left out
 */
export async function fetchPages(
  tasks: readonly PageTask[],
  onOutcome: (outcome: Outcome, task: PageTask) => Promise<void>,
  goOn: () => boolean = () => true,
): Promise<void> {
  const LEFT_OUT = new Error('left out');
  let broken: Error | null = null;
  const finish = async (task: PageTask, make: () => Outcome): Promise<void> => {
    try {
      await onOutcome(make(), task);
    } catch (error) {
      broken ??= error instanceof Error ? error : new Error(String(error));
    }
  };
  // Loaded where something is fetched: programs that only read what was fetched before start faster without it.
  const { runEngine } = await import('./engine.js');
  await runEngine(
    tasks.map((task) => ({
      url: task.url,
      parse: false,
      fetch: () => (broken === null && goOn() ? askFor(task) : Promise.reject(LEFT_OUT)),
      done: (fetched: Fetched) => finish(task, () => outcomeOf(task, fetched)),
      failed: async (error: Error) => {
        if (error !== LEFT_OUT) await finish(task, () => failureOf(task.url, error));
      },
    })),
  );
  if (broken !== null) throw broken as Error;
}

/**
 * Fetches one page.
 * @throws TryLater when the network failed, the time ran out, or the server asked for a pause
 */
export async function fetchPage(task: PageTask): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  await fetchPages([task], (outcome) => {
    outcomes.push(outcome);
    return Promise.resolve();
  });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error(`${task.url}: the engine gave no answer`);
  if (outcome.kind === 'failed') throw new TryLater(`${task.url}: ${outcome.message}`, outcome.afterMs);
  return outcome;
}

/** Loads what fetches, which takes a second, before it is needed. */
export const loadCrawler = (): Promise<unknown> => import('./engine.js');
