/** The whole way, newsroom to incidents: real servers, crawler, queue and database; the same incidents on every engine. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { watchOutlets } from '../../pipelines/monitor.js';
import { startNewsroom, type Newsroom } from '../../pipelines/newsroom.js';
import { openWorld } from '../../pipelines/world.js';
import { Query } from '../../src/model/query.js';
import type { Incident } from '../../src/model/incident.js';
import { openLog, readSettings } from '../../src/run/run.js';
import { installed, startPostgres, startRedis } from '../run/engines.js';
import { freshFolder } from '../setup/backends.js';

// Whole programs are started, several times over: on a busy machine that takes its time.
jest.setTimeout(180_000);

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await startNewsroom();
});
afterAll(() => newsroom.close());

const runs: [string, () => Promise<{ env: Record<string, string>; stop(): Promise<void> }>][] = [
  ['PGlite', embedded],
];
if (installed('initdb')) runs.push(['PostgreSQL', postgres]);
if (installed('redis-server')) runs.push(['PGlite and Redis', embeddedWithRedis]);

async function embedded(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const folder = await freshFolder();
  return { env: { PANTAU_DATA: folder }, stop: () => rm(folder, { recursive: true, force: true }) };
}

async function postgres(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const server = await startPostgres();
  return { env: { PANTAU_DATABASE_URL: server.url }, stop: () => server.stop() };
}

async function embeddedWithRedis(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const [place, redis] = [await embedded(), await startRedis()];
  return {
    env: { ...place.env, PANTAU_REDIS_URL: redis.url },
    stop: async () => void (await Promise.all([place.stop(), redis.stop()])),
  };
}

/** One visit to each outlet, carried to the end; gives the incidents in the order of their ids. */
async function visitOnce(env: Record<string, string>): Promise<Incident[]> {
  const world = await openWorld({
    settings: readSettings(env),
    outlets: newsroom.outlets,
    allowAddresses: ['127.0.0.1'],
    log: openLog('silent'),
  });
  try {
    await watchOutlets(world, null);
    expect(await world.store.quarantined()).toEqual([]);
    const found = await world.store.queryIncidents(Query.parse({ limit: 1000 }));
    return found.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    await world.close();
  }
}

/** What incidents tell; each keeps the id that it had first, so that articles that came in another order may leave another. */
const toldBy = (incidents: readonly Incident[]): string[] =>
  incidents.map((incident) => JSON.stringify({ ...incident, id: null })).toSorted();

describe('the whole way', () => {
  let first: string[] | null = null;

  it.each(runs)('ends in the same incidents on %s, and a second visit changes nothing', async (_, start) => {
    const place = await start();
    try {
      const incidents = await visitOnce(place.env);
      first ??= toldBy(incidents);
      expect(toldBy(incidents)).toEqual(first);
      expect(incidents.some(({ outlets }) => outlets > 1)).toBe(true);
      for (const { links, timeline } of incidents) {
        expect(links.length).toBeGreaterThan(0);
        for (const { from } of timeline) expect(from[0]?.evidence.length).toBeGreaterThan(0);
      }
      const asked = Object.values(newsroom.asked).flat().length;
      expect(await visitOnce(place.env)).toEqual(incidents);
      const again = Object.values(newsroom.asked).flat().slice(asked);
      expect(again.filter((path) => /berita\/\w|baca\.php|\.html/.test(path))).toEqual([]);
    } finally {
      await place.stop();
    }
  });
});
