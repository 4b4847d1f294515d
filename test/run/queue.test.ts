/** The queue: the same promises on every engine, those of restarts and kills included. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Halt, Quarantine, TryLater } from '../../src/model/errors.js';
import { openQueue, type JobQueue, type QueueOptions, type SetAside } from '../../src/run/run.js';
import type { Engine } from './engines.js';
import { availableEngines } from './available.js';
import { openPlace, type Place } from './place.js';

describe.each(availableEngines())('queue on %s', (_, start) => {
  let engine: Engine;
  let place: Place;
  let aside: SetAside[];
  const open: JobQueue[] = [];
  let number = 0;

  beforeAll(async () => {
    engine = await start();
    place = await openPlace(engine.url);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close()));
  });
  afterAll(async () => {
    await place.close();
    await engine.stop();
  });

  /** A queue that no other test sees, unless it asks for the same name. */
  async function opened(options: Partial<QueueOptions> = {}): Promise<JobQueue> {
    aside = [];
    const queue = await openQueue({
      ...place.options,
      name: options.name ?? `t${(number += 1)}`,
      backoffMs: 20,
      setAside: async (job) => {
        aside.push(job);
      },
      ...options,
    });
    open.push(queue);
    return queue;
  }

  it('carries jobs from stage to stage, once each, and knows when all is done', async () => {
    const queue = await opened();
    const seen: string[] = [];
    queue.run('first', async (data) => {
      await queue.add('second', [{ id: `after-${String(data)}`, data }]);
    });
    queue.run('second', async (data) => {
      await sleep(2);
      seen.push(String(data));
    });
    const ids = Array.from({ length: 40 }, (_, i) => `job-${i}`);
    await queue.add(
      'first',
      ids.map((id) => ({ id, data: id })),
    );
    await queue.idle();
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(await queue.counts()).toEqual({
      first: { waiting: 0, active: 0, delayed: 0 },
      second: { waiting: 0, active: 0, delayed: 0 },
    });
  });

  it('adds one job per id while it waits, and runs it again when it comes during its run', async () => {
    const queue = await opened();
    let runs = 0;
    await queue.add('link', [{ id: 'a', data: 1 }]);
    await queue.add('link', [{ id: 'a', data: 1 }]);
    queue.run('link', async () => {
      runs += 1;
      if (runs === 1) await queue.add('link', [{ id: 'a', data: 1 }]);
    });
    await queue.idle();
    expect(runs).toBe(2);
    await queue.add('link', [{ id: 'a', data: 1 }]);
    await queue.idle();
    expect(runs).toBe(3);
  });

  it('waits as long as TryLater asks', async () => {
    const queue = await opened();
    const at: number[] = [];
    queue.run('fetch', async (_, { run }) => {
      at.push(Date.now());
      if (run < 3) throw new TryLater('busy', 150);
    });
    await queue.add('fetch', [{ id: 'a', data: null }]);
    await queue.idle();
    expect(at).toHaveLength(3);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(145);
    expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(145);
    expect(aside).toEqual([]);
  });

  it('sets aside what can never succeed, with its reason, and goes on', async () => {
    const queue = await opened();
    const done: unknown[] = [];
    queue.run('read', async (data) => {
      if (data === 'bad') throw new Quarantine('the page holds no text');
      done.push(data);
    });
    await queue.add('read', [
      { id: '1', data: 'good' },
      { id: '2', data: 'bad' },
      { id: '3', data: 'fine' },
    ]);
    await queue.idle();
    expect(done).toEqual(['good', 'fine']);
    expect(aside).toEqual([{ stage: 'read', id: '2', data: 'bad', reason: 'the page holds no text' }]);
  });

  it('tries an unknown error a bounded number of times before it sets the job aside', async () => {
    const queue = await opened({ tries: 3 });
    let runs = 0;
    queue.run('read', async () => {
      runs += 1;
      throw new Error(`fault ${runs}`);
    });
    await queue.add('read', [{ id: 'a', data: null }]);
    await queue.idle();
    expect(runs).toBe(3);
    expect(aside).toEqual([{ stage: 'read', id: 'a', data: null, reason: 'fault 3' }]);
  });

  it('loses no job when it cannot even be set aside', async () => {
    const queue = await opened({
      tries: 1,
      setAside: () => Promise.reject(new Error('the database is away')),
    });
    queue.run('read', () => Promise.reject(new Error('fault')));
    await queue.add('read', [{ id: 'a', data: null }]);
    for (let i = 0; i < 50 && (await queue.counts()).read?.delayed !== 1; i += 1) await sleep(50);
    expect(await queue.counts()).toEqual({ read: { waiting: 0, active: 0, delayed: 1 } });
  });

  it('stops on Halt and keeps the jobs for the next start', async () => {
    const name = 'halting';
    const queue = await opened({ name });
    queue.run('store', () => Promise.reject(new Halt('the disk is full; free some space and start again')));
    await queue.add('store', [
      { id: '1', data: 1 },
      { id: '2', data: 2 },
    ]);
    await expect(queue.idle()).rejects.toThrow('the disk is full');
    expect((await queue.halted).message).toContain('the disk is full');
    await queue.close();
    open.splice(0);
    const again = await opened({ name });
    const done: unknown[] = [];
    again.run('store', async (data) => void done.push(data));
    await again.idle();
    expect(new Set(done)).toEqual(new Set([1, 2]));
    expect(aside).toEqual([]);
  });

  it('finishes the job in hand when it is closed, and leaves the rest', async () => {
    const name = 'closing';
    const queue = await opened({ name });
    const done: unknown[] = [];
    let began = (): void => undefined;
    const beginning = new Promise<void>((resolve) => (began = resolve));
    queue.run('slow', async (data) => {
      began();
      await sleep(200);
      done.push(data);
    });
    await queue.add('slow', [
      { id: '1', data: 1 },
      { id: '2', data: 2 },
    ]);
    await beginning;
    await queue.close();
    open.splice(0);
    expect(done).toEqual([1]);
    const again = await opened({ name });
    again.run('slow', async (data) => void done.push(data));
    await again.idle();
    expect(done).toEqual([1, 2]);
  });

  it('works on as many jobs at once as it is allowed', async () => {
    const queue = await opened();
    const peak: Record<string, number> = { one: 0, four: 0 };
    const now: Record<string, number> = { one: 0, four: 0 };
    const handler = async (stage: string): Promise<void> => {
      now[stage] = (now[stage] ?? 0) + 1;
      peak[stage] = Math.max(peak[stage] ?? 0, now[stage]);
      await sleep(15);
      now[stage] -= 1;
    };
    queue.run('one', () => handler('one'));
    queue.run('four', () => handler('four'), { concurrency: 4 });
    const jobs = Array.from({ length: 12 }, (_, i) => ({ id: `j${i}`, data: i }));
    await queue.add('one', jobs);
    await queue.add('four', jobs);
    await queue.idle();
    expect(peak).toEqual({ one: 1, four: 4 });
  });

  it('lets no two jobs of a stage run at once on any machine, where it has to be alone', async () => {
    const name = 'alone';
    let now = 0;
    let peak = 0;
    const handler = async (): Promise<void> => {
      peak = Math.max(peak, (now += 1));
      await sleep(10);
      now -= 1;
    };
    const machines = [await opened({ name }), await opened({ name })];
    for (const machine of machines) machine.run('link', handler, { alone: true });
    await machines[0]?.add(
      'link',
      Array.from({ length: 12 }, (_, i) => ({ id: `j${i}`, data: i })),
    );
    await machines[1]?.idle();
    expect(peak).toBe(1);
  });

  it('makes scheduled jobs again and again, without taking them for unfinished work', async () => {
    const queue = await opened();
    let rounds = 0;
    let tell = (): void => undefined;
    const fourth = new Promise<void>((resolve) => (tell = resolve));
    queue.run('round', async () => {
      rounds += 1;
      if (rounds === 4) tell();
    });
    await queue.schedule('round', { id: 'all', data: null }, { everyMs: 300 });
    const began = Date.now();
    await fourth;
    expect(Date.now() - began).toBeGreaterThanOrEqual(600);
    await queue.idle();
    await queue.unschedule('round', 'all');
    await queue.idle();
    await queue.schedule('round', { id: 'all', data: null }, { pattern: '0 5 * * *', zone: 'Asia/Jakarta' });
    const before = rounds;
    await sleep(400);
    expect(rounds).toBe(before);
  });
});

describe('an engine that cannot be had', () => {
  it('is told at once, with the next step', async () => {
    const setAside = (): Promise<void> => Promise.resolve();
    await expect(openQueue({ redisUrl: 'redis://127.0.0.1:1', name: 'x', setAside })).rejects.toThrow(
      /cannot reach Redis .*PANTAU_REDIS_URL/,
    );
    await expect(openQueue({ name: 'x', setAside })).rejects.toThrow('neither Redis nor a database');
  });
});
