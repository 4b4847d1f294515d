/** Connections to the database, wherever it is: on a server, or in a folder that this or another process holds. */
import pg from 'pg';
import { Folder } from './folder.js';
import { LocalSocket } from './local-socket.js';

export interface PoolOptions {
  /** Schemas that unqualified names are looked up in; the tables of the store are in `public`. */
  searchPath?: string;
  /** Most connections at once. */
  max?: number;
  /** How columns are read; the driver's own way when absent. */
  types?: pg.CustomTypesConfig;
}

export interface Connection {
  /** server: PostgreSQL by address; holder: this process has the folder; guest: another process has it. */
  readonly role: 'server' | 'holder' | 'guest';
  /** Where the database is, for messages; without password. */
  readonly place: string;
  /** The other process that serves this one; null when there is none. */
  heldBy(): Promise<string | null>;
  openPool(options?: PoolOptions): pg.Pool;
  close(): Promise<void>;
}

/** Settings of a session; days are always counted in named zones, never in the server's. */
function sessionOptions(options: PoolOptions): pg.PoolConfig {
  return {
    options: `-c search_path=${options.searchPath ?? 'public'} -c timezone=UTC`,
    max: options.max ?? 10,
    application_name: 'pantau',
    ...(options.types ? { types: options.types } : {}),
  };
}

const CLOSE_PATIENCE_MS = 5_000;

/** Opens pools and remembers them, so that all are ended together. */
class Pools {
  private readonly opened: pg.Pool[] = [];

  open(config: pg.PoolConfig): pg.Pool {
    const pool = new pg.Pool(config);
    // A connection that breaks while nothing is asked of it is replaced; what is asked of it reports the failure.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.opened.push(pool);
    return pool;
  }

  /** Waits for connections that are in use, but not for ever: one that is never given back is cut off. */
  async close(): Promise<void> {
    const ended = Promise.all(
      this.opened.filter((pool) => !pool.ended && !pool.ending).map((pool) => pool.end()),
    );
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((done) => (timer = setTimeout(done, CLOSE_PATIENCE_MS)));
    await Promise.race([ended, patience]);
    clearTimeout(timer);
  }
}

/** Connects to a PostgreSQL server (14 or later). */
export function connectServer(url: string): Connection {
  const pools = new Pools();
  return {
    role: 'server',
    place: hidePassword(url),
    heldBy: () => Promise.resolve(null),
    openPool: (options = {}) =>
      pools.open({ connectionString: url, keepAlive: true, ...sessionOptions(options) }),
    close: () => pools.close(),
  };
}

function hidePassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.toString();
  } catch {
    return 'PostgreSQL';
  }
}

/**
 * Connects to the embedded database in a folder: as its holder, or as a guest of the process that holds it. A guest
 * whose holder goes away takes the folder over at its next connection.
 * @throws Halt when another process holds the folder and cannot be reached
 */
export async function connectFolder(path: string): Promise<Connection> {
  const folder = new Folder(path);
  await folder.enter();
  const pools = new Pools();
  return {
    get role() {
      return folder.role;
    },
    place: folder.path,
    heldBy: () => folder.heldBy(),
    openPool: (options = {}) =>
      pools.open({
        stream: () => new LocalSocket((stream) => folder.attach(stream)),
        user: 'postgres',
        database: 'postgres',
        ...sessionOptions(options),
      }),
    close: async () => {
      await pools.close();
      await folder.leave();
    },
  };
}
