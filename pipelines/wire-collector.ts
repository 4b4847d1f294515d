/** Wire collector: the crawler of one process, with its clock and one book of robots.txt for all its visits. */
import {
  inProcessClock,
  loadCrawler,
  openFetcher,
  openRobotsBook,
  userAgent,
  type Collector,
} from '../src/collect/collect.js';
import type { Settings } from '../src/run/run.js';
import type { SharedHosts } from './wire-hosts.js';

// The crawler is loaded before the first pause of a host is reserved, not between a pause and its request.
await loadCrawler();

export interface OpenCollector extends Collector {
  /** False once the program is to stop: visits end after the page in hand. */
  goOn(): boolean;
  stop(): void;
  close(): Promise<void>;
}

/** Who is named as contact when private addresses are crawled, where nobody needs one. */
const NOBODY = 'https://example.org';

/** @param shared what other processes know of the hosts, where there are any; else this process is alone */
export function wireCollector(
  settings: Settings,
  allowAddresses: readonly string[],
  shared: SharedHosts | null = null,
): OpenCollector {
  const now = (): Date => new Date();
  const fetcher = openFetcher({ userAgent: userAgent(settings.contact ?? NOBODY), allowAddresses });
  const clock = shared?.clock ?? inProcessClock(now);
  let going = true;
  return {
    fetcher,
    clock,
    robots: openRobotsBook(fetcher, clock, now, shared?.shelf),
    now,
    goOn: () => going,
    stop: () => (going = false),
    close: () => fetcher.close(),
  };
}
