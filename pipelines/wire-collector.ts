/** Wire collector: the crawler of one process, with one clock and one book of robots.txt for all its visits. */
import {
  inProcessClock,
  openFetcher,
  openRobotsBook,
  userAgent,
  type Collector,
} from '../src/collect/collect.js';
import type { Settings } from '../src/run/run.js';

export interface OpenCollector extends Collector {
  /** False once the program is to stop: visits end after the page in hand. */
  goOn(): boolean;
  stop(): void;
  close(): Promise<void>;
}

/** Who is named as contact when private addresses are crawled, where nobody needs one. */
const NOBODY = 'https://example.org';

export function wireCollector(settings: Settings, allowAddresses: readonly string[]): OpenCollector {
  const now = (): Date => new Date();
  const fetcher = openFetcher({ userAgent: userAgent(settings.contact ?? NOBODY), allowAddresses });
  const clock = inProcessClock(now);
  let going = true;
  return {
    fetcher,
    clock,
    robots: openRobotsBook(fetcher, clock, now),
    now,
    goOn: () => going,
    stop: () => (going = false),
    close: () => fetcher.close(),
  };
}
