/** Where a queue of a test lies, by its address. */
import pg from 'pg';
import { installed, startPostgres, startRedis, type Engine } from './engines.js';
import type { QueueOptions } from '../../src/run/run.js';

export interface Place {
  options: Pick<QueueOptions, 'redisUrl' | 'pool'>;
  close(): Promise<void>;
}

/** `redis://...` or `postgres://...`. */
export async function openPlace(address: string): Promise<Place> {
  if (address.startsWith('redis:')) return { options: { redisUrl: address }, close: () => Promise.resolve() };
  const pool = new pg.Pool({ connectionString: address, options: '-c search_path=public,bullmq', max: 12 });
  pool.on('error', () => undefined);
  return { options: { pool }, close: () => pool.end() };
}

/** Every engine that this machine has, by name, with what starts it. */
export function availableEngines(): [string, () => Promise<Engine>][] {
  const engines: [string, () => Promise<Engine>][] = [];
  if (installed('redis-server')) engines.push(['Redis', startRedis]);
  if (installed('initdb')) engines.push(['PostgreSQL', startPostgres]);
  return engines;
}
