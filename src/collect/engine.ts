/** The fetch engine: crawlee's CheerioCrawler over our own HTTP client, frontier and limits. */
import { Readable } from 'node:stream';
import {
  CheerioCrawler,
  Configuration,
  log,
  LogLevel,
  Request,
  type BaseHttpClient,
  type CheerioAPI,
  type CheerioCrawlingContext,
  type IRequestList,
} from 'crawlee';
import { boundMarkup } from '../model/markup.js';
import { decodeBody, type Decoded } from './charset.js';
import type { Answer } from './fetcher.js';

/** One address to fetch, and what becomes of it. */
export interface Task {
  url: string;
  /** How it is fetched, with all limits and manners. */
  fetch: () => Promise<Answer>;
  /** True when the crawler shall parse the page; article pages are read by a later stage. */
  parse: boolean;
  done: (fetched: Fetched) => Promise<void>;
  failed: (error: Error) => Promise<void>;
}

export interface Fetched extends Answer {
  decoded: Decoded;
  /** The parsed page; empty unless the task asked for it. */
  $: CheerioAPI;
}

const DAY_SECONDS = 86_400;
const silent = log.child({ level: LogLevel.OFF });
/** Hands out the tasks in their order; the lasting frontier is the queue and the database, not crawlee's storage. */
function frontierOf(tasks: readonly Task[]): IRequestList {
  const inProgress = new Set<string>();
  let next = 0;
  const requestOf = (key: number, url: string): Request =>
    new Request({ url, uniqueKey: String(key), noRetry: true });
  return {
    inProgress,
    length: () => tasks.length,
    isEmpty: () => Promise.resolve(next >= tasks.length),
    isFinished: () => Promise.resolve(next >= tasks.length && inProgress.size === 0),
    handledCount: () => next - inProgress.size,
    persistState: () => Promise.resolve(),
    fetchNextRequest() {
      const task = tasks[next];
      if (task === undefined) return Promise.resolve(null);
      const request = requestOf(next, task.url);
      inProgress.add(request.uniqueKey);
      next += 1;
      return Promise.resolve(request);
    },
    markRequestHandled(request) {
      inProgress.delete(request.uniqueKey);
      return Promise.resolve();
    },
    reclaimRequest: () => Promise.resolve(),
    async *[Symbol.asyncIterator]() {
      for (const [key, task] of tasks.entries()) yield await Promise.resolve(requestOf(key, task.url));
    },
  };
}

/** The client that crawlee asks: answers with the text that our own fetcher brought, already decoded. */
function clientOf(fetchTask: (key: string) => Promise<{ answer: Answer; text: string }>): BaseHttpClient {
  return {
    sendRequest: () => Promise.reject(new Error('the collector sends no requests outside of a task')),
    async stream(request) {
      const { answer, text } = await fetchTask(String(request.taskKey));
      return {
        stream: Readable.from([Buffer.from(text)]),
        downloadProgress: { percent: 100, transferred: answer.body.length },
        uploadProgress: { percent: 100, transferred: 0 },
        redirectUrls: [],
        url: answer.url,
        statusCode: answer.status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        trailers: {},
        complete: true,
        request,
      };
    },
  };
}

/** Runs the tasks one after the other; a task that fails does not stop the rest. */
export async function runEngine(tasks: readonly Task[]): Promise<void> {
  if (tasks.length === 0) return;
  const answers = new Map<string, { answer: Answer; decoded: Decoded }>();
  const fetchTask = async (key: string): Promise<{ answer: Answer; text: string }> => {
    const task = tasks[Number(key)];
    if (task === undefined) throw new Error(`no task ${key}`);
    const answer = await task.fetch();
    const decoded = decodeBody(answer.body, answer.headers['content-type'] ?? null);
    answers.set(key, { answer, decoded });
    return { answer, text: task.parse ? boundMarkup(decoded.text).html : '' };
  };
  const crawler = new CheerioCrawler(
    {
      requestList: frontierOf(tasks),
      httpClient: clientOf(fetchTask),
      log: silent,
      maxRequestRetries: 0,
      useSessionPool: false,
      persistCookiesPerSession: false,
      minConcurrency: 1,
      maxConcurrency: 1,
      autoscaledPoolOptions: { maybeRunIntervalSecs: 0.02, loggingIntervalSecs: null },
      // Pauses between requests count as navigation here, so only the fetcher's own limits may end one.
      navigationTimeoutSecs: DAY_SECONDS,
      requestHandlerTimeoutSecs: DAY_SECONDS,
      ignoreHttpErrorStatusCodes: Array.from({ length: 100 }, (_, i) => 500 + i),
      preNavigationHooks: [
        ({ request }, options) => {
          Object.assign(options, { taskKey: request.uniqueKey, useHeaderGenerator: false });
        },
      ],
      requestHandler: async ({ request, $ }: CheerioCrawlingContext) => {
        const key = request.uniqueKey;
        const kept = answers.get(key);
        answers.delete(key);
        if (kept) await tasks[Number(key)]?.done({ ...kept.answer, decoded: kept.decoded, $ });
      },
      failedRequestHandler: async ({ request }, error) => {
        answers.delete(request.uniqueKey);
        await tasks[Number(request.uniqueKey)]?.failed(error);
      },
      statisticsOptions: { saveErrorSnapshots: false, persistenceOptions: { enable: false } },
    },
    new Configuration({ persistStorage: false, purgeOnStart: false, systemInfoV2: true }),
  );
  await crawler.run();
}
