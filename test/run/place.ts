/** Where a queue of a test lies, by its address. */
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
