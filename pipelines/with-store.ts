/** With the store: opens the database that the settings name, and closes it however the work ends. */
import type { Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';

export async function withStore<T>(
  { databaseUrl, data }: Pick<Settings, 'databaseUrl' | 'data'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ url: databaseUrl, folder: data });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
