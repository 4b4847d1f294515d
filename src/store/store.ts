/** The store: everything that is kept between runs, in PostgreSQL or in a folder of its own. */
import type { Pool } from 'pg';
import { connectFolder, connectServer, type Connection, type PoolOptions } from './connection.js';

export type { PoolOptions } from './connection.js';
export type { Pool } from 'pg';

export interface StoreOptions {
  /** Address of a PostgreSQL server (`postgres://...`); null or absent for the embedded database. */
  url?: string | null;
  /** Folder of the embedded database. */
  folder?: string;
}

export interface Store {
  /** server: PostgreSQL by address; holder: this process has the folder; guest: another process has it. */
  readonly role: Connection['role'];
  /** Where the database is, for messages; without password. */
  readonly place: string;
  /** Connections to the tables of the store. */
  readonly pool: Pool;
  /**
   * Opens further connections, such as `openPool({ searchPath: 'bullmq', max: 20 })` for the queue, which keeps one
   * connection for each worker. A transaction on one of them makes all others of an embedded database wait, so never
   * wait inside a transaction for something that another connection has to do. Closed by `close`.
   */
  openPool(options?: PoolOptions): Pool;
  close(): Promise<void>;
}

/**
 * Opens the database.
 * @throws Halt when it does not answer, or another process holds the folder and cannot be reached
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connection = options.url
    ? connectServer(options.url)
    : await connectFolder(options.folder ?? './data', null);
  const pool = connection.openPool();
  return {
    role: connection.role,
    place: connection.place,
    pool,
    openPool: (pool) => connection.openPool(pool),
    close: () => connection.close(),
  };
}
