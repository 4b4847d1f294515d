/** Where a queue of a test lies, by its address. */
import { rm } from 'node:fs/promises';
import { freshFolder } from '../setup/backends.js';
import { installed, startPostgres, startRedis, type Engine } from './engines.js';
import type { QueueOptions } from '../../src/run/run.js';
import { openStore } from '../../src/store/store.js';

export interface Place {
  options: Pick<QueueOptions, 'redisUrl' | 'pool'>;
  close(): Promise<void>;
}

/** `redis://...`, `postgres://...`, or the folder of an embedded database. */
export async function openPlace(address: string): Promise<Place> {
  if (address.startsWith('redis:')) return { options: { redisUrl: address }, close: () => Promise.resolve() };
  const store = await openStore(address.startsWith('postgres:') ? { url: address } : { folder: address });
  return {
    options: { pool: store.openPool({ searchPath: 'bullmq', max: 12 }) },
    close: () => store.close(),
  };
}

async function startEmbedded(): Promise<Engine> {
  const folder = await freshFolder();
  return { url: folder, stop: () => rm(folder, { recursive: true, force: true }) };
}

/** Every engine that this machine has, by name, with what starts it. */
export function availableEngines(): [string, () => Promise<Engine>][] {
  const engines: [string, () => Promise<Engine>][] = [['PGlite', startEmbedded]];
  if (installed('redis-server')) engines.push(['Redis', startRedis]);
  if (installed('initdb')) engines.push(['PostgreSQL', startPostgres]);
  return engines;
}
