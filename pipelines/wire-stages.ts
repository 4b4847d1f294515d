/** Wire stages: the stages of the flow made of the real parts: crawler, reader, extractor, linker and store. */
import { createExtractor } from '../src/extract/extract.js';
import { blockKeys, linkReports, signBody, writeSign } from '../src/link/link.js';
import type { VisitCounts } from '../src/model/coverage.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { Halt, Quarantine, TryLater } from '../src/model/errors.js';
import type { Outlet } from '../src/model/outlet.js';
import type { Page } from '../src/model/page.js';
import type { Extraction, Report } from '../src/model/report.js';
import {
  furtherPages,
  readCollected,
  readingWords,
  type FeedHint,
  type FurtherPages,
} from '../src/read/read.js';
import type { Log } from '../src/run/run.js';
import type { ExtractionRun, SavedIncidents, Store } from '../src/store/store.js';
import { visitOutlet, type Keeper, type VisitReport } from './crawl.js';
import type { Stages } from './flow.js';
import { readErased } from './sightings.js';
import { programVersion } from './version.js';
import type { OpenCollector } from './wire-collector.js';
import { wireFrontier } from './wire-frontier.js';

export interface Parts {
  store: Store;
  dictionary: Dictionary;
  log: Log;
  outlets: readonly Outlet[];
  /** Null where nothing is crawled. */
  collector: OpenCollector | null;
  /** Null or absent where nothing is archived. */
  keeper?: Keeper | null;
  /** True where outlets are visited again and again, each in its own rhythm. */
  adaptive?: boolean;
  /** Run of reextract that extractions are stored under; null or absent in the flow. */
  run?: ExtractionRun | null;
  /** Is told what became of what was stored. */
  watcher?: Watcher;
}

export interface Watcher {
  /** An extraction that is new or other than before. */
  extracted?(extraction: Extraction): void;
  linked?(saved: SavedIncidents): void;
}

// Waiting reports that one linking begins from; what they may meet comes on top.
const LINK_AT_ONCE = 500;

/** Makes the stages of the parts. */
export function wireStages(parts: Parts): Stages {
  parts.store.readPeopleBy(readErased(parts.dictionary));
  return { ...wireCollecting(parts), ...wireReading(parts), ...wireExtracting(parts), ...wireLinking(parts) };
}

function wireCollecting({
  store,
  log,
  outlets,
  collector,
  keeper = null,
  adaptive = false,
}: Parts): Pick<Stages, 'collectPages' | 'setAside'> {
  const byId = new Map(outlets.map((outlet) => [outlet.id, outlet]));
  const frontier = wireFrontier(store);
  const goOn = (): boolean => collector?.goOn() ?? false;
  const visited = new Set<string>();
  // A busy machine may take a job for lost whose visit goes on: it must not be visited by two at once.
  const visitAlone = async (id: string, visit: () => Promise<unknown>): Promise<void> => {
    if (visited.has(id)) throw new TryLater(`${id} is being visited`, 5000);
    visited.add(id);
    await visit().finally(() => visited.delete(id));
  };
  return {
    async collectPages(id, found) {
      const outlet = byId.get(id);
      if (collector === null) throw new Halt('this program crawls no outlets; run "pantau monitor"');
      // The definition may have gone since the job was queued; what waits on its frontier goes on waiting.
      if (outlet === undefined) log.warn({ outlet: id }, 'no definition of this outlet: not visited');
      else
        await visitAlone(id, async () => {
          const at = collector.now();
          const report = await visitOutlet({
            outlet,
            collector,
            frontier,
            found,
            goOn,
            keeper,
            adaptive,
            log,
          });
          if (report.visited) await store.noteVisit({ outlet: id, at, ...countsOf(report) });
        });
    },
    async setAside({ stage, id, reason }) {
      log.warn({ stage, id, reason }, 'set aside');
      await store.quarantine(stage, id, reason, new Date());
    },
  };
}

/** What coverage adds up of a visit. */
function countsOf({ feeds, outcomes, errors }: VisitReport): VisitCounts {
  const { page: pages, unchanged, gone, refused, failed } = outcomes;
  const { answered: feedsAnswered, empty: feedsEmpty, failed: feedsFailed } = feeds;
  return { feedsAnswered, feedsEmpty, feedsFailed, pages, unchanged, gone, refused, failed, errors };
}

function wireReading({
  store,
  dictionary,
  outlets,
}: Parts): Pick<Stages, 'pages' | 'readPage' | 'saveArticles'> {
  const words = readingWords(dictionary);
  const byId = new Map(outlets.map((outlet) => [outlet.id, outlet]));
  // What feeds said of a page, and its further pages, kept beside it from loading to reading.
  const hints = new WeakMap<Page, FeedHint>();
  const furthers = new WeakMap<Page, FurtherPages>();
  return {
    async pages(ids) {
      const pages = await store.pages(ids);
      const known = await store.knownUrls(pages.map(({ requested }) => requested));
      const hintOf = new Map(known.map(({ url, hint }) => [url, hint as FeedHint | null]));
      for (const page of pages) {
        hints.set(page, hintOf.get(page.requested) ?? {});
        furthers.set(page, await furtherOf(page, store));
      }
      return pages;
    },
    readPage(page) {
      const outlet = byId.get(page.outlet ?? '') ?? null;
      const article = readCollected(page, outlet, words, hints.get(page) ?? null, furthers.get(page)).value;
      if (article.text.trim() === '') throw new Quarantine(`no text was found in ${page.url}`);
      return { ...article, capture: page.capture };
    },
    async saveArticles(articles) {
      await store.saveArticles(articles, new Date());
    },
  };
}

/** The further pages of an article, as far as they were fetched. */
async function furtherOf(page: Page, store: Store): Promise<FurtherPages> {
  const addresses = furtherPages(page.html, page.url);
  const ids: string[] = [];
  for (const address of addresses) {
    const known = await store.knownPage(address);
    // A further page that leads back to the first is none.
    if (known !== null && known.id !== page.id) ids.push(known.id);
  }
  const pages = await store.pages(ids);
  return { pages, missing: addresses.length - pages.length };
}

function wireExtracting({
  store,
  dictionary,
  watcher,
  run = null,
}: Parts): Pick<Stages, 'articles' | 'extract' | 'saveExtractions'> {
  // Made with the first article: a backfill of files extracts elsewhere.
  let extractor: ReturnType<typeof createExtractor> | null = null;
  return {
    articles: (ids) => store.articles(ids),
    extract(article) {
      extractor ??= createExtractor(dictionary, programVersion());
      return extractor.extract({ ...article, published: article.published?.value ?? null });
    },
    async saveExtractions(extractions) {
      const telling = extractions.filter(({ reports }) => reports.length > 0);
      const bodies = await store.articles(telling.map(({ article }) => article.id));
      const signs = new Map(bodies.map(({ id, text }) => [id, writeSign(signBody(text))]));
      const items = extractions.map((extraction) => {
        const sign = signs.get(extraction.article.id) ?? null;
        const keys = (report: Report): string[] =>
          blockKeys(report, { ...extraction.article, sign }, dictionary.linking);
        return {
          extraction,
          blockKeys: new Map(extraction.reports.map((report) => [report.id, keys(report)])),
          sign,
        };
      });
      const now = new Date();
      const { saved } = await store.saveExtractions(items, now, run);
      // What is only extracted anew is no reason to ask an outlet again.
      const toLookAt = run === null ? telling.map(({ article }) => article.id) : [];
      await store.lookAgain(toLookAt, now);
      const changed = new Set(saved.flatMap((one) => (one.changed ? one.id : [])));
      for (const extraction of extractions)
        if (changed.has(extraction.article.id)) watcher?.extracted?.(extraction);
    },
  };
}

function wireLinking({
  store,
  dictionary,
  watcher,
}: Parts): Pick<Stages, 'reportsToLink' | 'linkReports' | 'saveIncidents'> {
  return {
    reportsToLink: () => store.reportsToLink(LINK_AT_ONCE),
    linkReports: (reports, bonds) => linkReports([...reports], dictionary.linking, bonds).value,
    async saveIncidents({ reports, asOf, leftOut }, incidents) {
      const reportIds = [...reports.map(({ report }) => report.id), ...leftOut];
      const saved = await store.saveIncidents({ incidents, reportIds, asOf, now: new Date() });
      watcher?.linked?.(saved);
    },
  };
}
