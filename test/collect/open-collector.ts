/** A collector that may reach loopback beside a real server, both opened before each test of a file and closed after it. */
import { afterEach, beforeEach } from '@jest/globals';
import {
  inProcessClock,
  openFetcher,
  openRobotsBook,
  userAgent,
  type Collector,
} from '../../src/collect/collect.js';
import { Outlet } from '../../src/model/outlet.js';
import { startServer, type TestServer } from './hostile-server.js';

/** What a test has at hand; other values in each test. */
export interface Loopback {
  server: TestServer;
  collector: Collector;
}

export const now = (): Date => new Date();

/** Opens both before each test of the file that calls it. */
export function useLoopback(): Loopback {
  const open = {} as Loopback;
  beforeEach(async () => {
    open.server = await startServer();
    open.collector = openCollector();
  });
  afterEach(async () => {
    await open.collector.fetcher.close();
    await open.server.close();
  });
  return open;
}

/** A collector of its own, as another process has one. */
export function openCollector(): Collector {
  const fetcher = openFetcher({
    userAgent: userAgent('redaksi@example.test'),
    allowAddresses: ['127.0.0.1'],
    limits: { timeoutMs: 2000 },
  });
  const clock = inProcessClock(now);
  return { fetcher, clock, robots: openRobotsBook(fetcher, clock, now), now };
}

/** The outlet of a server, which may be asked without pauses. */
export function outletAt({ origin }: Pick<TestServer, 'origin'>, more: Partial<Outlet> = {}): Outlet {
  return Outlet.parse({
    id: 'kabar-uji',
    name: 'Kabar Uji',
    home: `${origin}/`,
    reach: [],
    manners: { delayMs: 0 },
    ...more,
  });
}
